import { describe, expect, it } from 'vitest';
import { brokenFileRules, impurities } from './file-rules.ts';
import { brokenLayers, type SourceFile } from './layer-rules.ts';
import { differences, unregistered } from './registry-rules.ts';
import { codeOf, importsOf } from './source-text.ts';

function file(path: string, text: string): SourceFile {
  return { path, text };
}

describe('importsOf', () => {
  it.each([
    ["import { a } from './a.ts';", [{ specifier: './a.ts', typeOnly: false }], 'a value'],
    ["import type { A } from './a.ts';", [{ specifier: './a.ts', typeOnly: true }], 'a type'],
    ["import { type A, type B } from './a.ts';", [{ specifier: './a.ts', typeOnly: true }], 'only types in braces'],
    ["import { type A, b } from './a.ts';", [{ specifier: './a.ts', typeOnly: false }], 'a type and a value'],
    ["import {\n  a,\n  b,\n} from './a.ts';", [{ specifier: './a.ts', typeOnly: false }], 'several lines'],
    ["import * as a from 'a';", [{ specifier: 'a', typeOnly: false }], 'a namespace'],
    ["import a, { type B } from 'a';", [{ specifier: 'a', typeOnly: false }], 'a default and a type'],
    ["import './a.ts';", [{ specifier: './a.ts', typeOnly: false }], 'only its effects'],
    ["export { a } from './a.ts';", [{ specifier: './a.ts', typeOnly: false }], 'passed on'],
    ["export type { A } from './a.ts';", [{ specifier: './a.ts', typeOnly: true }], 'a type passed on'],
    ["const a = await import('./a.ts');", [{ specifier: './a.ts', typeOnly: false }], 'when needed'],
    ["// import { a } from './a.ts';", [], 'in a comment'],
    ["/*\nimport { a } from './a.ts';\n*/", [], 'in a long comment'],
    ["export const a = 1;\nconst b = 'x';", [], 'none'],
  ])('%j: %3$s', (source, expected) => {
    expect(importsOf(source)).toEqual(expected);
  });
});

describe('codeOf', () => {
  it.each([
    ["a('b') // c", 'a(   )     ', 'strings and comments'],
    ['`a§{b}c`', '    b  ', 'a template keeps what it puts in'],
    ['`a§{`b§{c}`}d`; e', 'c ; e', 'a template in a template'],
    ['const r = /[\'"`/]/g; x', 'const r = g; x', 'a regular expression with quotes'],
    ['a / b / c', 'a / b / c', 'a division'],
    ["'it\\'s' + a", ' + a', 'an escaped quote'],
    ['`{` + a', ' + a', 'a brace in a template'],
  ])('%j becomes %j: %s', (written, expected) => {
    const source = written.replaceAll('§', '$');
    const code = codeOf(source);

    expect(code).toHaveLength(source.length);
    expect(code.replace(/\s+/g, ' ').trim()).toBe(expected.replace(/\s+/g, ' ').trim());
  });
});

describe('brokenLayers', () => {
  it.each([
    ['src/core/a.ts', "import { b } from './plan/b.ts';", 'the core imports itself'],
    ['src/core/a.ts', "import { z } from 'zod';", 'the core imports zod'],
    ['src/core/a.ts', "import { parse } from 'yaml';", 'the core imports the YAML parser'],
    ['src/ports.ts', "import type { A } from './core/a.ts';", 'ports import types of the core'],
    ['src/views/a.ts', "import type { A } from '../core/a.ts';", 'views import types of the core'],
    ['src/views/a.ts', "import Handlebars from 'handlebars';", 'views import Handlebars'],
    ['src/adapters/database/a.ts', "import { Kysely } from 'kysely';", 'an adapter imports its vendor'],
    ['src/adapters/database/a.ts', "import { LeaseLost } from '../../ports.ts';", 'an adapter imports ports'],
    ['src/app/a.ts', "import { b } from '../adapters/github/b.ts';", 'the app imports adapters'],
    ['src/sandbox/a.ts', "import { b } from '../app/b.ts';", 'the sandbox imports the app'],
    ['src/cli.ts', "const { b } = await import('./sandbox/b.ts');", 'the CLI imports the sandbox'],
  ])('allows in %s %j: %s', (path, text) => {
    expect(brokenLayers([file(path, text)])).toEqual([]);
  });

  it.each([
    ['src/core/a.ts', "import { b } from '../ports.ts';", 'the core imports ports'],
    ['src/core/a.ts', "import type { B } from '../ports.ts';", 'the core imports types of ports'],
    ['src/core/a.ts', "import { readFile } from 'node:fs';", 'the core imports Node'],
    ['src/core/a.ts', "import { Octokit } from '@octokit/rest';", 'the core imports a client'],
    ['src/core/a.ts', "import { zodiac } from 'zodiac';", 'a package that begins like an allowed one'],
    ['src/core/a/b.ts', "import { c } from '../../app/c.ts';", 'the core imports the app'],
    ['src/ports.ts', "import { a } from './core/a.ts';", 'ports import values'],
    ['src/ports.ts', "import type { Logger } from 'pino';", 'ports import a package'],
    ['src/views/a.ts', "import { decide } from '../core/decide.ts';", 'views import values of the core'],
    ['src/views/a.ts', "import type { Store } from '../ports.ts';", 'views import ports'],
    ['src/adapters/github/a.ts', "import { b } from '../database/b.ts';", 'an adapter imports another one'],
    ['src/adapters/github/a.ts', "import { Kysely } from 'kysely';", 'an adapter imports another one’s vendor'],
    ['src/adapters/github/a.ts', "import { render } from '../../views/render.ts';", 'an adapter imports views'],
    ['src/adapters/fax/a.ts', 'export {};', 'an adapter without a row'],
    ['src/app/a.ts', "import { b } from '../sandbox/b.ts';", 'the app imports the sandbox'],
    ['src/app/a.ts', "const b = await import('../sandbox/b.ts');", 'the app imports the sandbox when needed'],
    ['src/app/a.ts', "import { app } from '../index.ts';", 'the app imports the entry'],
    ['src/app/a.ts', "import { x } from '../other/x.ts';", 'a folder in no layer'],
    ['src/other/a.ts', 'export {};', 'a file in no layer'],
  ])('refuses in %s %j: %s', (path, text) => {
    expect(brokenLayers([file(path, text)])).toHaveLength(1);
  });
});

