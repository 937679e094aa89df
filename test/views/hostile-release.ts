import fc from 'fast-check';
import { expect } from 'vitest';
import type { Effect } from '../../src/core/effect.ts';
import { createRenderer } from '../../src/views/render.ts';
import { open, type Story } from '../core/story.ts';
import { harmIn, hostileLine, hostileText } from './hostile-text.ts';

const renderer = createRenderer();

/** A plan with the same words wherever a team writes its own. */
function planWith(text: string): string {
  const line = text.replace(/\n/g, ' ');
  return `# ${line}

- Feature toggle: \`${line.replaceAll('`', '')}\`
- Monitors: ${line.replaceAll('@', '')}

## Staged Rollout

### Planning

- What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?:
  - ${line} < 5%
  - Error rate < 5% ${line}
  - ${line}
- Who is monitoring? ${line.replaceAll('@', '')}
- Rollback: ${text}

### Stage A: ${line}

- Length of time: ${line}
- Percentage of Users: 10%

### Stage B: moderate

- Length of time: 1 week
- Percentage of Users: 30-60% ${line}

## Go Live!

- Desired date: ${line}
- Post-launch KPI 1: ${line}
  - Target: ${line}

## Sign-offs

- ${line.replaceAll('@', '')}: product-owner

## Post-launch Questions

1. ${line}
`;
}

/** What people may say to a release, with the same words wherever they choose them. */
function* comments(text: string): Generator<string> {
  const line = text.replace(/\n/g, ' ');
  yield* [
    '/advance',
    `/metric Error rate = 2% vs ${line}`,
    `/metric ${line} = 812/1301`,
    `/metric Error rate = ${line}`,
  ];
  yield* [
    `\`\`\`metrics\n${text}\nError rate = 3%\n${line} = 5\n\`\`\``,
    `| metric | value |\n|---|---|\n| ${line} | 5 |`,
  ];
  yield* [
    `/judge ${line} pass: ${line}`,
    `/answer ${line}: ${line}`,
    `/hold ${line}`,
    '/resume',
    `/hold ${line} --dry-run`,
  ];
  yield* [`/go as ${line}`, `/go as product owner if ${line}`, `/no-go as Engineering: ${line}`, `/share ${line}`];
  yield* [
    `/advance ${line}`,
    `/advance --force "${line.replaceAll('"', '')}"`,
    `/schedule go-live ${line}`,
    '/plan',
    '/verdict',
  ];
  yield* [
    `/plan set stage canary share ${line}`,
    `/plan set ${line}`,
    `/${'evil'} ${line}`,
    `/help ${line}`,
    '/status',
  ];
  yield* ['/summary', '/report weekly', `/rollback ${line}`, `/export ${line}`, '/export', `/cancel ${line}`];
}

function rendered({ decision, now }: Story): readonly string[] {
  return decision.effects.flatMap((effect: Effect) =>
    'body' in effect ? renderer.render(effect.body, { links: { canary: 8 }, zone: 'UTC', now }) : [],
  );
}

function titlesOf({ decision }: Story): readonly string[] {
  return decision.effects.flatMap((effect) => ('title' in effect ? effect.title : []));
}

/** Plays so many releases in which everybody writes hostile texts, and holds all that is said to be inert. */
export function playHostileReleases(numRuns: number): void {
  fc.assert(
    fc.property(hostileText, hostileLine, fc.infiniteStream(fc.boolean()), (inPlan, inComments, isSaid) => {
      let story = open(planWith(inPlan));
      holdInert(story);
      for (const body of comments(inComments)) {
        if (isSaid.next().value !== true) continue;
        story = story.wait(0.1).comment('product-owner', body);
        holdInert(story);
      }
    }),
    { numRuns },
  );
}

function holdInert(story: Story): void {
  for (const text of rendered(story)) expect(harmIn(text), text).toEqual([]);
  for (const title of titlesOf(story)) expect(title).not.toMatch(/[\n\r\u200b\u202e]/);
}
