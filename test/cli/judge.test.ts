import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { judge } from '../../src/cli/judge.ts';

let folder = '';
let printed = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-judge-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** Exit code and what was printed. */
async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const code = await judge(args);
  vi.restoreAllMocks();
  return { code, out: printed };
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('rollcall judge', () => {
  it.each([
    [
      'a share',
      'error rate < 5%',
      '12/1300',
      undefined,
      0,
      /12 of 1300 \(0\.9%, interval .+\), target < 5\.0% -> PASS/,
    ],
    ['a plain value', 'error rate < 5%', '4.2%', undefined, 0, /4\.2%, target < 5\.0%; a bare value/],
    ['a mean', 'Time < 45 s', 'mean 42 s (sd 10, n=340)', undefined, 0, /42 s \(interval 40\.\d+ s to .+ -> PASS/],
    ['events', 'Errors < 1 per hour', '3 errors in 48 hours', undefined, 0, /0\.0625 per hour \(interval .+ -> PASS/],
    ['a change', 'Done Δ > 0 (margin 5 pp)', '132/205', '1060/1845', 0, /64\.4% vs 57\.5%, change \+6\.9 pp/],
    ['a loss', 'Done Δ > 0 (margin 5 pp)', '90/205', '1060/1845', 1, /change -13\.6 pp .+ -> FAIL\n=> NO-GO/],
    [
      'two means',
      'Time Δ < 0 (margin 2 s)',
      'mean 42 s (sd 10, n=3400)',
      'mean 42.1 s (sd 10, n=3400)',
      0,
      /42 s vs 42\.1 s, change -0\.1 s \(interval .+; must not be worse than \+2 s -> PASS/,
    ],
    [
      'two rates of events',
      'No increase in errors',
      '60 errors in 2 days',
      '20 errors in 2 days',
      1,
      /1\.25 per hour vs 0\.4167 per hour, change \+200\.0%/,
    ],
  ])('judges %s', async (_description, criterion, reading, control, code, expected) => {
    const flags = control === undefined ? [] : ['--control', control];
    const ran = await run('--criterion', criterion, '--reading', reading, ...flags);

    expect(ran.out).toMatch(expected);
    expect(ran.code).toBe(code);
  });

  it('judges a criterion without a number', async () => {
    const { code, out } = await run('--criterion', 'error rate < 5%');

    expect(out).toContain('no numbers recorded yet -> INSUFFICIENT');
    expect(code).toBe(0);
  });

  it('answers every case of a file as JSON, in the words of the file', async () => {
    const cases = [
      { name: 'one', criteria: ['error rate < 5%'], data: [{ kT: 120, nT: 1300 }] },
      { name: 'two', criteria: ['time < 45 s'], data: [{ meanT: 42, sdT: 10, nT: 340 }], stage: { soaked: false } },
    ];
    const { code, out } = await run(file('cases.json', { cases }), '--json');

    expect(JSON.parse(out)).toMatchObject([
      { name: 'one', verdicts: ['FAIL'], recommendation: 'NO-GO', code: 'fail', line: 'NO-GO: error-rate failed.' },
      { name: 'two', verdicts: ['PASS'], recommendation: 'HOLD', code: 'soak', further: [] },
    ]);
    expect(code).toBe(1);
  });

  it('judges the example of docs/criteria.md', async () => {
    const text = readFileSync(new URL('../../docs/criteria.md', import.meta.url), 'utf8');
    const example: unknown = JSON.parse(/```json\n(.+?)```/s.exec(text)?.[1] ?? '');
    const { code, out } = await run(file('example.json', example), '--json');

    expect(JSON.parse(out)).toMatchObject([{ verdicts: ['PASS', 'PASS', 'PASS'], recommendation: 'GO' }]);
    expect(code).toBe(0);
  });

  it('takes one case without a list', async () => {
    expect((await run(file('one.json', { criteria: [], data: [] }))).out).toContain('HOLD: no criteria are set');
  });

  it.each([
    ['nothing', [], /usage/],
    ['a file and a criterion', ['x.json', '--criterion', 'errors < 5'], /usage/],
    ['a file that is not there', ['nowhere.json'], /there is no such file/],
    ['a reading that is no number', ['--criterion', 'errors < 5', '--reading', 'many'], /--reading needs a number/],
    ['an empty criterion', ['--criterion', ' '], /--criterion needs a line/],
  ])('refuses %s', async (_description, args, expected) => {
    await expect(run(...args)).rejects.toThrow(expected);
  });

  it('says where a file has a mistake', async () => {
    const wrong = file('wrong.json', { cases: [{ criteria: [{ want: 'more' }], data: [{ kT: 'many' }] }] });

    await expect(run(wrong)).rejects.toThrow(/^cases\.0\.criteria\.0: .+\ncases\.0\.data\.0\.kT: /);
    await expect(run(file('alone.json', { criteria: [], data: 3 }))).rejects.toThrow(/^data: /);
    writeFileSync(join(folder, 'text.json'), 'no JSON');
    await expect(run(join(folder, 'text.json'))).rejects.toThrow('is not JSON');
  });
});