describe('impurities', () => {
  it.each([
    ['async function a() {}', 'async'],
    ['const a = await b;', 'await'],
    ['const a: Promise<number> = b;', 'Promise'],
    ['const now = Date.now();', 'Date.now'],
    ['const now = new Date();', 'new Date()'],
    ['const now = new Date;', 'new Date()'],
    ['const now = Date();', 'Date()'],
    ['const chance = Math.random();', 'Math.random'],
    ['const { env } = process;', 'process'],
    ['`§{process.env}`', 'process'],
    ["const a = fetch('x');", 'fetch'],
    ['setTimeout(a, 1);', 'a timer'],
  ])('finds in %j %s', (text, what) => {
    expect(impurities(file('src/core/a.ts', text.replace('§', '$')))).toEqual([`src/core/a.ts uses ${what}`]);
  });

  it.each([
    ['const day = new Date(instant).toISOString();', 'a date from an argument'],
    ['const day = Date.UTC(2021, 0, 1) + Date.parse(text);', 'dates without the clock'],
    ["const text = 'await the async process'; // Date.now()", 'strings and comments'],
    ['const rule = { process: 1 }; const b = rule.process;', 'a field of that name'],
    ['const pattern = /await|new Date()/;', 'a pattern'],
  ])('finds nothing in %j: %s', (text) => {
    expect(impurities(file('src/core/a.ts', text))).toEqual([]);
  });
});

describe('brokenFileRules', () => {
  it.each([
    ['src/core/a.ts', 'x\n'.repeat(251), 'too long'],
    ['src/core/readPlan.ts', '', 'camel case'],
    ['src/core/Plan.ts', '', 'a capital'],
    ['src/core/utils.ts', '', 'utils'],
    ['src/core/string-utils.ts', '', 'string utils'],
    ['src/app/release-manager.ts', '', 'a manager'],
    ['src/core/plan/index.ts', '', 'a barrel'],
  ])('refuses %s: %3$s', (path, text) => {
    expect(brokenFileRules(file(path, text))).toHaveLength(1);
  });

  it.each([
    ['src/core/a.ts', 'x\n'.repeat(250), '250 lines'],
    ['src/adapters/database/migrations/001-initial.ts', '', 'a number'],
    ['src/index.ts', '', 'the Probot app'],
  ])('accepts %s: %3$s', (path, text) => {
    expect(brokenFileRules(file(path, text))).toEqual([]);
  });
});

describe('unregistered', () => {
  const registry = { path: 'src/core/commands/registry.ts', entry: 'Command' };
  const hold = file(
    'src/core/commands/hold.ts',
    "import { a } from './arguments.ts';\nexport const hold: Command = {};",
  );
  const shared = file('src/core/commands/arguments.ts', 'export const a = 1;');

  it('accepts a folder in which every command is named', () => {
    const names = file(registry.path, "import { hold } from './hold.ts';\nexport const commands = [hold];");

    expect(unregistered(registry, [names, hold, shared])).toEqual([]);
  });

  it('finds a command that is not named, also when somebody else imports it', () => {
    const names = file(registry.path, 'export const commands = [];');
    const user = file('src/core/decide.ts', "import { hold } from './commands/hold.ts';");

    expect(unregistered(registry, [names, user, hold, shared])).toEqual([
      'src/core/commands/hold.ts is not in src/core/commands/registry.ts',
    ]);
  });

  it('looks into the folder that is named, and at entries that only satisfy their type', () => {
    const kinds = { path: 'src/core/kinds.ts', folder: 'src/core/kinds', entry: 'KindRule' };
    const change = file(
      'src/core/kinds/change.ts',
      "export const changeKind = {\n  judge: () => ({ a: ';' }),\n} satisfies KindRule;",
    );
    const user = file('src/core/decide.ts', "import { changeKind } from './kinds/change.ts';");

    expect(unregistered(kinds, [file(kinds.path, ''), change, user])).toEqual([
      'src/core/kinds/change.ts is not in src/core/kinds.ts',
    ]);
  });

  it('finds a file that nobody imports', () => {
    const names = file(registry.path, '');

    expect(unregistered(registry, [names, shared])).toEqual(['src/core/commands/arguments.ts is imported by nobody']);
  });
});

describe('differences', () => {
  it('are names without a file and files without a name', () => {
    expect(differences({ names: 'the views', files: 'templates/' }, ['card', 'held'], ['card', 'old'])).toEqual([
      'held of the views is not in templates/',
      'old in templates/ is not of the views',
    ]);
  });
});
