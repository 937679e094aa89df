import { randomUUID } from 'node:crypto';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import sanitizeHtml from 'sanitize-html';
import { escapeHtml, html, type Markup, trusted } from '../views/html.ts';
import { allowedHtml, anchorPrefix } from './allowed-html.ts';
import { linkReferences, type References } from './link-references.ts';
import { isNestedTooDeep } from './nesting.ts';
import { type HtmlExtension, softBreaksHtml } from './soft-breaks.ts';

/** Nobody can write a box that passes for a task: the mark changes with every start. */
const taskMark = randomUUID();
const options = allowedHtml(taskMark);

const taskListHtml = {
  enter: {
    taskListCheck(this: { tag(value: string): void }) {
      this.tag(`<input type="checkbox" data-task="${taskMark}" `);
    },
  },
  // The token is one of GFM, and micromark's own types know those of CommonMark only.
} as HtmlExtension;

/** Texts that have been rendered, newest last: the page shows the same ones again and again. */
const rendered = new Map<string, string>();
const mostRendered = 500;

/**
 * Markdown as GitHub shows it in an issue: GFM with line breaks, alerts, task boxes, footnotes, mentions and references,
 * and only the HTML that GitHub lets pass. `name` keeps the footnotes of several texts on a page apart.
 */
export function renderMarkdown(text: string, name: string, references: References): Markup {
  if (isNestedTooDeep(text)) return html`<pre>${text}</pre>`;
  return trusted(linkReferences(renderAlone(text, name), references));
}

function renderAlone(text: string, name: string): string {
  const key = `${name}\n${text}`;
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const raw = micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml({ clobberPrefix: `${anchorPrefix}${name}-` }), taskListHtml, softBreaksHtml()],
  });
  const done = withTasks(withAlerts(sanitizeHtml(raw, options)));
  rendered.set(key, done);
  const [oldest] = rendered.keys();
  if (rendered.size > mostRendered && oldest !== undefined) rendered.delete(oldest);
  return done;
}

const alert = /<blockquote>\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:<br \/>\s*|\s*(?=<\/p>))/g;

function withAlerts(html: string): string {
  return html.replace(alert, (_all, kind: string) => {
    const title = `${kind[0]}${kind.slice(1).toLowerCase()}`;
    return `<blockquote class="alert alert-${kind.toLowerCase()}"><p class="alert-title">${title}</p><p>`;
  });
}

/** Numbers the boxes and gives each the text of its task as its name. */
function withTasks(html: string): string {
  const parts = html.split(new RegExp(`<input type="checkbox" data-task="${taskMark}"( checked(?:="[^"]*")?)? />`));
  let out = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2) {
    const checked = parts[at] === undefined ? '' : ' checked';
    const after = parts[at + 1] ?? '';
    const name = (/^[\s\S]*?(?=<\/li>|<ul|<ol|$)/.exec(after.slice(0, 400))?.[0] ?? '').replace(/<[^>]*>?/g, '').trim();
    // The text is escaped already, except for quotes.
    const label = name.replaceAll('"', '&quot;') || escapeHtml('Task');
    out += `<input type="checkbox" class="task" data-task="${(at - 1) / 2}"${checked} aria-label="${label}">${after}`;
  }
  return out;
}
