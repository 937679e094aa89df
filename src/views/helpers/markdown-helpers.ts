import {
  codeBlock,
  codeSpan,
  codeSpanInCell,
  escapeCell,
  escapeHtml,
  escapeMarkdown,
  mermaidText,
  quote,
} from '../escape.ts';
import { type Helper, plainText, plainTexts } from '../helper.ts';

/** Helpers that make Markdown from text of any origin. */
export const markdownHelpers: readonly Helper[] = [
  { name: 'md', markdown: true, run: ([text]) => escapeMarkdown(plainText(text)) },
  { name: 'cell', markdown: true, run: ([text]) => escapeCell(plainText(text)) },
  { name: 'html', markdown: true, run: ([text]) => escapeHtml(plainText(text)) },
  { name: 'code', markdown: true, verbatim: true, run: ([text]) => codeSpan(shortened(plainText(text))) },
  {
    name: 'codeCell',
    markdown: true,
    verbatim: true,
    run: ([text]) => codeSpanInCell(shortened(plainText(text))) || '—',
  },
  {
    name: 'codes',
    markdown: true,
    verbatim: true,
    run: ([texts]) => plainTexts(texts).map(shortened).map(codeSpan).join(', '),
  },
  {
    /** A command to type, from its parts: `/go as Engineering: why`. */
    name: 'command',
    markdown: true,
    verbatim: true,
    run: (parts) => codeSpan(shortened(plainTexts(parts).join(' ').replaceAll(' :', ':'))),
  },
  {
    name: 'codeBlock',
    markdown: true,
    verbatim: true,
    run: ([text, language]) => codeBlock(plainText(text), plainText(language).replace(/[^a-z]/g, '')),
  },
  { name: 'quote', markdown: true, run: ([text]) => quote(plainText(text)) },
  { name: 'mermaid', markdown: true, verbatim: true, run: ([text]) => mermaidText(plainText(text)) || '—' },
];

/** What is quoted on a line to say what is meant by it; somebody's line may be as long as a comment. */
const longestQuoted = 300;

function shortened(text: string): string {
  if (text.length <= longestQuoted) return text;
  return `${text.slice(0, longestQuoted).replace(/[\ud800-\udbff]$/, '')}…`;
}
