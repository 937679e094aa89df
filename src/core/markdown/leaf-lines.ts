import { closesFence } from './block-marks.ts';
import type { DraftCode, DraftHtml, DraftLeaf } from './draft-block.ts';

/** Adds a line to code or HTML, which go on until they end, whatever the line is. Its containers are taken off. */
export function addLine(leaf: DraftLeaf, line: string, indent: number): 'yes' | 'as-last' | 'no' {
  if (leaf.kind === 'html') return addHtml(leaf, line, indent);
  return leaf.kind === 'code' ? addCode(leaf, line, indent) : 'no';
}

function addHtml({ end, lines }: DraftHtml, line: string, indent: number): 'yes' | 'as-last' | 'no' {
  if (indent === line.length && end === undefined) return 'no';
  lines.push(line);
  return end?.test(line) ? 'as-last' : 'yes';
}

function addCode({ fence, lines }: DraftCode, line: string, indent: number): 'yes' | 'as-last' | 'no' {
  if (fence === undefined) {
    if (indent < 4 && indent < line.length) return 'no';
    lines.push(line.slice(Math.min(indent, 4)));
    return 'yes';
  }
  if (indent < 4 && closesFence(line.slice(indent), fence)) return 'as-last';
  lines.push(line.slice(Math.min(indent, fence.indent)));
  return 'yes';
}
