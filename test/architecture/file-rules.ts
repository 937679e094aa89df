/** Rules for single files: purity of the core, length, names. */
import { basename } from 'node:path';
import type { SourceFile } from './layer-rules.ts';
import { codeOf } from './source-text.ts';

const maxLines = 250;
const emptyNames = ['utils', 'util', 'helpers', 'types', 'common', 'misc', 'manager', 'service', 'index', 'handler'];

/** `index.ts` at the top is the Probot app; anywhere else it would be a barrel. */
const exempt = ['src/index.ts'];

const impure: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\basync\b/, what: 'async' },
  { pattern: /\bawait\b/, what: 'await' },
  { pattern: /\bPromise\b/, what: 'Promise' },
  { pattern: /\bDate\s*\.\s*now\b/, what: 'Date.now' },
  { pattern: /\bnew\s+Date\s*(?:\(\s*\)|(?![\s(]))/, what: 'new Date()' },
  { pattern: /(?<!new\s)\bDate\s*\(/, what: 'Date()' },
  { pattern: /\bMath\s*\.\s*random\b/, what: 'Math.random' },
  { pattern: /\bperformance\b/, what: 'performance' },
  { pattern: /(?<!\.)\bprocess\b(?!\s*[:?(])/, what: 'process' },
  { pattern: /(?<!\.)\bfetch\b/, what: 'fetch' },
  { pattern: /\bconsole\b/, what: 'console' },
  { pattern: /\bset(?:Timeout|Interval|Immediate)\b/, what: 'a timer' },
  { pattern: /\brandomUUID\b|\bgetRandomValues\b/, what: 'randomness' },
];

/** What a file of the core must not contain: time, chance, waiting, the process and the network. */
export function impurities({ path, text }: SourceFile): readonly string[] {
  const code = codeOf(text);
  return impure.filter(({ pattern }) => pattern.test(code)).map(({ what }) => `${path} uses ${what}`);
}

export function brokenFileRules({ path, text }: SourceFile): readonly string[] {
  const broken: string[] = [];
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines > maxLines) broken.push(`${path} has ${lines} lines; ${maxLines} are the limit`);
  const name = basename(path).replace(/\.ts$/, '');
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) broken.push(`${path} is not named in kebab-case`);
  if (!exempt.includes(path) && namesNothing(name)) broken.push(`${path} has a name that says nothing`);
  return broken;
}

function namesNothing(name: string): boolean {
  const last = name.split('-').at(-1) ?? '';
  return emptyNames.includes(name) || ['utils', 'util', 'manager', 'service', 'misc'].includes(last);
}
