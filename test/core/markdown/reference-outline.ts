import type { Nodes, Paragraph, RootContent } from 'mdast';
import { parse } from '../../views/markdown-tree.ts';
import { type Outline, said } from './outline.ts';

/** The outline of a text as micromark and its extensions for GitHub's Markdown read it. */
export function referenceOutlineOf(text: string): Outline {
  const root = parse(text);
  return root.type === 'root' ? root.children.flatMap(outline) : [];
}

function outline(node: RootContent): Outline {
  const line = node.position?.start.line ?? 0;
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      // A heading has the definitions before it in its position.
      return [
        [node.type, node.children[0]?.position?.start.line ?? line, said(plain(node), readable(node), enclosed(node))],
      ];
    case 'list': {
      const items = node.children.map((item) => [
        item.position?.start.line,
        item.checked ?? undefined,
        item.children.flatMap(outline),
      ]);
      return [['list', line, items]];
    }
    case 'table': {
      const rows = node.children.map((row) => [
        row.position?.start.line,
        row.children.map((cell) => said(plain(cell), readable(cell), [])),
      ]);
      return [['table', line, rows]];
    }
    case 'code':
      return [['code', line, [node.lang ?? undefined, node.value]]];
    case 'html':
      return [['html', line, node.value]];
    case 'blockquote':
      return [['quote', line, undefined]];
    case 'footnoteDefinition':
      return [['footnote', line, undefined]];
    case 'thematicBreak':
      return [['rule', line, undefined]];
    default:
      return [];
  }
}

function plain(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'html') return '';
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  // A line end within code is a space, as CommonMark has it.
  if (node.type === 'inlineCode') return node.value.replaceAll('\n', ' ');
  if ('value' in node) return withNewlines(node.value);
  return 'children' in node ? node.children.map(plain).join('') : '';
}

function readable(node: Nodes): string {
  if (['html', 'inlineCode', 'delete'].includes(node.type)) return '';
  if (node.type === 'break') return '\n';
  if ('value' in node) return withNewlines(node.value);
  return 'children' in node ? node.children.map(readable).join('') : '';
}

function withNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function enclosed(node: Paragraph | Extract<RootContent, { type: 'heading' }>): readonly number[] {
  const lines = node.children.flatMap(({ type, position }) => {
    if (type === 'text' || type === 'break' || position === undefined) return [];
    const { start, end } = position;
    return Array.from({ length: end.line - start.line }, (_, index) => start.line + 1 + index);
  });
  return [...new Set(lines)];
}
