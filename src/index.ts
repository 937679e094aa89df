import type { ApplicationFunction, Probot } from 'probot';
import type { Intake } from './app/intake.ts';

/** Probot answers 202 after 9 seconds and GitHub gives up after 10. Before that a failure can still be told. */
const patienceMs = 8_000;

/** The Probot app: hears the webhooks that app.yml subscribes to and puts them into the inbox. Everything else follows from there. */
export function rollcall(intake: Pick<Intake, 'receive'>, now: () => number): ApplicationFunction {
  return (app: Probot) => {
    app.onAny(async ({ id, name, payload }) => {
      const outcome = await inTime(intake.receive({ id, name, payload, receivedAt: now() }));
      if (outcome === 'repeated') app.log.info({ delivery: id, event: name }, 'an event came again under another id');
      else app.log.debug({ delivery: id, event: name, outcome }, 'webhook');
    });
  };
}

/** Rejects what takes too long, so that GitHub records a failure. Should it be done after all, nothing is lost by that. */
async function inTime<Result>(receiving: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the database did not take the webhook in time')), patienceMs);
  });
  try {
    return await Promise.race([receiving, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
