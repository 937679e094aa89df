import { escapeHtml } from '../views/html.ts';

/** What mentions and references can point at. */
export interface References {
  /** `/owner/name`. */
  readonly repositoryPath: string;
  /** Base address of the page, which links to it need not repeat. */
  readonly webUrl: string;
  hasAccount(login: string): boolean;
  /** Title of an issue; undefined when there is none with this number. */
  titleOf(number: number): string | undefined;
}

const untouched = new Set(['a', 'code', 'pre', 'kbd', 'samp', 'tt']);

/** Links `@login`, `#12` and `owner/name#12` in sanitised HTML, except in code and in links. Linear in its length. */
export function linkReferences(html: string, references: References): string {
  const open: string[] = [];
  let linked = '';
  let start = 0;
  while (start < html.length) {
    const isTag = html[start] === '<';
    const found = isTag ? html.indexOf('>', start) + 1 : html.indexOf('<', start);
    const end = found <= 0 ? html.length : found;
    const piece = html.slice(start, end);
    if (isTag) {
      follow(open, piece);
      linked += shortenOwnLink(piece, references);
    } else if (open.some((name) => untouched.has(name))) {
      linked += piece;
    } else {
      linked += isLoneItem(html, start, end) ? linkItem(piece, references) : linkText(piece, references);
    }
    start = end;
  }
  return linked;
}

/** Only the tags that matter are followed; the sanitiser has closed all of them in order. */
function follow(open: string[], tag: string): void {
  const [, slash, name = ''] = /^<(\/?)([a-z\d]+)/.exec(tag) ?? [];
  if (!untouched.has(name)) return;
  if (slash === '/') open.pop();
  else open.push(name);
}

function shortenOwnLink(tag: string, { webUrl }: References): string {
  return tag.startsWith('<a ') ? tag.replace(`href="${webUrl}/`, 'href="/') : tag;
}

function isLoneItem(html: string, start: number, end: number): boolean {
  return html.endsWith('<li>', start) && html.startsWith('</li>', end);
}

/** A list item that is nothing but a reference shows the title. */
function linkItem(text: string, references: References): string {
  const number = /^#(\d{1,9})$/.exec(text.trim())?.[1];
  const title = number === undefined ? undefined : references.titleOf(Number(number));
  if (number === undefined || title === undefined) return linkText(text, references);
  return `<a class="issue-link" href="${references.repositoryPath}/issues/${number}">${escapeHtml(title)} <span class="muted">#${number}</span></a>`;
}

function linkText(text: string, references: References): string {
  const { repositoryPath } = references;
  return text
    .replace(
      /(^|[^\w/&#.-])((?:[\w.-]{1,100}\/[\w.-]{1,100})?#(\d{1,9}))(?![\w;-])/g,
      (all, before, written, number) => {
        const title = references.titleOf(Number(number));
        const other = written.includes('/') && !`/${written}`.startsWith(`${repositoryPath}#`);
        if (title === undefined || other) return all;
        return `${before}<a class="issue-link" href="${repositoryPath}/issues/${number}" title="${escapeHtml(title)}">#${number}</a>`;
      },
    )
    .replace(/(^|[^\w/@."=-])@([a-z\d](?:[a-z\d-]{0,38}))(?![\w/@-])/gi, (all, before, login) => {
      if (!references.hasAccount(login)) return all;
      return `${before}<a class="mention" href="${repositoryPath}/issues?author=${login}">@${login}</a>`;
    });
}
