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
  const findings = parsed.error.issues.flatMap((issue) => findingsOf(issue, [], read.document, read.lines, fence.line));
  return { block: withoutMistakes(value), line: fence.line, findings: findings.slice(0, findingLimit) };
}

/** What is right counts, key by key. */
function withoutMistakes(value: unknown): PlanBlock {
  if (typeof value !== 'object' || value === null) return {};
  const right = Object.entries(value).filter(([key, part]) => planBlock.safeParse({ [key]: part }).success);
  return planBlock.safeParse(Object.fromEntries(right)).data ?? {};
}

function findingsOf(
  issue: z.core.$ZodIssue,
  above: Path,
  document: Document,
  lines: LineCounter,
  fenceLine: number,
): readonly Finding[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.find(
      (errors) => errors[0]?.code === 'unrecognized_keys' || (errors[0]?.path.length ?? 0) > 0,
    );
    const [first] = inner ?? [];
    if (first) return findingsOf(first, path, document, lines, fenceLine);
  }
  const finding = (code: string, at: Path, isKey: boolean, facts: Finding['facts']): Finding => {
    const { line, column } = placeOf(lines, offsetAt(document.contents, at, isKey) ?? 0);
    return { code, severity: 'error', line: fenceLine + line, column, facts };
  };
  if (issue.code !== 'unrecognized_keys') {
    return [finding('yaml-value', path, false, { key: nameOf(path), expected: issue.message.slice(0, 200) })];
  }
  return issue.keys.map((key) => {
    const meant = nearest(key, planBlockKeys(path));
    const facts = { key: key.slice(0, 60), ...(meant === undefined ? {} : { nearest: meant }) };
    return finding('yaml-unknown-key', [...path, key], true, facts);
  });
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'release-plan' : path.join('.');
}
