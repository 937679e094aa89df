const heading = /^(#{1,6})(?:[ \t]+|$)(.*)$/;
const tightHeading = /^(#{2,6})([A-Za-z*].*)$/;
const struckHeading = /^(~~?)\s*(#{1,6})\s+(.*)$/;
/** Emoji in front of a heading say nothing. */
const pictures = /^(?:\p{Extended_Pictographic}|\s)+(?=\S)/u;

/** A line that is a heading, also one that is struck through, with its level; other lines have level 0. */
export function readHeadingLine(line: string): { readonly level: number; readonly words: string } {
  const text = line.trim();
  if (text.startsWith('~')) {
    const struck = struckHeading.exec(text);
    if (struck) return { level: struck[2]?.length ?? 0, words: `${struck[1]}${struck[3]}` };
  }
  const found = text.startsWith('#') ? (heading.exec(text) ?? tightHeading.exec(text)) : null;
  if (!found) return { level: 0, words: line };
  return { level: found[1]?.length ?? 0, words: (found[2] ?? '').replace(/[ \t]+#+\s*$/, '').replace(pictures, '') };
}
