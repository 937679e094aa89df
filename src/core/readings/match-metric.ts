import { metricKey } from './metric-key.ts';
import { type MetricNames, matchNames, readMetricName } from './metric-name.ts';

interface Lexicon {
  readonly names: readonly MetricNames[];
  readonly keys: ReadonlySet<string>;
  /** What names were found to mean. */
  readonly meant: Map<string, string | undefined>;
}

/** A comment's lines are all held against the same list, whose words are taken apart once. */
const lexicons = new WeakMap<readonly string[], Lexicon>();

/** Names are kept for lines that repeat them; a comment has few, or is not worth it. */
const maxNames = 200;

/** The known metric that a name means; undefined when there is none or it could be several. */
export function matchMetric(name: string, known: readonly string[]): string | undefined {
  const { names, meant } = lexiconOf(known);
  if (meant.has(name)) return meant.get(name);
  const [index] = matchNames(readMetricName(name).words, names);
  const metric = index === undefined ? undefined : known[index];
  if (meant.size < maxNames) meant.set(name, metric);
  return metric;
}

/** Whether a known metric is called so, in the words of `metricKey`. */
export function isCalled(name: string, known: readonly string[]): boolean {
  return lexiconOf(known).keys.has(metricKey(name));
}

function lexiconOf(known: readonly string[]): Lexicon {
  let lexicon = lexicons.get(known);
  if (lexicon === undefined) {
    const names = known.map((metric) => [readMetricName(metric).words]);
    lexicon = { names, keys: new Set(known.map(metricKey)), meant: new Map() };
    lexicons.set(known, lexicon);
  }
  return lexicon;
}
