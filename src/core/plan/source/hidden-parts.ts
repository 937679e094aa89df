/** `<details>` that explain how a template is used; what stands in them are examples. */
const guidance =
  /\b(?:how to use|instructions|guidance|about this template|template help|example|read me first|why do i need)\b/i;
const opening = /<details\b[^<>]{0,100}>/gi;
const summaryLimit = 600;

/**
 * HTML comments, and folded parts with the template's guidance, become blanks of the same shape, so that lines and
 * columns stay. One that is never closed runs to the end, as on GitHub.
 */
export function withoutHiddenParts(body: string): string {
  return withoutGuidance(withoutComments(body));
}

function withoutComments(body: string): string {
  if (!body.includes('<!--')) return body;
  let at = 0;
  const parts: string[] = [];
  for (let start = body.indexOf('<!--'); start >= 0; start = body.indexOf('<!--', at)) {
    const end = body.indexOf('-->', start + 4);
    const stop = end < 0 ? body.length : end + 3;
    parts.push(body.slice(at, start), blank(body.slice(start, stop)));
    at = stop;
  }
  return parts.join('') + body.slice(at);
}

function withoutGuidance(body: string): string {
  if (!body.includes('<details')) return body;
  let at = 0;
  const parts: string[] = [];
  for (const found of body.matchAll(opening)) {
    if (found.index < at) continue;
    const head = body.slice(found.index + found[0].length, found.index + summaryLimit);
    const summary = /^\s*<summary\b[^<>]{0,100}>(.{0,300}?)<\/summary>/is.exec(head)?.[1];
    if (summary === undefined || !guidance.test(summary)) continue;
    const end = body.indexOf('</details>', found.index);
    const stop = end < 0 ? body.length : end + '</details>'.length;
    parts.push(body.slice(at, found.index), blank(body.slice(found.index, stop)));
    at = stop;
  }
  return parts.join('') + body.slice(at);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
