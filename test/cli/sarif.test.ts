import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sarifLog } from '../../src/cli/sarif.ts';
import { readPlan } from '../../src/core/plan/read-plan.ts';

const sentence = z.object({ text: z.string().min(1) });

/** What SARIF 2.1.0 requires of a log, and what code scanning requires of a result beyond that. */
const log = z.object({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z
    .array(
      z.object({
        tool: z.object({
          driver: z.object({
            name: z.string().min(1),
            rules: z.array(
              z.object({
                id: z.string().min(1),
                shortDescription: sentence,
                fullDescription: sentence,
                help: sentence,
                defaultConfiguration: z.object({ level: z.enum(['none', 'note', 'warning', 'error']) }),
              }),
            ),
          }),
        }),
        columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
        results: z.array(
          z.object({
            ruleId: z.string().min(1),
            ruleIndex: z.int().min(0),
            level: z.enum(['none', 'note', 'warning', 'error']),
            message: sentence,
            partialFingerprints: z.object({ primaryLocationLineHash: z.string().regex(/^[0-9a-f]{16}:\d+$/) }),
            locations: z
              .array(
                z.object({
                  physicalLocation: z.object({
                    artifactLocation: z.object({ uri: z.string().regex(/^[\w.~!$&'()*+,;=:@%/-]+$/) }),
                    region: z.object({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
                  }),
                }),
              )
              .min(1),
          }),
        ),
      }),
    )
    .length(1),
});

const file = 'examples/badly-filled-plan/plan.md';
const text = readFileSync(file, 'utf8');
const { findings } = readPlan(text, { now: Date.parse('2021-03-29') });

describe('sarifLog', () => {
  it('is a SARIF 2.1.0 log in which every result names its rule', () => {
    const [run] = log.parse(JSON.parse(JSON.stringify(sarifLog([{ file, text, findings }])))).runs;
    expect(run?.results).toHaveLength(findings.length);
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('says what is wrong, where, and how to put it right', () => {
    const [result] = sarifLog([{ file, text, findings }]).runs[0].results;
    expect(result).toMatchObject({
      ruleId: 'criterion-placeholder',
      level: 'error',
      message: { text: expect.stringContaining('Replace the placeholder') },
      locations: [{ physicalLocation: { artifactLocation: { uri: file }, region: { startLine: 27 } } }],
    });
  });

  it.each([
    ['a relative path', './plans/my plan #1.md', 'plans/my%20plan%20%231.md'],
    ['a path outside', '../plan.md', '../plan.md'],
    ['an absolute path', '/srv/my plan.md', 'file:///srv/my%20plan.md'],
  ])('names %s as an address', (_what, path, uri) => {
    const [result] = sarifLog([{ file: path, text, findings }]).runs[0].results;
    expect(result?.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('knows a finding again when its line has moved, and two on equal lines apart', () => {
    const hashes = (content: string, line: number) => {
      const moved = { code: 'x', severity: 'error', line, column: 1, facts: {} } as const;
      const [run] = sarifLog([{ file, text: content, findings: [moved, moved] }]).runs;
      return run.results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    };
    expect(hashes('a\n  b\n', 2)).toEqual(hashes('a\n\n\nb\n', 4));
    expect(new Set(hashes('b', 1)).size).toBe(2);
    expect(hashes('b', 1)).not.toEqual(hashes('c', 1));
  });

  it('is a log without results when there is nothing to remark', () => {
    expect(log.parse(sarifLog([{ file, text, findings: [] }])).runs[0]?.results).toEqual([]);
  });
});
