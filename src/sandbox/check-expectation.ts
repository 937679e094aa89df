import type { ReleaseState } from './app-under-test.ts';
import type { Cast } from './cast.ts';
import { cardOf } from './changes.ts';
import { checkCheckRun } from './check-run-expectation.ts';
import type { LoggedRequest } from './github/request-log.ts';
import type { Issue, IssueComment } from './github/state/world.ts';
import { readPattern } from './read-pattern.ts';
import type { Expectation } from './scenario-schema.ts';
import { plain, visible } from './visible-text.ts';

/** What may be looked at. */
export interface Evidence {
  readonly cast: Cast;
  readonly releases: readonly ReleaseState[];
  /** Since the last step. */
  readonly requests: readonly LoggedRequest[];
  /** By the app, since the last step, on all issues. */
  readonly newComments: number;
}

/** With the issues whose comments are meant. */
type EvidenceAt = Evidence & { readonly places: readonly Issue[] };

export interface Held {
  readonly ok: boolean;
  readonly why: string;
}

type Check<Key extends keyof Expectation> = (
  wanted: NonNullable<Expectation[Key]>,
  issue: Issue,
  evidence: EvidenceAt,
) => Held[];

/** One answer for each thing that is expected. Throws `Error` when `on` names an issue that is not there. */
export function checkExpectation(expected: Expectation, evidence: Evidence): Held[] {
  const { check: checkRun, ...ofIssue } = expected;
  const held: Held[] = checkRun === undefined ? [] : [...checkCheckRun(checkRun, evidence.cast)];
  if (Object.keys(ofIssue).length === 0) return held;
  const named = expected.on ?? expected.issue;
  const issue = evidence.cast.issue(named);
  const places = named === undefined ? [issue, ...issue.subIssues] : [issue];
  function check<Key extends keyof typeof checks>(key: Key): void {
    const wanted = expected[key];
    // The check at `key` takes what the schema has at `key`: they are one table, which the compiler cannot follow.
    if (wanted !== undefined)
      held.push(
        ...(checks[key] as Check<Key>)(wanted as NonNullable<Expectation[Key]>, issue, { ...evidence, places }),
      );
  }
  for (const key of Object.keys(checks)) check(key as keyof typeof checks);
  return held;
}

