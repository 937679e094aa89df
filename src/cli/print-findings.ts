import { findingJson } from '../app/finding-text.ts';
import type { Finding } from '../core/plan/plan.ts';

/** Findings as a compiler would print them: place, sentence, the line with a caret under it, and what to do. */
export function printFindings(file: string, text: string, findings: readonly Finding[]): string {
  const lines = text.split(/\r\n|\n|\r/);
  const parts = findings.map((finding) => {
    const { severity, line, column, message, hint } = findingJson(finding);
    const source = lines[line - 1] ?? '';
    const excerpt = source.trim() === '' ? '' : `\n${underline(source, line, column)}`;
    const advice = hint === '' ? '' : `\n    ${printable(hint)}`;
    return `${file}:${line}:${column} ${severity}: ${printable(message)}${excerpt}${advice}\n`;
  });
  return `${parts.join('\n')}${parts.length === 0 ? '' : '\n'}${summary(file, findings)}\n`;
}

/** So many characters of a line are shown, and so many of them at most in front of the place. */
const width = 100;
const before = 60;

/** The source line, cut to the screen around the column, with a caret under the place. */
function underline(source: string, line: number, column: number): string {
  // Column 1 stands for the whole line: the caret goes under its first word.
  const at = column === 1 ? source.search(/\S/) : Math.min(column - 1, source.length);
  const from = Math.max(0, at - before);
  const gutter = `${line} | `;
  const shown = printable(source.slice(from, from + width));
  return `    ${gutter}${shown}\n    ${' '.repeat(gutter.length + at - from)}^`;
}

/** A file may hold what a terminal takes for orders; each such character is shown as one dot. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be shown as dots.
  return text.replaceAll('\t', ' ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '·');
}

function summary(file: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${file}: nothing to remark`;
  const counts = (['error', 'warning', 'note'] as const).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return `${file}: ${counts.join(', ')}`;
}
