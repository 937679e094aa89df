/** The reference: a Probot app that hears webhooks and does nothing, as Probot's own command starts it. */
import { run } from 'probot';

await run((app) => {
  app.onAny(async () => {});
});
