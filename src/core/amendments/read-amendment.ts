import { readDates } from '../calendar/dates.ts';
import { localDate } from '../calendar/time-zone.ts';
import { readCriterion } from '../criteria/read-criterion.ts';
import { nearest } from '../nearest.ts';
import type { Plan } from '../plan/plan.ts';
import { readShare } from '../plan/values/share.ts';
import { metricKey } from '../readings/metric-key.ts';
import type { Refusal } from '../refusal.ts';
import { matchStage, nearestStage } from '../stages/ladder.ts';
import type { Amendment } from './amendment.ts';
import { daysOf, listOf } from './plan-parts.ts';

/** What is to be decided about the plan; who decides and what the text says of it are added by the caller. */
export type AskedAmendment = Pick<Amendment, 'what' | 'name' | 'to'>;

export type ReadAmendment =
  | { readonly kind: 'asked'; readonly asked: AskedAmendment }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

interface Context {
  readonly plan: Plan;
  readonly now: number;
  readonly timeZone: string;
}

type ReadPart = (text: string, context: Context) => ReadAmendment;

/** Longest text that is taken into a plan by command, in characters. */
const longest = 2_000;

const usage = '/plan set part value';
const stageExample = '/plan set stage canary share 10%';
const criterionExample = '/plan set criterion error-rate "error rate < 5%"';
const kpiExample = '/plan set kpi 1 "completed requests"';

const parts: Readonly<Record<string, ReadPart>> = {
  stage: readStagePart,
  'go-live': readGoLive,
  kpi: readKpi,
  criterion: readCriterionPart,
  toggle: readList('toggle', '/plan set toggle new_scheduling'),
  roles: readList('roles', '/plan set roles Product owner, Engineering'),
  rollback: (text) =>
    text === '' ? badUsage('rollback', '/plan set rollback "…"') : asked('rollback', undefined, text),
};

const otherNames: Readonly<Record<string, string>> = {
  role: 'roles',
  toggles: 'toggle',
  criteria: 'criterion',
  kpis: 'kpi',
  stages: 'stage',
  golive: 'go-live',
};

/** Reads what stands behind `/plan set`: `stage canary share 10%`, `kpi 1 "name"`, `go-live 2021-03-15`. */
export function readAmendment(text: string, context: Context): ReadAmendment {
  const [first = '', rest] = firstWord(text);
  const word = first.toLowerCase();
  const part = otherNames[word] ?? word;
  const read = Object.hasOwn(parts, part) ? parts[part] : undefined;
  if (read === undefined) return unknownPart(word, Object.keys(parts));
  return read(rest.slice(0, longest), context);
}

/** `canary share 10%`, `"Stage A: Canary" length 2 days` */
function readStagePart(text: string, { plan }: Context): ReadAmendment {
  const divided = /^(.*?)\s(share|length)(?:\s*[:=]\s*|\s+)(.+)$/i.exec(text);
  if (divided === null) return wrongStagePart(text, plan);
  const [, name = '', field = '', value = ''] = divided;
  const stage = matchStage(plan.stages, unquote(name));
  if (stage === undefined) return unknownStage(unquote(name), plan);
  const given = unquote(value);
  if (field.toLowerCase() === 'share') {
    const share = /^\d[\d.]*$/.test(given) ? `${given}%` : given;
    if (readShare(share) === undefined) return refuse({ reason: 'not-a-number', text: given, example: stageExample });
    return asked('share', stage.id, share);
  }
  if (daysOf(given) === undefined) {
    return refuse({ reason: 'bad-length', text: given, example: '/plan set stage canary length 2 days' });
  }
  return asked('length', stage.id, given);
}

function wrongStagePart(text: string, plan: Plan): ReadAmendment {
  const words = text.split(' ');
  const name = unquote(words[0] ?? '');
  if (text === '') return badUsage('stage', stageExample);
  if (matchStage(plan.stages, name) === undefined) return unknownStage(name, plan);
  return words[1] === undefined ? badUsage(text, stageExample) : unknownPart(words[1], ['share', 'length']);
}