const checks = {
  label: (wanted, issue) =>
    list(wanted).map((name) =>
      claim(labelsOf(issue).includes(name), `label “${name}”`, `it has ${labelsOf(issue).join(', ') || 'none'}`),
    ),
  noLabel: (wanted, issue) =>
    list(wanted).map((name) => claim(!labelsOf(issue).includes(name), `no label “${name}”`, 'it is there')),
  title: (wanted, issue) => [match('title', wanted, issue.title)],
  body: (wanted, issue) => [match('body', wanted, issue.body ?? '')],
  state: (wanted, issue) => [equal('state', wanted, issue.state)],
  newest: (wanted, issue, { cast }) =>
    list(wanted).map((text) => match('newest comment', text, ownComments(cast, issue).at(-1)?.body)),
  comment: findComment,
  anyComment: findComment,
  noComment: (wanted, issue, { cast }) =>
    list(wanted).map((text) => {
      const found = ownComments(cast, issue).find((comment) => matches(text, visible(comment.body)));
      return claim(found === undefined, `no comment with ${text}`, `there is: ${excerpt(found?.body ?? '')}`);
    }),
  card: (wanted, issue, { cast }) => list(wanted).map((text) => match('card', text, cardOf(cast, issue)?.body)),
  notCard: (wanted, issue, { cast }) =>
    list(wanted).map((text) => {
      const body = visible(cardOf(cast, issue)?.body ?? '');
      return claim(!matches(text, body), `nothing in the card like ${text}`, 'it is there');
    }),
  comments: (wanted, _, { newComments }) =>
    typeof wanted === 'number'
      ? [equal('new comments', wanted, newComments)]
      : [claim(newComments <= wanted.max, `at most ${wanted.max} new comments`, `there are ${newComments}`)],
  reaction: (wanted, issue, { cast }) => {
    const newest = cast.peopleComments(issue).at(-1);
    const given = (newest?.reactions ?? []).filter((one) => one.author === cast.bot).map((one) => one.content);
    const name = reactionNames[wanted.toLowerCase()] ?? wanted.toLowerCase();
    if (name === 'none') return [claim(given.length === 0, 'no reaction', `there is ${given.join(', ')}`)];
    return [
      claim(
        given.some((one) => one === name),
        `reaction ${name}`,
        `there is ${given.join(', ') || 'none'}`,
      ),
    ];
  },
  checklist: (wanted, issue, { cast }) => {
    const states =
      typeof wanted === 'string' || Array.isArray(wanted)
        ? Object.fromEntries(list(wanted).map((stage) => [stage, 'any']))
        : wanted;
    return Object.entries(states).map(([stage, state]) => {
      const found = cast.checklist(stage, issue)?.state ?? 'none';
      const ok = state === 'any' ? found !== 'none' : found === state;
      return claim(ok, `checklist issue ${stage}${state === 'any' ? '' : ` ${state}`}`, `it is ${found}`);
    });
  },
  requests: (wanted, _, { requests }) => {
    const counted = requests.filter((request) => !request.path.startsWith('/app'));
    const names = counted.map((request) => request.operation ?? `${request.method} ${request.path}`).join(', ');
    return [
      claim(counted.length <= wanted.max, `at most ${wanted.max} requests`, `there were ${counted.length}: ${names}`),
    ];
  },
  stage: (wanted, issue, evidence) => [equal('stage', wanted, releaseOf(issue, evidence)?.stage)],
  share: (wanted, issue, evidence) => [equal('share', wanted, releaseOf(issue, evidence)?.share)],
  release: (wanted, issue, evidence) => [equal('release', wanted, releaseOf(issue, evidence)?.state)],
  recommendation: (wanted, issue, evidence) => [
    equal('recommendation', wanted, releaseOf(issue, evidence)?.recommendation),
  ],
  verdicts: (wanted, issue, evidence) =>
    Object.entries(wanted).map(([name, result]) => {
      const verdicts = releaseOf(issue, evidence)?.verdicts ?? [];
      const found = verdicts.find((one) => one.criterion.toLowerCase().includes(name.toLowerCase()));
      return claim(
        found?.result === result,
        `${name}: ${result}`,
        `it is ${found === undefined ? 'not judged' : `${found.result} (${found.why})`}`,
      );
    }),
} satisfies { readonly [Key in Exclude<keyof Expectation, 'on' | 'issue' | 'check'>]-?: Check<Key> };

function findComment(wanted: string | readonly string[], _: Issue, { cast, places }: EvidenceAt): Held[] {
  const bodies = places.flatMap((place) => ownComments(cast, place)).map((comment) => comment.body);
  return list(wanted).map((text) =>
    claim(
      bodies.some((body) => says(body, text)),
      `a comment with ${text}`,
      `none of ${bodies.length} has it`,
    ),
  );
}

const reactionNames: Readonly<Record<string, string>> = { thumbs_up: '+1', 'thumbs up': '+1', thumbs_down: '-1' };

function claim(ok: boolean, wanted: string, instead: string): Held {
  return { ok, why: ok ? wanted : `${wanted}, but ${instead}` };
}

function equal(what: string, wanted: string | number, found: string | number | undefined): Held {
  return claim(found === wanted, `${what} ${wanted}`, `it is ${found ?? 'none'}`);
}

function match(what: string, wanted: string, found: string | undefined): Held {
  if (found === undefined) return claim(false, `${what} with ${wanted}`, 'there is none');
  return claim(says(found, wanted), `${what} with ${wanted}`, `it says: ${excerpt(found)}`);
}

/** As it is written, or as it is read. */
function says(body: string, wanted: string): boolean {
  return matches(wanted, visible(body)) || matches(wanted, plain(body));
}

/** A text between slashes is a regular expression; any other is looked for as it stands. */
function matches(wanted: string, found: string): boolean {
  return readPattern(wanted)?.test(found) ?? found.includes(wanted);
}

function excerpt(body: string): string {
  const text = visible(body).replace(/\s+/g, ' ');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function list(wanted: string | readonly string[]): readonly string[] {
  return typeof wanted === 'string' ? [wanted] : wanted;
}

function labelsOf(issue: Issue): string[] {
  return [...issue.labels].map((label) => label.name);
}

function ownComments(cast: Cast, issue: Issue): IssueComment[] {
  return issue.comments.filter((comment) => comment.author === cast.bot);
}

function releaseOf(issue: Issue, { releases }: Evidence): ReleaseState | undefined {
  return releases.find((release) => release.issue === issue.number);
}
