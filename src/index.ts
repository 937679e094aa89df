import type { ApplicationFunction, Probot } from 'probot';
import type { Intake } from './app/intake.ts';

/** The Probot app: hears the webhooks that app.yml subscribes to and puts them into the inbox. Everything else follows from there. */
export function rollcall(intake: Pick<Intake, 'receive'>, now: () => number): ApplicationFunction {
  return (app: Probot) => {
    app.onAny(async ({ id, name, payload }) => {
      const outcome = await intake.receive({ id, name, payload, receivedAt: now() });
      app.log.debug({ delivery: id, event: name, outcome }, 'webhook');
    });
  };
}
