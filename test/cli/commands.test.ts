import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { teamFiles } from '../../src/cli/init.ts';

const project = resolve(import.meta.dirname, '../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Without anybody's tokens. */
const env = { PATH: process.env['PATH'] ?? '', HOME: '/' };

/** Runs the command line as a program, in an empty folder. */
function rollcall(...args: readonly string[]): Promise<Ran> {
  return rollcallIn(folder, ...args);
}

function rollcallIn(cwd: string, ...args: readonly string[]): Promise<Ran> {
  const loader = import.meta.resolve('tsx');
  const words = ['--import', loader, join(project, 'src/cli.ts'), ...args];
  return new Promise((done) => {
    execFile(process.execPath, words, { cwd, env }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('rollcall plan check', () => {
  it('exits with 0 without errors, 1 with one, and 2 when it was called wrongly or cannot read the file', async () => {
    writeFileSync(join(folder, 'good.md'), '# Plan\n\n- 10% of users (2 days)\n- 100% of users\n');
    const bad = join(project, 'examples/badly-filled-plan/plan.md');
    const [good, withError, missing, unknown] = await Promise.all([
      rollcall('plan', 'check', 'good.md'),
      rollcall('plan', 'check', 'good.md', bad, '--sarif'),
      rollcall('plan', 'check', 'nowhere.md'),
      rollcall('plan', 'check', '--jsom', 'good.md'),
    ]);
    expect([good.code, withError.code, missing.code, unknown.code]).toEqual([0, 1, 2, 2]);
    expect(missing.err).toContain('nowhere.md: there is no such file.');
    expect(JSON.parse(withError.out)).toMatchObject({ version: '2.1.0' });
  }, 30_000);
});

describe('rollcall config check', () => {
  it('exits with 0 without errors and 1 with one, whatever the form of the output', async () => {
    writeFileSync(join(folder, 'bad.yml'), 'tilte: share\n');
    const good = join(project, '.github/rollcall.yml');
    const [fine, text, json, sarif] = await Promise.all([
      rollcall('config', 'check', good),
      rollcall('config', 'check', 'bad.yml'),
      rollcall('config', 'check', 'bad.yml', '--json'),
      rollcall('config', 'check', 'bad.yml', '--sarif'),
    ]);
    expect([fine.code, text.code, json.code, sarif.code]).toEqual([0, 1, 1, 1]);
    expect(text.out).toMatch(/bad\.yml:1:1 error: [\s\S]*title/);
    expect(JSON.parse(sarif.out)).toMatchObject({ runs: [{ results: [{ ruleId: 'unknown-setting' }] }] });
  }, 30_000);
});

describe('rollcall config check of more than one file', () => {
  it('checks the usual file when none is named, and templates by their path', async () => {
    const templates = join(folder, 'team/.github/rollcall/templates');
    mkdirSync(join(templates, 'issues'), { recursive: true });
    writeFileSync(join(templates, 'issues/stage.hbs'), '{{stage.name}}\n{{{title}}}\n');
    writeFileSync(join(templates, 'held.hbs'), 'By {{hold.by}}\n');
    writeFileSync(join(folder, 'team/.github/rollcall.yml'), 'title: share\n');
    writeFileSync(join(folder, 'elsewhere.hbs'), 'x');
    const [usual, all, elsewhere] = await Promise.all([
      rollcallIn(join(folder, 'team'), 'config', 'check'),
      rollcallIn(templates, 'config', 'check', 'issues/stage.hbs', 'held.hbs', '../../rollcall.yml'),
      rollcall('config', 'check', 'elsewhere.hbs'),
    ]);
    expect(usual).toMatchObject({ code: 0, out: '.github/rollcall.yml: nothing to remark\n' });
    expect(all.code).toBe(1);
    expect(all.out).toContain('issues/stage.hbs:2:1 error: The template issues/stage uses {{{…}}}');
    expect(all.out).toContain('held.hbs: nothing to remark\n../../rollcall.yml: nothing to remark\n');
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.err).toContain('.github/rollcall/templates/');
  }, 30_000);
});

describe('rollcall init', () => {
  it('prints every file, and with --write puts them into the working folder and overwrites none', async () => {
    const printed = await rollcall('init');
    for (const path of teamFiles) expect(printed.out).toContain(`==> ${path} <==`);
    const written = await rollcall('init', '--write');
    expect(written).toMatchObject({ code: 0 });
    for (const path of teamFiles) {
      expect(readFileSync(join(folder, path), 'utf8')).toBe(readFileSync(join(project, path), 'utf8'));
    }
    writeFileSync(join(folder, '.github/rollcall.yml'), 'title: share\n');
    const again = await rollcall('init', '--write');
    expect(again.out).toContain('.github/rollcall.yml: is there already, and is left as it is');
    expect(readFileSync(join(folder, '.github/rollcall.yml'), 'utf8')).toBe('title: share\n');
  }, 30_000);

  it('says what is missing for a pull request', async () => {
    const [nowhere, noFlag, noToken] = await Promise.all([
      rollcall('init', '--pull-request'),
      rollcall('init', 'acme/appointments'),
      rollcall('init', 'acme/appointments', '--pull-request'),
    ]);
    expect([nowhere.code, noFlag.code, noToken.code]).toEqual([2, 2, 78]);
    expect(nowhere.err).toContain('OWNER/REPO');
    expect(noFlag.err).toContain('add --pull-request');
    expect(noToken.err).toContain('GITHUB_TOKEN is not set');
  }, 30_000);
});
