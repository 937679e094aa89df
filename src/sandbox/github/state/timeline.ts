import { fullName, newIdentity, type Platform, register } from '../platform.ts';
import type { Caller } from './roles.ts';
import type { Issue, TimelineItem } from './world.ts';

type Entry = DistributiveOmit<TimelineItem, 'id' | 'nodeId' | 'actor' | 'createdAt'>;
type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

/** Writes an entry into the timeline of `issue`. */
export function recordEvent(platform: Platform, caller: Caller, issue: Issue, entry: Entry): void {
  const item: TimelineItem = {
    ...newIdentity(platform.world, entry.kind),
    actor: caller.account,
    createdAt: platform.clock.now(),
    ...entry,
  };
  issue.timeline.push(register(platform.world, item));
}

/** More mentions than these in one text are not followed. */
const mostMentions = 100;

/**
 * Leaves a cross-reference in the timeline of each issue that `text`, in the body or a comment of `source`, mentions
 * as `#12`, `owner/name#12` or by address; once for each source. Text in code is no mention.
 */
export function recordMentions(platform: Platform, caller: Caller, source: Issue, text: string): void {
  const { repository } = source;
  const prose = text.replace(/```[^`]*```|`[^`\n]*`/g, ' ');
  const web = `${platform.urls.web}/${fullName(repository)}/issues/`;
  const numbers = new Set<number>();
  for (const match of prose.matchAll(/(?:^|[\s(,:;[])([\w.-]{1,100}\/[\w.-]{1,100})?#(\d{1,9})\b/g)) {
    if (match[1] === undefined || match[1].toLowerCase() === fullName(repository).toLowerCase()) {
      numbers.add(Number(match[2]));
    }
  }
  for (let at = prose.indexOf(web); at !== -1; at = prose.indexOf(web, at + 1)) {
    const digits = /^\d{1,9}/.exec(prose.slice(at + web.length, at + web.length + 9));
    if (digits !== null) numbers.add(Number(digits[0]));
  }
  for (const number of [...numbers].slice(0, mostMentions)) {
    const target = repository.issues.get(number);
    if (target === undefined || target === source) continue;
    const known = target.timeline.some((item) => item.kind === 'CrossReferencedEvent' && item.source === source);
    if (!known) recordEvent(platform, caller, target, { kind: 'CrossReferencedEvent', source, target });
  }
}
