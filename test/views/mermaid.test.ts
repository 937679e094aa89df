import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartsModel, CriterionSeries, TimelineStage } from '../../src/core/charts/charts-model.ts';
import { createRenderer } from '../../src/views/render.ts';
import { runningCard } from '../../src/views/samples/sample-cards.ts';
import { loadMermaidParser, mermaidBlocks } from '../mermaid.ts';
import { allNodes, parse } from './markdown-tree.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const renderer = createRenderer();
let read: Awaited<ReturnType<typeof loadMermaidParser>>;
beforeAll(async () => {
  read = await loadMermaidParser();
}, 60_000);

function cardWith(charts: ChartsModel, zone = 'UTC'): string {
  return renderer.render({ view: 'card', model: { ...runningCard, charts } }, { links: {}, zone });
}

/** Names of stages and metrics that mean something to Mermaid or to Markdown, or are nothing at all. */
const hostileNames = [
  ...['', ' ', '🚀', '"', '"]', '```', '~~~', '%%', '%% x', '%%{init: {"theme": "dark"}}%%', '---', 'end', '#35;', ';'],
  ...[
    'section',
    'section x',
    'title x',
    'click a href "javascript:x"',
    'dateFormat X',
    'axisFormat',
    'todayMarker off',
  ],
  ...['gantt', 'line [1]', 'x-axis', 'y-axis', 'bar [1, 2]', 'xychart-beta', 'accTitle: x', 'accDescr {', 'a:b:c', ':'],
  ...['excludes weekends', 'weekday friday', 'a, b, 2021-01-01', 'done', 'crit', 'milestone', '2021-03-01 14:00, 0d'],
  ...['a\nb', 'a\r\n```\nb', '<script>x</script>', '&lt;b&gt;', '\\', '`x`', '$a$', 'x'.repeat(300), 'Äußerung ≥ 5 %'],
];
const name = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary', maxLength: 80 }));
const moment = fc.integer({ min: Date.UTC(2000), max: Date.UTC(2100) });
const amount = fc.oneof(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.constantFrom(0, -0, 1e-9, -1e-9, 1e12, 5, 100),
);
const share = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined });

const bar = fc.record({
  kind: fc.constantFrom('past', 'current', 'planned', 'go-live' as const),
  share,
  from: moment,
  until: moment,
});
const stage: fc.Arbitrary<TimelineStage> = fc.record({ name, bars: fc.array(bar, { minLength: 1, maxLength: 4 }) });
const point = fc.record({
  at: moment,
  day: fc.double({ min: 0, max: 4000, noNaN: true }),
  share,
  value: amount,
  hits: fc.option(fc.nat(), { nil: undefined }),
  n: fc.option(fc.nat(), { nil: undefined }),
  observed: fc.option(amount, { nil: undefined }),
  reference: fc.option(amount, { nil: undefined }),
});
const series: fc.Arbitrary<CriterionSeries> = fc.record({
  metric: name,
  shows: fc.constantFrom('value', 'change' as const),
  unit: fc.option(fc.oneof(fc.constantFrom('%', 'pp', '$', 'ms'), name), { nil: undefined }),
  valueUnit: fc.constantFrom('%', undefined),
  limit: amount,
  range: fc.tuple(amount, amount),
  points: fc.array(point, { minLength: 2, maxLength: 14 }),
});
const charts = fc
  .record({ timeline: fc.array(stage, { maxLength: 4 }), series: fc.array(series, { maxLength: 2 }) })
  // Models are plain objects, as they come out of the database.
  .map((model) => structuredClone(model));

describe('diagrams', () => {
  const folders = ['test/views/golden', 'docs', 'docs/adr', '.'];
  const files = folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${folder}/${file}`),
  );
  const withDiagrams = files.filter((file) => mermaidBlocks(readFileSync(`${root}${file}`, 'utf8')).length > 0);

  it('are in the cards of a release that has begun, and in no other text than cards', () => {
    const golden = withDiagrams.filter((file) => file.includes('golden'));
    expect(golden.length).toBeGreaterThan(3);
    expect(golden.filter((file) => !/\/card\.(?!planning)/.test(file))).toEqual([]);
  });

  it.each(withDiagrams)('of %s can be drawn', async (file) => {
    for (const diagram of mermaidBlocks(readFileSync(`${root}${file}`, 'utf8'))) {
      expect((await read(diagram)).type).toMatch(/^(?:gantt|xychart|flowchart-v2)$/);
    }
  });

  it.each(hostileNames)('can be drawn of a stage and a metric called %j', async (hostile) => {
    const { timeline, series: all } = runningCard.charts ?? { timeline: [], series: [] };
    const named = {
      timeline: timeline.map((one) => ({ ...one, name: hostile })),
      series: all.map((one) => ({ ...one, metric: hostile, unit: hostile })),
    };
    const blocks = mermaidBlocks(cardWith(named));

    expect(blocks).toHaveLength(1 + all.length);
    for (const [i, diagram] of blocks.entries()) {
      expect((await read(diagram)).type).toBe(i === 0 ? 'gantt' : 'xychart');
      expect(diagram.split('\n')).toHaveLength(
        mermaidBlocks(cardWith({ timeline, series: all }))[i]?.split('\n').length ?? 0,
      );
    }
  });

  it('can be drawn whatever the stages, metrics, dates and numbers are', async () => {
    await fc.assert(
      fc.asyncProperty(charts, fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu'), async (model, zone) => {
        const card = cardWith(model, zone);
        const blocks = mermaidBlocks(card);

        expect(blocks).toHaveLength(Number(model.timeline.length > 0) + model.series.length);
        for (const diagram of blocks) {
          const { type, tasks } = await read(diagram);
          expect(type).toMatch(/^(?:gantt|xychart)$/);
          expect(diagram).not.toMatch(/NaN|Infinity|undefined|∞/);
          if (type === 'gantt') expect(tasks).toHaveLength(model.timeline.flatMap(({ bars }) => bars).length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stand beside a table with the same numbers, folded away', () => {
    const card = cardWith(runningCard.charts ?? { timeline: [], series: [] });
    const folded = /<details>\n<summary>Charts<\/summary>\n([\s\S]*?)<\/details>/.exec(card)?.[1] ?? '';
    const kinds = allNodes(parse(folded)).map(({ type }) => type);

    expect(kinds.filter((type) => type === 'code')).toHaveLength(4);
    expect(kinds.filter((type) => type === 'table')).toHaveLength(3);
    expect(folded).toContain('| 1.25 | 2 March 2021 | 10% | +6.9 pp | 64.4% (838 of 1,301) | 57.5% |');
  });
});
