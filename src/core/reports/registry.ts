import type { Report } from './report.ts';
import { oneMonth, oneWeek } from './results.ts';
import { weekly } from './weekly.ts';

/** To add a report: write its file and its template, and name it here. */
export const reports: readonly Report[] = [weekly, oneWeek, oneMonth];
