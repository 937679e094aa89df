import type { Instant } from '../instant.ts';
import type { FreezeWindow, Settings } from '../settings.ts';
import { localDate } from './time-zone.ts';

/** The freeze window that the moment lies in, by the calendar of the settings' time zone. */
export function freezeAt(now: Instant, settings: Pick<Settings, 'freeze' | 'timeZone'>): FreezeWindow | undefined {
  const today = localDate(now, settings.timeZone);
  return settings.freeze.find(({ from, to }) => from <= today && today <= to);
}

export function isFrozen(now: Instant, settings: Pick<Settings, 'freeze' | 'timeZone'>): boolean {
  return freezeAt(now, settings) !== undefined;
}
