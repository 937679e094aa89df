/** Store, intake and web without the worker: webhooks are made durable and nothing follows from them. */
import { pino } from 'pino';
import { openStore } from '../../../src/adapters/database/open-store.ts';
import { serve } from '../../../src/adapters/web/server.ts';
import { createAppMetrics } from '../../../src/app/app-metrics.ts';
import { createIntake } from '../../../src/app/intake.ts';
import { createProbotMiddleware } from '../../../src/app/probot-middleware.ts';
import { createPutAsideList } from '../../../src/app/put-aside.ts';
import { systemClock } from '../../../src/app/system-clock.ts';
import { rollcall } from '../../../src/index.ts';
import { decideOn, decision } from '../../adapters/database/fixtures.ts';
import { given, say } from './given.ts';

export interface IntakeGiven {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly dataDir: string;
  /** Instead of the embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  /** Issue of the tests' fixtures that has a release. */
  readonly tracked: number;
}

const { appId, privateKey, webhookSecret, dataDir, databaseUrl, tracked } = await given<IntakeGiven>();
const log = pino();
const store = await openStore({ dataDir, databaseUrl, log });
await decideOn(store, 'adopted', decision(), { number: tracked });
const metrics = createAppMetrics(systemClock, store);
const intake = createIntake({
  store,
  app: { id: appId, slug: 'rollcall' },
  checkPullRequest: async () => 'settings-untouched',
  putAside: createPutAsideList(store, systemClock, log),
  onAccepted: () => {},
  onOutcome: metrics.onDelivery,
});
const path = '/api/github/webhooks';
const answer = await createProbotMiddleware({
  appId,
  privateKey,
  secret: webhookSecret,
  path,
  baseUrl: 'https://api.github.com',
  log,
  listen: rollcall(intake, Date.now),
});
const web = await serve({
  host: '127.0.0.1',
  port: 0,
  webhook: { path, secrets: [webhookSecret], answer, onRefused: metrics.onRefused },
  pages: {},
});
say({ url: `http://127.0.0.1:${web.port}${path}` });
