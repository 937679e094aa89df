import { resultsDue } from '../calendar/report-due.ts';
import type { Instant } from '../instant.ts';
import type { Settings } from '../settings.ts';

const resultReports = ['1-week', '1-month'] as const;

/** When the results are due after a go-live at this moment. */
export function reportDates(
  wentLiveAt: Instant,
  settings: Settings,
): readonly { readonly what: '1-week' | '1-month'; readonly at: Instant }[] {
  return resultReports.map((what) => ({ what, at: resultsDue(what, wentLiveAt, settings) }));
}
