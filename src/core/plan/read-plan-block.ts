import type { Document, LineCounter } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import { offsetAt, plainValue } from '../settings/yaml-node.ts';
import { placeOf, readYamlText } from '../settings/yaml-text.ts';
import type { Finding } from './plan.ts';
import { type PlanBlock, planBlock, planBlockKeys } from './plan-block.ts';
import type { Fence } from './source/scan-lines.ts';

export interface BlockReading {
  /** Undefined where the plan has no block, or one that cannot be read. Keys with a mistake are left out. */
  readonly block: PlanBlock | undefined;
  /** Line of the fence in the issue's body. */
  readonly line: number | undefined;
  readonly findings: readonly Finding[];
}

type Path = readonly (string | number)[];

const findingLimit = 10;

/** Reads the first fenced block whose info string is `yaml release-plan`. Places are those of the issue's body. */
export function readPlanBlock(fences: readonly Fence[]): BlockReading {
  const fence = fences.find(({ info }) => /^ya?ml\s+release-plan\b/i.test(info));
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
  if (parsed.success) return { block: parsed.data, line: fence.line, findings: [] };
  const mistakes = parsed.error.issues.flatMap((issue) => mistakesOf(issue, []));
  const findings = mistakes
    .slice(0, findingLimit)
    .map((mistake) => toFinding(mistake, read.document, read.lines, fence.line));
  return { block: withoutMistakes(value, mistakes), line: fence.line, findings };
}

interface Mistake {
  /** Leads to the value, or to the key that is not known. */
  readonly path: Path;
  /** What was expected of the value; undefined for an unknown key. */
  readonly expected: string | undefined;
}

/** Of a choice between forms the one that got further tells what is wrong. */
function mistakesOf(issue: z.core.$ZodIssue, above: Path): readonly Mistake[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], expected: undefined }));
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.find(([first]) => first?.code === 'unrecognized_keys' || (first?.path.length ?? 0) > 0);
    if (inner) return inner.flatMap((further) => mistakesOf(further, path));
  }
  return [{ path, expected: issue.message.slice(0, 200) }];
}

function toFinding({ path, expected }: Mistake, document: Document, lines: LineCounter, fenceLine: number): Finding {
  const { line, column } = placeOf(lines, offsetAt(document.contents, path, expected === undefined) ?? 0);
  const place = { severity: 'error' as const, line: fenceLine + line, column };
  if (expected !== undefined) return { code: 'yaml-value', ...place, facts: { key: nameOf(path), expected } };
  const key = String(path.at(-1)).slice(0, 60);
  const meant = nearest(key, planBlockKeys(path.slice(0, -1)));
  return { code: 'yaml-unknown-key', ...place, facts: meant === undefined ? { key } : { key, nearest: meant } };
}

/** Unknown keys are left out; a top-level key with a mistake in its value is left out whole. */
function withoutMistakes(value: unknown, mistakes: readonly Mistake[]): PlanBlock {
  for (const { path, expected } of mistakes) if (expected === undefined) deleteAt(value, path);
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

function nameOf(path: Path): string {
  return path.length === 0 ? 'release-plan' : path.join('.');
}
