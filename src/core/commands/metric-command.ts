import { withReadings } from '../draft.ts';
import { knownMetrics } from '../known-metrics.ts';
import { readMetricLine } from '../readings/read-metric-line.ts';
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
    run({ text }, { draft, comment, source, stage }) {
      const { rollout } = draft;
      const known = knownMetrics(rollout);
      const at = comment.createdAt;
      const read = readMetricLine(text, { known, stage, share: rollout.share, at, source, kind });
      if (read.kind === 'problem') return refused({ reason: 'not-a-number', text: read.text, example: examples[0] });
      // A comment may give the same metric several times, for several moments.
      const ids = new Set(draft.put.map((reading) => reading.id));
      const reading = ids.has(read.reading.id)
        ? { ...read.reading, id: `${read.reading.id}/${ids.size}` }
        : read.reading;
      return done(withReadings(draft, [reading]), undefined, reading.key);
    },
  };
}
