import type { Draft } from '../draft.ts';
import { bookOf } from '../evaluate-now.ts';
import type { Instant } from '../instant.ts';
import type { ResultsModel } from '../report-models.ts';
import type { Settings } from '../settings.ts';
import type { Snapshot } from '../snapshot.ts';
import { kpiResult, metricResult, type ResultWindow } from './kpi-results.ts';
import { reportDates } from './report-dates.ts';
import { answersFor, launchQuestions, openQuestions } from './result-questions.ts';

/** The metric of the template's first line; readings of it arrive under this name. */
export const uniqueUsersMetric = 'Number of unique users';

/** The results as they stand; undefined before go-live. */
export function resultsModel(slot: '1-week' | '1-month', draft: Draft, snapshot: Snapshot): ResultsModel | undefined {
  const { wentLiveAt, plan, reported } = draft.rollout;
  if (wentLiveAt === undefined) return undefined;
  const window = resultWindow(slot, wentLiveAt, snapshot.settings);
  const book = bookOf(draft);
  const kpis = plan.kpis.map((kpi) => kpiResult(kpi, book, window));
  const uniqueUsers = metricResult(uniqueUsersMetric, book, window)?.figure.text;
  const answers = answersFor(draft.rollout, slot, launchQuestions);
  const missing = [
    ...(uniqueUsers === undefined ? ['unique-users'] : []),
    ...kpis.filter((kpi) => kpi.actual === undefined).map((kpi) => kpi.name ?? kpi.label),
    ...openQuestions(answers),
  ];
  return {
    slot,
    wentLiveAt,
    dueAt: window.dueAt,
    lateMs: Math.max(0, (reported[slot] ?? snapshot.now) - window.dueAt),
    uniqueUsers,
    kpis,
    answers,
    missing,
    monitors: plan.monitors,
    complete: missing.length === 0,
  };
}

/** Numbers for the month begin where those for the week end. */
export function resultWindow(slot: '1-week' | '1-month', wentLiveAt: Instant, settings: Settings): ResultWindow {
  const dates = reportDates(wentLiveAt, settings);
  const dueAt = (what: string) => dates.find((date) => date.what === what)?.at ?? wentLiveAt;
  const month = dueAt('1-month');
  const week: ResultWindow = { after: wentLiveAt, dueAt: dueAt('1-week'), until: month, before: undefined };
  if (slot === '1-week') return week;
  return { after: week.dueAt, dueAt: month, until: Number.POSITIVE_INFINITY, before: week };
}
