import type { Instant } from '../../../core/instant.ts';
import { html, type Markup } from './html.ts';

const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' });

/** `1 Mar 2021, 14:00`, in UTC. */
export function formatMoment(at: Instant): string {
  return moment.format(at);
}

/** `1 Mar`, in UTC. */
export function formatDay(at: Instant): string {
  return day.format(at);
}

/** `Mon`, in UTC. */
export function formatWeekday(at: Instant): string {
  return weekday.format(at);
}

export function timeTag(at: Instant): Markup {
  return html`<time datetime="${new Date(at).toISOString()}">${formatMoment(at)}</time>`;
}
