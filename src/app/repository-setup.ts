import { nearest } from '../core/nearest.ts';
import type { Finding } from '../core/plan/plan.ts';
import { readSettings, type SettingsLayers } from '../core/settings/read-settings.ts';
import { isInForce } from '../core/settings/template-names.ts';
import type { Settings } from '../core/settings.ts';
import type { IssueRef, SettingsFiles, Store } from '../ports.ts';
import { createRenderer, type Renderer } from '../views/render.ts';
import { rememberTrackingLabel } from './tracking-label.ts';

/** What a repository's own files make of Rollcall. */
export interface RepositorySetup {
  readonly settings: Settings;
  readonly findings: readonly Finding[];
  readonly renderer: Renderer;
}

export type ReadSetup = (issue: IssueRef, files: SettingsFiles) => Promise<RepositorySetup>;

/** Label of blockers by repository: it is needed for the query that reads the settings, so the last known one is used. */
export type BlockerLabels = Map<number, string>;

/** So many repositories' setups are kept; each is read again only when one of its files has changed. */
const maxSetups = 500;

/**
 * Reads settings and templates once for each state of the files; the same object ids are the same texts. While a file
 * has a mistake that makes it unreadable the last good one stays in force, and the findings say what is wrong.
 */
export function createSetups(store: Store, labels: BlockerLabels): ReadSetup {
  const setups = new Map<string, RepositorySetup>();
  return async (issue, files) => {
    const key = keyOf(issue, files);
    const known = setups.get(key);
    if (known !== undefined) return withTemplateFindings(known);
    const setup = await readSetup(store, issue, files);
    if (setups.size >= maxSetups) setups.clear();
    setups.set(key, setup);
    labels.set(issue.repositoryId, setup.settings.labels.blocker);
    await rememberTrackingLabel(store, issue.repositoryId, setup.settings.labels.tracking);
    return withTemplateFindings(setup);
  };
}

async function readSetup(store: Store, issue: IssueRef, files: SettingsFiles): Promise<RepositorySetup> {
  const now = readSettings(files);
  // An unknown key is a mistake that changes nothing; any other error would put defaults in force that nobody chose.
  const isGood = now.findings.every(({ severity, code }) => severity !== 'error' || code === 'unknown-setting');
  const goodKey = `good-settings:${issue.repositoryId}`;
  const remembered = isGood ? undefined : await store.getFact(goodKey);
  if (isGood) await store.putFact(goodKey, JSON.stringify({ owner: files.owner, repository: files.repository }));
  // We wrote it ourselves, just above, in an earlier life.
  const settings =
    remembered === undefined ? now.settings : readSettings(JSON.parse(remembered) as SettingsLayers).settings;
  const { templates } = settings;
  const overrides = Object.entries(files.templates)
    .filter(([name]) => isInForce(name, templates))
    .map(([name, file]) => [name, file.text]);
  const renderer = createRenderer({ overrides: Object.fromEntries(overrides), nearest });
  return { settings, findings: now.findings, renderer };
}

/** A template may turn out to be wrong only when it renders. */
function withTemplateFindings(setup: RepositorySetup): RepositorySetup {
  return { ...setup, findings: [...setup.findings, ...setup.renderer.findings()] };
}

function keyOf({ repositoryId }: IssueRef, { owner, repository, templates }: SettingsFiles): string {
  const names = Object.keys(templates).sort();
  return [repositoryId, owner?.oid, repository?.oid, ...names.map((name) => `${name}=${templates[name]?.oid}`)].join(
    ' ',
  );
}
