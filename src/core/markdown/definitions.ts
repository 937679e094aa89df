import type { DraftText } from './draft-block.ts';
import { destinationEnd, labelKey, readLabel, skipSpace, titleEnd } from './link-parts.ts';

/** What was defined anywhere in a text, by `labelKey`. */
export interface Defined {
  readonly links: Set<string>;
  readonly footnotes: Set<string>;
}

/** Takes the definitions of links from the beginning of a paragraph; whether something is left of it. */
export function takeDefinitions(paragraph: DraftText, { links }: Defined): boolean {
  if (!paragraph.lines[0]?.startsWith('[')) return paragraph.lines.length > 0;
  const source = paragraph.lines.join('\n');
  let end = 0;
  while (source[end] === '[') {
    const definition = readDefinition(source, end);
    if (definition === undefined) break;
    links.add(definition.label);
    end = definition.end;
  }
  if (end === 0) return true;
  const left = end === source.length ? [] : source.slice(end).split('\n');
  paragraph.line += paragraph.lines.length - left.length;
  paragraph.lines.splice(0, paragraph.lines.length, ...left);
  return left.length > 0;
}

function readDefinition(source: string, at: number): { readonly end: number; readonly label: string } | undefined {
  const name = readLabel(source, at);
  if (name === undefined || source[name.end] !== ':') return undefined;
  const destination = destinationEnd(source, skipSpace(source, name.end + 1));
  if (destination === undefined) return undefined;
  const title = skipSpace(source, destination);
  const end = title > destination ? titleEnd(source, title) : undefined;
  // What stands behind the title may make it none, and the definition end with the line before it.
  const lineEnd = (end === undefined ? undefined : endOfLine(source, end)) ?? endOfLine(source, destination);
  return lineEnd === undefined ? undefined : { end: lineEnd, label: labelKey(name.label) };
}

/** Where the next line begins; undefined when something stands before it. */
function endOfLine(source: string, at: number): number | undefined {
  let end = at;
  while (source[end] === ' ' || source[end] === '\t') end += 1;
  if (end === source.length) return end;
  return source[end] === '\n' ? end + 1 : undefined;
}
