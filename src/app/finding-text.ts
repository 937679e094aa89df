import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as plainText } from 'mdast-util-to-string';
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
  const [message = '', ...hint] = fromMarkdown(text).children.map((node) =>
    plainText(node).replace(/[\u200b-\u200d]/g, ''),
  );
  return { code, severity, line, column, message, hint: hint.join(' ') };
}
