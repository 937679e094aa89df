import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ViewCall } from '../../src/core/view-models.ts';
import { createRenderer } from '../../src/views/render.ts';
import { harmIn, hostileLine } from './hostile-text.ts';
import { allNodes, parse, references, shape } from './markdown-tree.ts';
import { calls } from './sample-calls.ts';

const attacks = [
  '@org/all <img src=x> [x](javascript:1) | --> ``` &#64;org &lt;b> #12 GH-9 acme/app#3 https://example.org/1 ' +
    'www.example.org `` ` \\| ![i](https://example.org/i.png) [^1] <https://example.org> $a$ **b** __c__ ~~e~~ \\',
  '\n\n# heading\n\n/advance go-live\n- [x] done\n| a |\n| - |\n</details>\n<!-- rollcall:v1 -->\n***\n~~~',
];

/** Fields whose values come from closed lists of ours, not from people. */
const closed = new Set([
  ...['view', 'kind', 'state', 'status', 'reason', 'result', 'code', 'op', 'what', 'slot', 'key', 'outcome', 'answer'],
  ...['before', 'against', 'bar', 'unproven', 'ifShort', 'method', 'severity', 'how', 'marginUnit', 'changeUnit', 'by'],
  // Handles that the core has read; any other text in it is left out.
  'ask',
]);

/** The model with another text wherever people's own words are. */
function withText(value: unknown, text: string, field = ''): unknown {
  if (typeof value === 'string') return isClosed(field, value) ? value : text;
  if (Array.isArray(value)) return value.map((item) => withText(item, text, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withText(item, text, key)]));
}

function isClosed(field: string, value: string): boolean {
  // Names of commands find their help, criteria have a closed `role`, and a view's `by` tells a label from a command.
  if (field === 'by' || field === 'before') return ['label', 'command', 'GO', 'HOLD', 'NO-GO'].includes(value);
  if (field === 'role') return ['goal', 'guardrail', 'watch'].includes(value);
  if (field === 'missing') return /^[a-z-]+$/.test(value);
  return closed.has(field) || (field === 'why' && /^[a-z]+(-[a-z]+)*$/.test(value)) || field === 'name-of-command';
}

describe('text from users in every view', () => {
  const renderer = createRenderer();
  const context = { links: {}, zone: 'UTC' };

  describe.each(attacks)('%j', (attack) => {
    it.each(calls)('$file is built as with an ordinary word', ({ call }) => {
      // The fields that choose the template stay as they are.
      const attacked = withText(call, attack) as ViewCall;
      const ordinary = withText(call, attack.trim().replace(/[^\n]+/g, 'word')) as ViewCall;
      const tree = parse(renderer.render(attacked, context));
      const ordinaryTree = parse(renderer.render(ordinary, context));
      expect(shape(tree)).toBe(shape(ordinaryTree));
      expect(references(tree)).toEqual(references(ordinaryTree));
      for (const node of allNodes(tree)) {
        if (node.type === 'html') expect(node.value).toMatch(/^(?:<details>\n<summary>[^<]*<\/summary>|<\/details>)$/);
      }
    });
  });

  it('does nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...calls), hostileLine, ({ call }, attack) => {
        // The fields that choose the template stay as they are.
        const markdown = renderer.render(withText(call, attack) as ViewCall, context);
        const ordinary = renderer.render(withText(call, 'word') as ViewCall, context);
        expect(harmIn(markdown), markdown).toEqual([]);
        expect(shape(parse(markdown))).toBe(shape(parse(ordinary)));
      }),
      { numRuns: 60 },
    );
  });
});
