import { nearest } from '../nearest.ts';
import type { Command } from './command.ts';

/** What stands behind a command's name. */
export interface Arguments {
  /** Without the flags, spaces folded. */
  readonly text: string;
  /** By name; a switch has an empty value. */
  readonly flags: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
}

export type ReadArguments =
  | { readonly kind: 'arguments'; readonly args: Arguments }
  /** A flag that the command does not know, or a quotation that does not end. */
  | { readonly kind: 'problem'; readonly problem: string; readonly nearest: string | undefined };

/** Longest argument text that is looked at, in characters; nobody types more behind a command. */
const longest = 4_000;

const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' };

/**
 * Takes the flags out of a command's argument text: `--share 20%`, `--share=20%`, `--force "two words"`. A dash in front
 * of a word that people type with a phone's keyboard (`—force`) counts as two hyphens.
 */
export function readArguments(command: Command, argumentText: string): ReadArguments {
  const known: Readonly<Record<string, 'value' | 'switch'>> = { ...command.flags, 'dry-run': 'switch' };
  const flags: Record<string, string> = {};
  const rest: string[] = [];
  const text = argumentText.slice(0, longest);
  let at = 0;
  while (at < text.length) {
    const word = readWord(text, at);
    at = word.end;
    const flag = /^(?:--|—)([a-z][a-z-]*)(?:=(.*))?$/is.exec(word.text);
    if (flag === null || word.quoted) {
      rest.push(text.slice(word.start, word.end));
      continue;
    }
    const name = (flag[1] ?? '').toLowerCase();
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) return { kind: 'problem', problem: `--${name}`, nearest: nearestFlag(name, known) };
    if (kind === 'switch') {
      flags[name] = '';
      continue;
    }
    const assigned = flag[2] === undefined ? at : word.start + word.text.indexOf('=') + 1;
    const value = readWord(text, assigned);
    if (value.open) return { kind: 'problem', problem: text.slice(value.start), nearest: undefined };
    flags[name] = value.text.startsWith('--') ? '' : value.text;
    if (flags[name] !== '') at = value.end;
  }
  const dryRun = flags['dry-run'] !== undefined;
  return { kind: 'arguments', args: { text: rest.join(' ').trim(), flags, dryRun } };
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** The quotation has no end. */
  readonly open: boolean;
}

function readWord(text: string, from: number): Word {
  let start = from;
  while (start < text.length && /\s/.test(text.charAt(start))) start += 1;
  const closing = quotes[text.charAt(start)];
  if (closing !== undefined) {
    const end = text.indexOf(closing, start + 1);
    if (end === -1) return { text: text.slice(start), start, end: text.length, quoted: true, open: true };
    return { text: text.slice(start + 1, end), start, end: end + 1, quoted: true, open: false };
  }
  let end = start;
  while (end < text.length && !/\s/.test(text.charAt(end))) end += 1;
  return { text: text.slice(start, end), start, end, quoted: false, open: false };
}

function nearestFlag(name: string, known: Readonly<Record<string, string>>): string | undefined {
  const flag = nearest(name, Object.keys(known));
  return flag === undefined ? undefined : `--${flag}`;
}
