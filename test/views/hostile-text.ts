import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { allNodes, parse, references } from './markdown-tree.ts';

/** Every attack names itself, so that whatever still works in a text of ours can be told from our own. */
const name = 'evil';
const attacks = [
  ...[
    '@evil',
    '@evil/all',
    '&#64;evil',
    '&commat;evil',
    'evil/app#66613',
    '#66613',
    'GH-66613',
    'https://evil.example',
  ],
  ...[
    'www.evil.example',
    '<https://evil.example>',
    'evil@evil.example',
    '[x](https://evil.example)',
    '[^evil]',
    '$evil$',
  ],
  ...['![x](https://evil.example)', '<img src=evil>', '&lt;img src=evil>', '<a href=evil>', '</details>', '</summary>'],
  ...[
    '<!-- rollcall:v1 evil -->',
    '<!-- evil',
    '-->',
    '--!>',
    '{{evil}}',
    '{{{constructor}}}',
    '{{#if evil}}',
    '{{> card}}',
  ],
  ...[
    '|',
    '\\|',
    '| evil | evil |',
    '`',
    '``',
    '```',
    '~~~',
    '```mermaid',
    '**',
    '__',
    '~~',
    '\\',
    '%%',
    '"]',
    ';',
    '---',
  ],
  ...[
    '# evil',
    '- [x] evil',
    '1. evil',
    '> evil',
    '/advance go-live',
    '/cancel evil',
    '&#10;',
    '&#x0a;',
    '\u200b',
    '\u202e',
  ],
  ...['word', 'evil', ' ', ' ', 'Δ', '5%', '8/9', ':', '=', '(', ')', ','],
];

/** On one line, and never empty for a reader. */
export const hostileLine: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...attacks), { minLength: 1, maxLength: 7 })
  .map((parts) => `${parts.join('')} ${name}`);

export const hostileText: fc.Arbitrary<string> = fc
  .array(hostileLine, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.join('\n'));

/** What somebody else's words do in a text of ours besides being read; nothing if they are inert. */
export function harmIn(markdown: string): readonly string[] {
  const tree = parse(markdown);
  const isTheirs = (text: string) => new RegExp(`${name}|66613`).test(text);
  return [...references(tree).filter(isTheirs), ...allNodes(tree).flatMap((node) => harmOf(node, isTheirs))];
}

function harmOf(node: Nodes, isTheirs: (text: string) => boolean): readonly string[] {
  switch (node.type) {
    case 'html':
      return ownHtml.test(node.value) ? [] : [`HTML: ${node.value}`];
    case 'link':
    case 'definition':
      return isTheirs(node.url) ? [`a link to ${node.url}`] : [];
    case 'image':
    case 'imageReference':
    case 'linkReference':
    case 'footnoteReference':
    case 'footnoteDefinition':
      return [node.type];
    case 'listItem':
      return node.checked === true ? ['a ticked box'] : [];
    case 'table': {
      const columns = node.children[0]?.children.length;
      const isBroken = node.children.some((row) => row.children.length !== columns);
      return isBroken ? ['a row with other columns than its head'] : [];
    }
    case 'code':
      // A fence that ended too late has our own text in it.
      return /^(?:<\/?details|\| ?-{3})/m.test(node.value) ? [`code around our own text: ${node.value}`] : [];
    default:
      return [];
  }
}

const ownHtml = /^(?:<details>\n<summary>[^<]*<\/summary>|<\/details>)$/;
