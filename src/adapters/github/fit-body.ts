/** GitHub's limit for the body of an issue or comment, in characters. */
export const maxBodyLength = 65_536;

interface Cut {
  readonly end: number;
  /** What has to follow so that everything left open is closed. */
  readonly closing: string;
}

/**
 * The text with the marker at its end, within GitHub's limit. Where it is too long it is cut between two blocks, never
 * inside a code fence, and `note` says so.
 */
export function fitBody(text: string, marker: string, note: string): string {
  const whole = `${text.trimEnd()}\n\n${marker}`;
  if (whole.length <= maxBodyLength) return whole;
  const tail = `\n\n${note}\n\n${marker}`;
  const cut = findCut(text, maxBodyLength - tail.length);
  return `${text.slice(0, cut.end).trimEnd()}${cut.closing}${tail}`;
}

/**
 * The last place within `room` where a top-level block ends; where that would lose more than half, the end of a block
 * inside `<details>`, then the end of any line, then any place at all. One pass over the lines.
 */
function findCut(text: string, room: number): Cut {
  let fence: string | undefined;
  let depth = 0;
  let best: Cut = { end: 0, closing: '' };
  let inner: Cut | undefined;
  let line: Cut | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const content = text.slice(start, Math.min(end, start + 1000));
    const closing = `${fence === undefined ? '' : `\n${fence}`}${'\n</details>'.repeat(depth)}`;
    if (start + closing.length > room) break;
    if (start > 0) line = { end: start, closing };
    if (fence === undefined && content.trim() === '') {
      if (depth === 0) best = { end: start, closing: '' };
      else inner = { end: start, closing };
    }
    fence = nextFence(fence, content);
    if (fence === undefined) depth = nextDepth(depth, content);
    start = end + 1;
  }
  if (best.end >= room / 2) return best;
  const fallback = inner !== undefined && inner.end >= room / 2 ? inner : line;
  if (fallback !== undefined && fallback.end >= room / 2) return fallback;
  return { end: wholeCharacter(text, room), closing: '' };
}

function nextFence(open: string | undefined, line: string): string | undefined {
  const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
  const mark = fence?.[1];
  if (mark === undefined) return open;
  if (open === undefined) return mark;
  const closes = mark.startsWith(open) && fence?.[2]?.trim() === '';
  return closes ? undefined : open;
}

function nextDepth(depth: number, line: string): number {
  const opened = line.match(/<details\b/g)?.length ?? 0;
  const closed = line.match(/<\/details>/g)?.length ?? 0;
  return Math.max(0, depth + opened - closed);
}

/** Does not part a surrogate pair. */
function wholeCharacter(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
