import { pino } from 'pino';
import { createClients } from '../adapters/github/clients.ts';
import { createDeliveries } from '../adapters/github/deliveries.ts';
import { readEnv } from '../app/env.ts';
import { askAgain, attemptsAt } from '../app/missed-deliveries.ts';
import { systemClock } from '../app/system-clock.ts';
import { hourMs } from '../core/instant.ts';
import { loadEnvFile } from '../main.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';

/** GitHub can deliver again for three days. */
const longestHours = 72;

/** Asks GitHub to deliver again every webhook that failed and has not been delivered since. */
export async function redeliver(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { hours: { type: 'string', default: String(longestHours) } });
  const hours = Number(values.hours);
  if (!(hours > 0 && hours <= longestHours))
    throw new CommandLineError(`--hours takes a number up to ${longestHours}.`);
  loadEnvFile();
  const { appId, privateKey, githubUrl } = readEnv(process.env);
  const clients = createClients({ appId, privateKey, baseUrl: githubUrl });
  const deliveries = createDeliveries(clients.forApp(), systemClock);
  const attempts = await deliveries.list(systemClock.now() - hours * hourMs);
  const all = new Set(attempts.map(({ guid }) => guid));
  const arrived = new Set(attempts.filter(({ statusCode }) => isOk(statusCode)).map(({ guid }) => guid));
  const missing = new Set([...all].filter((guid) => !arrived.has(guid)));
  const log = pino({ level: 'silent' });
  const asked = await askAgain(
    { deliveries, log },
    attemptsAt(missing, attempts).map(({ last }) => last),
  );
  process.stdout.write(`${asked} of ${all.size} deliveries asked for again\n`);
  return 0;
}

function isOk(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}
