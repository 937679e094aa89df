import { escapeMarkdown } from '../escape.ts';
import { type Helper, plainText } from '../helper.ts';

/** Helpers that make links. They are the only way for a text to link to anything. */
export const referenceHelpers: readonly Helper[] = [
  {
    /** The stage's checklist issue, or the stage's name while there is none. */
    name: 'checklist',
    markdown: true,
    run: ([stage, name], { links }) => {
      const id = plainText(stage);
      const number = Object.hasOwn(links, id) ? links[id] : undefined;
      return referenceText(number) || escapeMarkdown(plainText(name) || id);
    },
  },
  {
    /** Whether the stage has a checklist issue. */
    name: 'hasChecklist',
    run: ([stage], { links }) => Object.hasOwn(links, plainText(stage)),
  },
  { name: 'login', run: ([login]) => plainText(login).replace(/\[bot\]$/, '') },
  { name: 'reference', markdown: true, run: ([number]) => referenceText(number) },
  { name: 'link', markdown: true, run: ([url, text]) => linkText(plainText(url), plainText(text)) },
];

/** "#12". Only ever for an issue's number, never for text. */
function referenceText(number: unknown): string {
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? `#${number}` : '';
}

/** A link to a web address; the bare text for any other kind of address. Without a text: host and path. */
function linkText(url: string, text: string): string {
  const address = webAddress(url);
  if (address === undefined) return escapeMarkdown(text || url);
  return `[${escapeMarkdown(text || shortAddress(address)) || 'link'}](<${encodeAddress(address.href)}>)`;
}

function webAddress(url: string): URL | undefined {
  if (!/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return undefined;
  const address = new URL(url);
  return address.username === '' && address.password === '' ? address : undefined;
}

function shortAddress(address: URL): string {
  const short = `${address.host}${address.pathname === '/' ? '' : address.pathname}`;
  return short.length > 60 ? `${short.slice(0, 57)}…` : short;
}

/** What would end a Markdown link or a table cell. */
function encodeAddress(href: string): string {
  return href.replace(/[<>\\|`&@]/g, (character) => (character === '&' ? '&amp;' : encodeURIComponent(character)));
}
