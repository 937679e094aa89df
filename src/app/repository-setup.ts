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
  /** How much was known to be wrong with templates by then; more may show when they are filled in. */
  readonly templateFindings: number;
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
  /** By repository, each for the state of its files that was seen last: what is in force may hang on those before. */
  const setups = new Map<number, { readonly key: string; readonly setup: RepositorySetup }>();
  return async (issue, files) => {
    const key = keyOf(files);
    const known = setups.get(issue.repositoryId);
    if (known?.key === key) return withTemplateFindings(known.setup);
    const setup = await readSetup(store, issue, files);
    if (setups.size >= maxSetups) setups.clear();
    setups.set(issue.repositoryId, { key, setup });
    labels.set(issue.repositoryId, setup.settings.labels.blocker);
    await rememberTrackingLabel(store, issue.repositoryId, setup.settings.labels.tracking);
    return withTemplateFindings(setup);
  };
}

async function readSetup(store: Store, issue: IssueRef, files: SettingsFiles): Promise<RepositorySetup> {
  const { findings } = readSettings(files);
  const inForce = await layersInForce(store, issue.repositoryId, files, findings);
  const { settings } = readSettings(inForce);
  const { templates } = settings;
  const overrides = Object.entries(files.templates)
    .filter(([name]) => isInForce(name, templates))
    .map(([name, file]) => [name, file.text]);
  const renderer = createRenderer({ overrides: Object.fromEntries(overrides), nearest });
  return { settings, findings, templateFindings: 0, renderer };
}

const layers = ['owner', 'repository'] as const;

/** Of each file the last one without a mistake; where none is known, the file as it is. */
async function layersInForce(
  store: Store,
  repositoryId: number,
  files: SettingsFiles,
  findings: readonly Finding[],
): Promise<SettingsLayers> {
  const key = `good-settings:${repositoryId}`;
  const remembered = await store.getFact(key);
  // We wrote it ourselves, below, in an earlier life.
  const lastGood = remembered === undefined ? undefined : (JSON.parse(remembered) as SettingsLayers);
  const inForce: { -readonly [Layer in keyof SettingsLayers]: SettingsLayers[Layer] } = {};
  let areGood = true;
  for (const layer of layers) {
    const isGood = findings.every((finding) => finding.facts['layer'] !== layer || isHarmless(finding));
    areGood &&= isGood || lastGood !== undefined;
    inForce[layer] = isGood || lastGood === undefined ? files[layer] : lastGood[layer];
  }
  const text = JSON.stringify(inForce);
  if (areGood && text !== remembered) await store.putFact(key, text);
  return inForce;
}

/** An unknown key changes nothing; any other error would put defaults in force that nobody chose. */
function isHarmless({ severity, code }: Finding): boolean {
  return severity !== 'error' || code === 'unknown-setting';
}

/** A template may turn out to be wrong only when it renders. */
function withTemplateFindings(setup: RepositorySetup): RepositorySetup {
  const found = setup.renderer.findings();
  return { ...setup, findings: forTheCard([...setup.findings, ...found]), templateFindings: found.length };
}

/** So many are named on the card; the check of a pull request and the command line name them all. */
const mostFindings = 20;

/** Of a template only the first: who copies all of ours with what only ours may have gets a hundred of them. */
function forTheCard(findings: readonly Finding[]): readonly Finding[] {
  const templates = new Set<unknown>();
  const first = findings.filter(({ facts: { template } }) => {
    if (template === undefined) return true;
    const isNew = !templates.has(template);
    templates.add(template);
    return isNew;
  });
  const count = first.length - mostFindings;
  if (count <= 0) return first;
  const more: Finding = { code: 'more-findings', severity: 'note', line: 0, column: 0, facts: { count } };
  return [...first.slice(0, mostFindings), more];
}

function keyOf({ owner, repository, templates }: SettingsFiles): string {
  const names = Object.keys(templates).sort();
  return [owner?.oid, repository?.oid, ...names.map((name) => `${name}=${templates[name]?.oid}`)].join(' ');
}
