import { withReadings } from '../draft.ts';
import { withOwnIds } from '../readings/make-reading.ts';
import { readMetricLine } from '../readings/read-metric-line.ts';
import { readingContext } from '../readings/reading-context.ts';
import type { NumberProblem } from '../readings/reading-problem.ts';
import type { Refusal } from '../refusal.ts';
import { type Command, done, refused } from './command.ts';

interface Kind {
  readonly name: 'metric' | 'baseline';
  readonly kind: 'reading' | 'baseline';
  readonly usage: string;
  readonly examples: readonly [string, ...string[]];
}

/** One reading, or what changes are measured against. */
export function metricCommand({ name, kind, usage, examples }: Kind): Command {
  return {
    name,
    usage,
    examples,
    permission: 'triage',
    run({ text }, { draft, comment, source, stage, now, snapshot }) {
      const { timeZone } = snapshot.settings;
      const given = { stage, at: comment.createdAt, now, timeZone, source, kind };
      const read = readMetricLine(text, readingContext(draft.rollout, given));
      if (read.kind === 'problem') return refused(refusalOf(read, usage, examples[0]));
      // A comment may give the same metric several times, for several moments.
      const taken = draft.put.map((reading) => reading.id);
      return done(withReadings(draft, withOwnIds([read.reading], taken)), undefined, read.reading.key);
    },
  };
}

function refusalOf({ why, text }: NumberProblem, usage: string, example: string): Refusal {
  if (why === 'bad-date' || why === 'future-date') return { reason: 'bad-date', text, example };
  if (why === 'no-name' || why === 'no-value') return { reason: 'bad-usage', problem: text, usage, example };
  return { reason: 'not-a-number', text, example, ...(why === 'not-a-number' ? {} : { why }) };
}
