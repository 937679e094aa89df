import type { WriteLimits } from '../adapters/github/write-budget.ts';
import { startApp } from '../app/wire.ts';
import { evaluate } from '../core/criteria/evaluate.ts';
import { readSettings, type SettingsLayers } from '../core/settings/read-settings.ts';
import type { Settings } from '../core/settings.ts';
import { rollcall } from '../index.ts';
import type { Clock, ReleaseSummary, Store } from '../ports.ts';
import type { AppUnderTest, ReleaseState, StartApp } from './app-under-test.ts';

/** On a clock that stands still nobody can wait for a budget to fill again. */
const boundless: WriteLimits = { burst: 1e9, perMinute: 1e9, perHour: 1e9, maxWaitMs: 0 };

/** Starts Rollcall itself, unchanged, against the sandbox. */
export const startRollcall: StartApp = async (options) => {
  const { dataDir = '.rollcall', clock } = options;
  const app = await startApp({ ...options, dataDir, listen: rollcall, nameDeliveries: true, limits: boundless });
  const under: AppUnderTest = {
    webhookUrl: app.webhookUrl,
    settle: () => app.settle(),
    nextWake: () => app.nextWake(),
    fireDue: () => app.fireDue(),
    async releases() {
      const releases = await app.releases();
      return Promise.all(releases.map((release) => describeRelease(app.store, clock, release)));
    },
    stop: () => app.stop(),
  };
  return under;
};

async function describeRelease(store: Store, clock: Clock, { issue, rollout }: ReleaseSummary): Promise<ReleaseState> {
  const { position, share } = rollout;
  const stage = 'stage' in position ? position.stage : undefined;
  const { readings } = await store.load(issue);
  const settings = await settingsOf(store, issue.repositoryId);
  const judged = stage === undefined ? undefined : evaluate({ rollout, readings, settings, now: clock.now(), stage });
  return {
    issue: issue.number,
    stage: stage ?? ('from' in position ? position.from : rollout.periods.at(-1)?.stage),
    share,
    state: 'hold' in position && position.hold !== undefined ? 'held' : position.at,
    recommendation: judged?.recommendation.result,
    verdicts: (judged?.verdicts ?? []).map(({ criterion, result, why }) => ({
      criterion: criterion.text,
      result,
      why,
    })),
  };
}

/** The settings in force, as the app remembers them. */
async function settingsOf(store: Store, repositoryId: number): Promise<Settings> {
  const remembered = await store.getFact(`good-settings:${repositoryId}`);
  // The app wrote it: the two settings files.
  const layers: SettingsLayers = remembered === undefined ? {} : (JSON.parse(remembered) as SettingsLayers);
  return readSettings(layers).settings;
}
