import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

describe('the command line', { timeout: 30_000 }, () => {
  it.each([
    { description: 'all commands', words: ['help'], code: 0, says: 'rollcall play FILE' },
    { description: 'one command, the other way', words: ['plan', 'check', '--help'], code: 0, says: 'plan check FILE' },
    {
      description: 'no such command',
      words: ['plya'],
      code: 2,
      says: 'There is no command plya. Did you mean rollcall play?',
    },
    { description: 'half a command', words: ['config'], code: 2, says: 'Did you mean rollcall config check?' },
    { description: 'a folder', words: ['plan', 'check', 'docs'], code: 2, says: 'docs: that is a folder' },
    { description: 'no such file', words: ['play', 'none.yml'], code: 2, says: 'none.yml' },
    {
      description: 'no such option',
      words: ['play', '--jsno', 'x'],
      code: 2,
      says: "Unknown option '--jsno'.\nusage:",
    },
    { description: 'no credentials', words: ['redeliver'], code: 78, says: 'APP_ID must be' },
  ])('says in plain words: $description', async ({ words, code, says }) => {
    const { exitCode, output } = await runToEnd(words);
    expect(output).toContain(says);
    expect(output).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(code);
  });

  it('serves the sandbox page with the release of the demo, and stops on SIGTERM', async () => {
    const child = start(['sandbox', '--port', '0']);
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout?.on('data', (chunk) => {
        text += String(chunk);
        const found = /http:\S+/.exec(text);
        if (found !== null) resolve(found[0]);
      });
      child.on('close', () => reject(new Error(text)));
    });
    expect(await (await fetch(address)).text()).toContain('/advance canary');
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });
});

const command = ['--import', 'tsx', 'src/cli.ts'];
const env = { PATH: process.env['PATH'] ?? '', HOME: '/' };

function start(words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [...command, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return child;
}

function runToEnd(words: readonly string[]): Promise<{ readonly exitCode: unknown; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...words], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : error.code, output: stdout + stderr });
    });
  });
}
