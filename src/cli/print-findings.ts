import { toString as plainText } from 'mdast-util-to-string';
import { parseMarkdown } from '../core/parsing/markdown.ts';
import type { Finding } from '../core/plan/plan.ts';
import { createRenderer } from '../views/render.ts';

const renderer = createRenderer();

export interface FindingJson {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
}

/** A finding with its sentences, as a program reads it. */
export function findingJson(finding: Finding): FindingJson {
  const { code, severity, line, column } = finding;
  const text = renderer.render({ view: 'finding', model: { finding } }, { links: {}, zone: 'UTC' });
  const [message = '', ...hint] = parseMarkdown(text).children.map((node) =>
    plainText(node).replace(/[\u200b-\u200d]/g, ''),
  );
  return { code, severity, line, column, message, hint: hint.join(' ') };
}

/** Findings as a compiler would print them: place, sentence, the line with a caret under it, and what to do. */
export function printFindings(file: string, text: string, findings: readonly Finding[]): string {
  const lines = text.split(/\r\n|\n|\r/);
  const parts = findings.map((finding) => {
    const { severity, line, column, message, hint } = findingJson(finding);
    const source = lines[line - 1] ?? '';
    const excerpt = source.trim() === '' ? '' : `\n${underline(source, line, column)}`;
    return `${file}:${line}:${column} ${severity}: ${message}${excerpt}${hint === '' ? '' : `\n    ${hint}`}\n`;
  });
  return `${parts.join('\n')}${parts.length === 0 ? '' : '\n'}${summary(file, findings)}\n`;
}

/** The source line, cut to the screen around the column, with a caret under the place. */
function underline(source: string, line: number, column: number): string {
  const width = 100;
  const from = Math.max(0, column - width);
  const shown = source.slice(from, from + width).replaceAll('\t', ' ');
  const gutter = `${line} | `;
  return `    ${gutter}${shown}\n    ${' '.repeat(gutter.length + Math.max(0, column - 1 - from))}^`;
}

function summary(file: string, findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  if (findings.length === 0) return `${file}: nothing to remark`;
  return `${file}: ${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes`;
}