function readGoLive(text: string, { now, timeZone }: Context): ReadAmendment {
  const date = readDates(text, now)?.from;
  if (date === undefined) return refuse({ reason: 'bad-date', text, example: '/plan set go-live 2021-03-15' });
  if (date < localDate(now, timeZone)) return refuse({ reason: 'date-in-the-past', date });
  return asked('go-live', undefined, date);
}

/** By its number: one more than there are adds one. */
function readKpi(text: string, { plan: { kpis } }: Context): ReadAmendment {
  const [first = '', rest] = firstWord(text);
  const number = /^(?:kpi-)?(\d{1,2})[:.]?$/i.exec(first)?.[1];
  const name = unquote(rest);
  if (number === undefined || name === '') return badUsage(text, kpiExample);
  const isThere = Number(number) >= 1 && Number(number) <= kpis.length + 1;
  if (!isThere)
    return refuse({ reason: 'unknown-kpi', number: Number(number), count: kpis.length, next: nextKpi(kpis.length) });
  return asked('kpi', kpis[Number(number) - 1]?.id ?? `kpi-${kpis.length + 1}`, name);
}

function nextKpi(count: number): string {
  return `/plan set kpi ${count + 1} "name"`;
}

/** `error-rate "error rate < 5%"` puts another in the place of one; the text alone adds one. */
function readCriterionPart(text: string, { plan: { criteria } }: Context): ReadAmendment {
  const isNew = /^["“']/.test(text);
  const [first = '', rest] = isNew ? ['', text] : firstWord(text);
  const wish = unquote(rest);
  const read = readCriterion(wish);
  const [criterion] = read;
  if (criterion === undefined || read.length > 1 || criterion.placeholder) return badUsage(wish, criterionExample);
  const ids = criteria.map(({ id }) => id);
  if (isNew) return asked('criterion', freeId(criterion.id, ids), wish);
  const wanted = first.replace(/:$/, '').toLowerCase();
  const known = criteria.find(({ id, metric }) => id === wanted || metricKey(metric) === metricKey(first));
  if (known !== undefined) return asked('criterion', known.id, wish);
  return refuse({ reason: 'unknown-criterion', name: first, nearest: nearest(wanted, ids), criteria: ids });
}

function freeId(id: string, taken: readonly string[]): string {
  let free = id;
  for (let n = 2; taken.includes(free); n += 1) free = `${id}-${n}`;
  return free;
}

function readList(what: 'toggle' | 'roles', example: string): ReadPart {
  return (text) => {
    const list = unquote(text);
    return listOf(list).length === 0 ? badUsage(text, example) : asked(what, undefined, listOf(list).join(', '));
  };
}

function asked(what: Amendment['what'], name: string | undefined, to: string): ReadAmendment {
  return { kind: 'asked', asked: { what, name, to: unquote(to) } };
}

function refuse(refusal: Refusal): ReadAmendment {
  return { kind: 'refused', refusal };
}

function badUsage(problem: string, example: string): ReadAmendment {
  return refuse({ reason: 'bad-usage', problem, usage, example });
}

function unknownPart(part: string, known: readonly string[]): ReadAmendment {
  return refuse({ reason: 'unknown-plan-part', part, nearest: nearest(part, known), parts: known });
}

function unknownStage(stage: string, { stages }: Plan): ReadAmendment {
  const ids = stages.map(({ id }) => id);
  return refuse({ reason: 'unknown-stage', stage, nearest: nearestStage(stages, stage), stages: ids });
}

function firstWord(text: string): readonly [first: string | undefined, rest: string] {
  const [first] = text.split(/\s/, 1);
  return [first, text.slice(first?.length ?? 0).trim()];
}

function unquote(text: string): string {
  const quoted = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’)$/s.exec(text.trim());
  return (quoted?.slice(1).find((part) => part !== undefined) ?? text).trim();
}
