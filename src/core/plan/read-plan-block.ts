import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import { type Expectation, expectations, wordsOf } from '../settings/expectation.ts';
import { offsetAt, plainValue } from '../settings/yaml-node.ts';
import { placeOf, readYamlText, type YamlText } from '../settings/yaml-text.ts';
import type { Finding } from './plan.ts';
import { type PlanBlock, planBlock, planBlockKeys } from './plan-block.ts';
import type { Fence } from './source/scan-lines.ts';
import { readShare } from './values/share.ts';

export interface BlockReading {
  /** Undefined where the plan has no block, or one that cannot be read. Keys with a mistake are left out. */
  readonly block: PlanBlock | undefined;
  /** Line of the fence in the issue's body. */
  readonly line: number | undefined;
  readonly findings: readonly Finding[];
}

type Path = readonly (string | number)[];

const findingLimit = 10;
const opening = /^ya?ml\s+release-plan\b/i;

/** Reads the first fenced block whose info string is `yaml release-plan`. Places are those of the issue's body. */
export function readPlanBlock(fences: readonly Fence[]): BlockReading {
  const fence = fences.find(({ info }) => opening.test(info));
  if (!fence) return { block: undefined, line: undefined, findings: [] };
  const read = readYamlText(fence.text);
  if (read.kind === 'refused') {
    const { code, place, problem } = read;
    if (problem === 'EMPTY') return { block: {}, line: fence.line, findings: [] };
    const facts = { problem: code === 'settings-syntax' ? problem : code.replace('settings-', '') };
    const finding = {
      code: 'yaml-syntax',
      severity: 'error' as const,
      line: fence.line + place.line,
      column: place.column,
      facts,
    };
    return { block: undefined, line: fence.line, findings: [finding] };
  }
  const value = plainValue(read.document.contents) ?? {};
  const parsed = planBlock.safeParse(value);
  const wrongShares = sharesThatAreNone(value);
  const mistakes = parsed.success ? [] : parsed.error.issues.flatMap((issue) => mistakesOf(issue, []));
  const findings = [...mistakes, ...wrongShares]
    .slice(0, findingLimit)
    .map((mistake) => toFinding(mistake, value, read, fence.line));
  const block = parsed.success ? parsed.data : withoutMistakes(value, mistakes);
  return { block, line: fence.line, findings };
}

/** What is written for a share and names no percentage. The stage stays, without one. */
function sharesThatAreNone(value: unknown): readonly Mistake[] {
  const stages = valueAt(value, ['stages']);
  if (!Array.isArray(stages)) return [];
  return stages.flatMap((_, index) => {
    const path = ['stages', index, 'share'];
    const share = valueAt(value, path);
    const isWrong = typeof share === 'string' && /\S/.test(share) && readShare(share) === undefined;
    return isWrong ? { path, isKey: false } : [];
  });
}

interface Mistake {
  /** Leads to the value, or to the key that is not known. */
  readonly path: Path;
  readonly isKey: boolean;
}

/** Of a choice between forms the one that got further tells what is wrong. */
function mistakesOf(issue: z.core.$ZodIssue, above: Path): readonly Mistake[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], isKey: true }));
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.find(([first]) => first?.code === 'unrecognized_keys' || (first?.path.length ?? 0) > 0);
    if (inner) return inner.flatMap((further) => mistakesOf(further, path));
  }
  return [{ path, isKey: false }];
}

type YamlDocument = Extract<YamlText, { kind: 'document' }>;

function toFinding({ path, isKey }: Mistake, value: unknown, read: YamlDocument, fenceLine: number): Finding {
  const { line, column } = placeOf(read.lines, offsetAt(read.document.contents, path, isKey) ?? 0);
  const place = { severity: 'error' as const, line: fenceLine + line, column };
  if (!isKey) {
    const expected = expectedAt(path);
    const found = valueAt(value, path);
    const shown = found === undefined || typeof found === 'object' ? '' : String(found).slice(0, 60);
    const facts = { key: nameOf(path), value: shown, expected, example: expectations[expected].example };
    const meant = nearest(shown, wordsOf(expected));
    return { code: 'yaml-value', ...place, facts: meant === undefined ? facts : { ...facts, nearest: meant } };
  }
  const key = String(path.at(-1)).slice(0, 60);
  const meant = nearest(key, planBlockKeys(path.slice(0, -1)));
  return { code: 'yaml-unknown-key', ...place, facts: meant === undefined ? { key } : { key, nearest: meant } };
}

/** What is expected of the values of a key, or of an item in its list. All others are lines of text. */
const expectedOf: Readonly<Record<string, Expectation>> = {
  rollout: 'rollout',
  toggles: 'lines',
  'toggles.*': 'toggle',
  stages: 'stages-in-plan',
  'stages.*': 'stage-in-plan',
  sample: 'sample',
  criteria: 'lines',
  'criteria.*': 'criterion',
  kpis: 'lines',
  'kpis.*': 'kpi',
  share: 'share',
  by: 'share',
  soak: 'length',
  length: 'length',
  id: 'id',
  min: 'count',
  bar: 'bar',
  if_short: 'if-short',
  unproven: 'unproven',
  role: 'criterion-role',
  confidence: 'confidence',
  from: 'rollout',
  flag: 'lines',
  dashboards: 'lines',
  readiness: 'lines',
  roles: 'lines',
  questions: 'lines',
};

function expectedAt(path: Path): Expectation {
  const last = path.at(-1);
  if (last === undefined) return 'plan-block';
  const key = typeof last === 'number' ? `${path.at(-2)}.*` : last;
  return (Object.hasOwn(expectedOf, key) ? expectedOf[key] : undefined) ?? 'line';
}

/** Unknown keys are left out; a top-level key with a mistake in its value is left out whole. */
function withoutMistakes(value: unknown, mistakes: readonly Mistake[]): PlanBlock {
  for (const { path, isKey } of mistakes) if (isKey) deleteAt(value, path);
  if (typeof value !== 'object' || value === null) return {};
  const right = Object.entries(value).filter(([key, part]) => planBlock.safeParse({ [key]: part }).success);
  return planBlock.safeParse(Object.fromEntries(right)).data ?? {};
}

function deleteAt(value: unknown, path: Path): void {
  let parent = value;
  for (const step of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, step)) return;
    parent = Reflect.get(parent, step);
  }
  const key = path.at(-1);
  if (typeof parent === 'object' && parent !== null && key !== undefined) Reflect.deleteProperty(parent, key);
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = Reflect.get(current, step);
  }
  return current;
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'release-plan' : path.join('.');
}
