import type { Instant } from '../core/instant.ts';
import type { Change } from './changes.ts';
import { annotationText } from './check-run-expectation.ts';
import type { Issue, IssueComment } from './github/state/world.ts';
import type { Expected } from './outcome.ts';
import type { Deed } from './perform-step.ts';
import { plain } from './visible-text.ts';

/** Tells a scenario as it goes on, as plain text for a terminal. */
export interface Story {
  begin(repository: string, at: Instant): void;
  deed(deed: Deed, at: Instant): void;
  /** What the app did in answer, or by itself as time went by. */
  changes(changes: readonly Change[], at: Instant): void;
  /** Says how the issue looks, when the release has reached a gate. */
  gate(title: string, card: IssueComment): void;
  wait(text: string): void;
  note(text: string): void;
  expectations(expected: readonly Expected[]): void;
  end(summary: StorySummary): void;
}

interface StorySummary {
  readonly expectations: readonly Expected[];
  readonly from: Instant;
  readonly to: Instant;
  readonly requests: number;
  readonly deliveries: number;
  readonly seconds: number;
}

const reactionSigns: Readonly<Record<string, string>> = {
  eyes: '👀',
  rocket: '🚀',
  '+1': '👍',
  '-1': '👎',
  confused: '😕',
  hooray: '🎉',
  heart: '❤️',
  laugh: '😄',
};

/** Comments are shown up to this line; the card at a gate whole. */
const longestComment = 30;

/** `write` gets whole lines, without their ends. */
export function tellStory(write: (line: string) => void): Story {
  let told: string | undefined;

  /** A heading for every moment at which something happens. */
  function moment(at: Instant): void {
    const text = longDate(at);
    if (text === told) return;
    told = text;
    write('');
    write(`── ${text} ${'─'.repeat(Math.max(4, 74 - text.length))}`);
  }

  function quote(text: string, longest: number, margin: string): void {
    const lines = plain(text).split('\n');
    for (const line of lines.slice(0, longest)) write(`${margin}${line}`.trimEnd());
    if (lines.length > longest) write(`${margin}… ${lines.length - longest} more lines`);
  }

  return {
    begin(repository, at) {
      write(`A release in ${repository}, from ${longDate(at)} on.`);
    },
    deed(deed, at) {
      moment(at);
      write('');
      write(`  ${deed.who} ${deed.what}`);
      if (deed.text !== undefined) quote(deed.text, longestComment, '    > ');
      if (deed.refused !== undefined) write(`    GitHub refuses: ${deed.refused}`);
    },
    changes(changes, at) {
      if (changes.length === 0) return;
      moment(at);
      for (const change of changes) tellChange(change, write, quote);
    },
    gate(title, card) {
      write('');
      write(`    ┌─ #${card.issue.number} ${title}`);
      quote(beforeDetails(card.body), Number.POSITIVE_INFINITY, '    │ ');
      write('    └─');
    },
    wait(text) {
      write('');
      write(/^\d{4}-/.test(text) ? `  … time passes until ${text} …` : `  … ${text} pass${isOne(text) ? 'es' : ''} …`);
    },
    note(text) {
      write('');
      write(`  ${text}`);
    },
    expectations(expected) {
      for (const one of expected) write(`  ${one.ok ? '✓' : '✗'} ${one.why}`);
    },
    end(summary) {
      write('');
      write('─'.repeat(80));
      for (const line of summarize(summary)) write(line);
    },
  };
}

function tellChange(
  change: Change,
  write: (line: string) => void,
  quote: (text: string, longest: number, margin: string) => void,
): void {
  switch (change.kind) {
    case 'issue-opened':
      write('');
      write(`  Rollcall opens #${change.issue.number} “${change.issue.title}”${under(change.issue)}`);
      quote(change.issue.body ?? '', longestComment, '    | ');
      break;
    case 'comment-posted':
      write('');
      write(`  Rollcall ${change.isCard ? 'posts the status card' : 'comments'} on #${change.comment.issue.number}`);
      // The card is shown as a gate.
      if (!change.isCard) quote(change.comment.body, longestComment, '    | ');
      break;
    case 'comment-edited':
      write(
        `  Rollcall updates ${change.isCard ? 'the status card' : 'its comment'} on #${change.comment.issue.number}`,
      );
      break;
    case 'comment-hidden':
      write(`  Rollcall hides a comment on #${change.comment.issue.number}`);
      break;
    case 'comment-deleted':
      write(`  Rollcall deletes a comment on #${change.comment.issue.number}`);
      break;
    case 'reacted':
      write(`  Rollcall reacts with ${reactionSigns[change.content] ?? change.content}`);
      break;
    case 'labels':
      write(
        `  #${change.issue.number} ${[...change.added.map((name) => `+ [${name}]`), ...change.removed.map((name) => `- [${name}]`)].join('  ')}`,
      );
      break;
    case 'checked':
      write('');
      write(`  Rollcall checks the settings: ${change.run.conclusion}, ${change.run.title}`);
      for (const one of change.run.annotations.slice(0, longestComment)) write(`    | ${annotationText(one)}`);
      break;
    case 'retitled':
      write(`  #${change.issue.number} is now called “${change.issue.title}”`);
      break;
    case 'body-edited':
      write(`  Rollcall edits #${change.issue.number}`);
      break;
    case 'closed':
    case 'reopened':
      write(`  #${change.issue.number} is ${change.kind}`);
      break;
  }
}

function isOne(text: string): boolean {
  return /^1\b|^[a-z]/i.test(text.trim());
}

function under(issue: Issue): string {
  return issue.parent === undefined ? '' : ` under #${issue.parent.number}`;
}

function summarize(summary: StorySummary): string[] {
  const failed = summary.expectations.filter((one) => !one.ok);
  const days = Math.round((summary.to - summary.from) / 86_400_000);
  const held = summary.expectations.length - failed.length;
  return [
    `${held} of ${summary.expectations.length} expectations held.`,
    ...failed.map((one) => `  ✗ step ${one.step}: ${one.why}`),
    `${days} days of release time in ${summary.seconds.toFixed(1)} s, ${summary.deliveries} webhooks, ${summary.requests} requests to GitHub.`,
  ];
}

/** What is not folded away. */
function beforeDetails(body: string): string {
  return body.replace(/<details>[\s\S]*?<\/details>/g, '');
}

const dates = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `Mon 1 March 2021, 14:00 UTC`. */
function longDate(at: Instant): string {
  return `${dates.format(at).replace(',', '')}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}
