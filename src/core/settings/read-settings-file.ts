import { type Document, isMap, isScalar, type LineCounter, visit, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { nearest } from '../nearest.ts';
import type { Finding } from '../plan/plan.ts';
import { type SettingsFile, settingsSchema } from './settings-schema.ts';
import { problemsOf } from './value-problem.ts';
import { keyOf, offsetAt, plainValue, startOf } from './yaml-node.ts';
import { type Place, placeOf, readYamlText } from './yaml-text.ts';

/** Beyond it there is something systematically wrong, and nobody reads on. */
const maxFindings = 20;

interface Reading {
  readonly lines: LineCounter;
  readonly findings: Finding[];
}

/** Reads one settings file key by key: a key with a mistake becomes a finding and is left out, the others stand. */
export function readSettingsFile(text: string): { values: SettingsFile; findings: readonly Finding[] } {
  const yaml = readYamlText(text);
  if (yaml.kind === 'refused') {
    return { values: {}, findings: [finding(yaml.code, yaml.place, { problem: yaml.problem })] };
  }
  const { document, lines } = yaml;
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { values: {}, findings: [] };
  if (!isMap(root)) {
    return { values: {}, findings: [finding('settings-not-a-mapping', placeOf(lines, startOf(root) ?? 0), {})] };
  }
  const reading: Reading = { lines, findings: duplicateKeys(document, lines) };
  const values = readMapping(root, settingsSchema, '', reading);
  const findings = reading.findings.sort((a, b) => a.line - b.line || a.column - b.column);
  // True: every value has been made by the schema of its key.
  return { values: values as SettingsFile, findings: findings.slice(0, maxFindings) };
}

function readMapping(map: YAMLMap, schema: z.ZodObject, path: string, reading: Reading): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const pair of map.items) {
    if (reading.findings.length >= maxFindings) break;
    const key = keyOf(pair);
    const known = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
    const place = placeOf(reading.lines, startOf(pair.key) ?? startOf(map) ?? 0);
    if (known === undefined) {
      const suggestion = nearest(key, Object.keys(schema.shape));
      const facts = { key: `${path}${key}`, ...(suggestion === undefined ? {} : { nearest: suggestion }) };
      reading.findings.push(finding('unknown-setting', place, facts));
      continue;
    }
    const value = readValue(pair.value, known, `${path}${key}`, place, reading);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** The value as the schema makes it; undefined when it is empty or has a mistake. */
function readValue(node: unknown, schema: z.core.$ZodType, path: string, keyPlace: Place, reading: Reading): unknown {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (isMap(node) && inner instanceof z.ZodObject) return readMapping(node, inner, `${path}.`, reading);
  const value = plainValue(node);
  if (value === undefined || value === null) return undefined;
  const result = z.safeParse(inner, value);
  if (result.success) return result.data;
  for (const problem of problemsOf(result.error.issues, value)) {
    const offset = offsetAt(node, problem.path, problem.code === 'unknown-setting');
    const place = offset === undefined ? keyPlace : placeOf(reading.lines, offset);
    const key = [path, ...problem.path].join('.');
    reading.findings.push(finding(problem.code, place, { key, ...problem.facts }));
  }
  return undefined;
}

/** The parser's own check compares every key with every other one; here the last of them counts. */
function duplicateKeys(document: Document, lines: LineCounter): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const pair of map.items) {
        const key = keyOf(pair);
        if (seen.has(key)) findings.push(finding('duplicate-setting', placeOf(lines, startOf(pair.key) ?? 0), { key }));
        seen.add(key);
      }
    },
  });
  return findings;
}

function finding(code: string, { line, column }: Place, facts: Finding['facts']): Finding {
  return { code, severity: 'error', line, column, facts };
}
