import type { BlockerFacts } from '../../core/snapshot.ts';

export interface LabelledIssue extends BlockerFacts {
  readonly body: string;
}

/** Where the tracking issue is, so that it is recognised when somebody mentions it. */
export interface TrackingPlace {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
  readonly url: string;
}

/**
 * Whether the text names the issue: `#12` of this repository, `owner/repository#12`, or its address. `#12` after
 * another repository's name, and `#123`, are other issues.
 */
export function mentionsIssue(text: string, place: TrackingPlace): boolean {
  const here = `${place.owner}/${place.repository}`.toLowerCase();
  const lower = text.toLowerCase();
  for (const mention of lower.matchAll(/#(\d{1,10})(?!\w)/g)) {
    if (Number(mention[1]) !== place.number) continue;
    const before = /[\w./&-]*$/.exec(lower.slice(Math.max(0, mention.index - here.length - 1), mention.index))?.[0];
    if (before === here || !/[\w/&]$/.test(before ?? '')) return true;
  }
  const address = place.url.toLowerCase();
  for (let at = lower.indexOf(address); at !== -1; at = lower.indexOf(address, at + 1)) {
    if (!/\w/.test(lower.charAt(at + address.length))) return true;
  }
  return false;
}

/** The open blockers of a release: labelled issues that mention it, and its labelled sub-issues, each once, by number. */
export function selectBlockers(
  labelled: readonly LabelledIssue[],
  subIssues: readonly BlockerFacts[],
  place: TrackingPlace,
): readonly BlockerFacts[] {
  const mentioning = labelled.filter(
    (issue) => issue.number !== place.number && mentionsIssue(`${issue.title}\n${issue.body}`, place),
  );
  const blockers = new Map<string, BlockerFacts>();
  for (const { number, title, url } of [...mentioning, ...subIssues]) blockers.set(url, { number, title, url });
  return [...blockers.values()].sort((one, other) => one.number - other.number);
}
