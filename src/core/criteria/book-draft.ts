import type { Instant } from '../instant.ts';
import { addLink, type Chain } from '../readings/chain.ts';
import { readMetricName } from '../readings/metric-name.ts';
import type { Reading } from '../readings/reading.ts';
import type { Criterion } from './criterion.ts';
import type { BookedName, BookedStay, EvidenceBook } from './evidence-book.ts';
import { matchCriteria, nameCriterion } from './match-criteria.ts';
import { inOrder } from './observation.ts';
import { isCounted } from './quantity.ts';
import { isOfStay, periodAt } from './stage-run.ts';
import { namesPeople } from './stage-users.ts';
import { addTally, type Tally } from './tally.ts';

/** A book in which readings are being entered. */
export interface BookDraft {
  readonly names: NameDraft[];
  readonly stays: readonly StayDraft[];
  readonly everEntered: Set<string>;
}

interface NameDraft extends BookedName {
  measured: Chain<Reading> | undefined;
  baselines: Chain<Reading> | undefined;
}

interface StayDraft extends BookedStay {
  people: Chain<Reading> | undefined;
  readonly tallies: (Chain<Tally> | undefined)[];
}

/** What the book has from before a moment. A name of which nothing is left comes in its turn again. */
export function draftUpTo(moment: Instant, { names, stays, everEntered }: EvidenceBook): BookDraft {
  const isLater = ({ at }: Reading): boolean => at >= moment;
  return {
    names: names
      .map((name) => ({
        ...name,
        measured: without(isLater, name.measured),
        baselines: without(isLater, name.baselines),
      }))
      .filter(({ measured, baselines }) => measured !== undefined || baselines !== undefined),
    stays: stays.map(({ run, people, tallies }) => ({
      run,
      people: without(isLater, people),
      tallies: tallies.map((chain) => without(({ observation }) => observation.at >= moment, chain)),
    })),
    everEntered,
  };
}

function without<T>(isLater: (value: T) => boolean, chain: Chain<T> | undefined): Chain<T> | undefined {
  let link = chain;
  while (link !== undefined && isLater(link.value)) link = link.before;
  return link;
}

/** Enters readings that come after all that are in the draft. */
export function enterReadings(readings: readonly Reading[], draft: BookDraft, criteria: readonly Criterion[]): void {
  const find = nameFinder(draft.names, criteria);
  const named = readings.map((reading) => ({ reading, name: find(reading) }));
  for (const { id } of readings) draft.everEntered.add(id);
  for (const { reading, name } of named.sort((a, b) => inOrder(a.reading, b.reading))) {
    if (reading.kind === 'baseline') {
      name.baselines = addLink(name.baselines, reading);
      continue;
    }
    name.measured = addLink(name.measured, reading);
    for (const stay of draft.stays) if (isOfStay(reading, stay.run)) enterInStay(reading, name, stay);
  }
}

function enterInStay(reading: Reading, { isPeople, isControl, criteria }: NameDraft, stay: StayDraft): void {
  const { at, figure } = reading;
  if (isPeople && isCounted(figure.unit)) stay.people = addLink(stay.people, reading);
  if (criteria.length === 0) return;
  const period = periodAt(stay.run, reading);
  const treated = isControl ? undefined : figure;
  const control = isControl ? figure : reading.control;
  for (const index of criteria) {
    stay.tallies[index] = addTally(stay.tallies[index], { reading, at, period, treated, control });
  }
}

/** Every name is looked up once. */
function nameFinder(names: NameDraft[], criteria: readonly Criterion[]): (reading: Reading) => NameDraft {
  const named = criteria.map(nameCriterion);
  const byMetric = new Map<string, readonly NameDraft[]>();
  const file = (name: NameDraft): unknown => byMetric.set(name.metric, [...(byMetric.get(name.metric) ?? []), name]);
  for (const name of names) file(name);
  return ({ key, metric }) => {
    const known = byMetric.get(metric)?.find((name) => name.key === key);
    if (known !== undefined) return known;
    const name = readName(key, metric, named);
    names.push(name);
    file(name);
    return name;
  };
}

function readName(key: string, metric: string, criteria: Parameters<typeof matchCriteria>[1]): NameDraft {
  const name = readMetricName(metric);
  // The key is that of the metric which the name was found to mean when the number came in.
  const byKey = matchCriteria(readMetricName(key), criteria);
  return {
    key,
    metric,
    isControl: name.isControl,
    isPeople: namesPeople(name),
    criteria: byKey.length > 0 ? byKey : matchCriteria(name, criteria),
    measured: undefined,
    baselines: undefined,
  };
}
