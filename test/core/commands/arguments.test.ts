import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/core/commands/advance.ts';
import { readArguments } from '../../../src/core/commands/arguments.ts';

const read = (text: string) => readArguments(advance, text);

describe('what stands behind a command', () => {
  it.each<[text: string, what: string, rest: string, flags: Readonly<Record<string, string>>]>([
    ['', 'nothing', '', {}],
    ['  canary \t stage ', 'spaces, which are folded', 'canary stage', {}],
    ['canary --share 20%', 'a flag with a value', 'canary', { share: '20%' }],
    ['--share 20% canary', 'a flag in front', 'canary', { share: '20%' }],
    ['canary --share=20%', 'a value behind an equals sign', 'canary', { share: '20%' }],
    ['canary --SHARE 20%', 'a flag in capitals', 'canary', { share: '20%' }],
    ['canary —share 20%', 'a dash that a phone made of two hyphens', 'canary', { share: '20%' }],
    ['--force "two words" canary', 'a quotation', 'canary', { force: 'two words' }],
    [
      "--force='two words' canary",
      'a quotation in single marks behind an equals sign',
      'canary',
      { force: 'two words' },
    ],
    ['--force “two words” canary', 'a quotation in curly marks', 'canary', { force: 'two words' }],
    ['--force ‘two words’', 'one in single curly marks', '', { force: 'two words' }],
    ['--force="a=b" canary', 'an equals sign in a quotation', 'canary', { force: 'a=b' }],
    ['--force= canary', 'an equals sign with the value behind a space', '', { force: 'canary' }],
    ['--force --share 20%', 'a flag in the place of a value', '', { force: '', share: '20%' }],
    ['--share 20% --force', 'a flag without its value', '', { share: '20%', force: '' }],
    ['--share 20% --share 30%', 'a flag twice, of which the last holds', '', { share: '30%' }],
    ['"--share" 20%', 'a flag in quotation marks, which is none', '"--share" 20%', {}],
    ['stage "Stage A: Canary"', 'a quotation of its own, which stays', 'stage "Stage A: Canary"', {}],
    ['-share 20% --2 a--share', 'words that are no flags', '-share 20% --2 a--share', {}],
  ])('%j has %s', (text, _what, rest, flags) => {
    expect(read(text)).toEqual({ kind: 'arguments', args: { text: rest, flags, dryRun: false } });
  });

  it.each([
    ['canary --dry-run', 'canary'],
    ['--dry-run canary', 'canary'],
    ['canary —dry-run', 'canary'],
  ])('%j is only a question', (text, rest) => {
    expect(read(text)).toEqual({ kind: 'arguments', args: { text: rest, flags: { 'dry-run': '' }, dryRun: true } });
  });

  it.each<[text: string, what: string, problem: string, nearest: string | undefined]>([
    ['--shere 20%', 'a flag that is spelt wrong', '--shere', '--share'],
    ['--drop-tables', 'a flag that is like none', '--drop-tables', undefined],
    ['--constructor x', 'a name that every object has', '--constructor', undefined],
    ['--force "two words', 'a quotation without an end', '"two words', undefined],
    ["--share 5% --force 'late", 'one in single marks', "'late", undefined],
  ])('%j is refused: %s', (text, _what, problem, nearest) => {
    expect(read(text)).toEqual({ kind: 'problem', problem, nearest });
  });

  it('is looked at up to a length that nobody types', () => {
    expect(read(`${'a'.repeat(3_999)}bc`)).toMatchObject({ args: { text: `${'a'.repeat(3_999)}b` } });
  });
});
