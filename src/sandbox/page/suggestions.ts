import type { ReleaseState } from '../app-under-test.ts';

/** What somebody could try next. */
export type Suggestion = Comment | { readonly kind: 'clock'; readonly move: 'day' | 'week' | 'month' };

interface Comment {
  readonly kind: 'comment';
  readonly text: string;
  /** The person who should write it, where it matters. */
  readonly as: string | undefined;
}

export interface ReleaseTexts {
  readonly release: ReleaseState;
  /** The status card. */
  readonly card: string;
  /** Who may answer the roll call. */
  readonly roles: readonly { readonly role: string; readonly logins: readonly string[] }[];
}

/** Rates that fit the demo, by what its plan calls them: of those who have the change, and of all others. */
const rates: readonly { readonly metric: string; readonly hits: number; readonly control: number }[] = [
  { metric: 'Preference step completion', hits: 0.624, control: 0.575 },
  { metric: 'Request submissions', hits: 0.503, control: 0.456 },
];
/** So many people with the change are counted: enough to show that nothing is worse, then that it is better. */
const counted = { whileSmall: 1301, later: 3920, smallShare: 20 };

/** For the results after go-live. */
const lateNumber = '/metric Post-launch KPI 3 = 12';

/** Placeholders of the card's commands, filled in. */
const fillings: Readonly<Record<string, string>> = {
  '/hold why': '/hold the error logs look odd',
  '/rollback why': '/rollback requests fail for some people',
  '/cancel why': '/cancel the page is not needed any more',
  '/answer question: text': '/answer easy to process: yes',
};

const mostShown = 5;

/** What to try on a release: the numbers that are missing, then what its card says comes next, then the clock. */
export function suggest(texts: ReleaseTexts): readonly Suggestion[] {
  const next = cardCommands(texts.card).map((command) => comment(fillings[command] ?? command));
  switch (texts.release.state) {
    case 'planning':
      return [...next, comment('/advance canary --dry-run')];
    case 'stage': {
      const moves = next.filter(({ text }) => /^\/(?:advance|share)/.test(text));
      const brakes = next.filter((one) => !moves.includes(one));
      return [
        ...missingNumbers(texts),
        ...missingAnswers(texts),
        ...moves,
        clock('day'),
        clock('week'),
        ...brakes,
      ].slice(0, mostShown);
    }
    case 'live':
      return [clock('week'), clock('month'), comment(lateNumber), ...next].slice(0, mostShown);
    default:
      return next;
  }
}

/** The commands in the card's line "Next:"; numbers have suggestions of their own. */
function cardCommands(card: string): readonly string[] {
  const line = card.split('\n').findLast((one) => one.startsWith('**Next:**')) ?? '';
  const commands = [...line.matchAll(/`(\/[^`]+)`/g)].map((match) => match[1] ?? '');
  return commands.filter((command) => !command.startsWith('/metric '));
}

function missingNumbers({ release: { verdicts, share } }: ReleaseTexts): readonly Suggestion[] {
  if (share === undefined || share <= 0 || share >= 100) return [];
  const open = verdicts.filter(({ result }) => result === 'INSUFFICIENT' || result === 'INCONCLUSIVE');
  const wanted = rates.filter(({ metric }) => open.some(({ criterion }) => criterion.includes(metric)));
  const users = share < counted.smallShare ? counted.whileSmall : counted.later;
  // A split that does not fit the share would be called off.
  const others = Math.round((users * (100 - share)) / share);
  return wanted.map(({ metric, hits, control }) => {
    const [own, other] = [Math.round(users * hits), Math.round(others * control)];
    return comment(`/metric ${metric} = ${own}/${users} vs ${other}/${others}`);
  });
}

/** The roles that the card waits for, each to be answered by somebody who may. */
function missingAnswers({ card, roles }: ReleaseTexts): readonly Suggestion[] {
  const [, waiting = ''] = /waiting for ([^.;\n]+)/.exec(card) ?? [];
  return roles
    .filter(({ role }) => waiting.split(', ').includes(role))
    .map(({ role, logins: [login] }) => comment(`/go as ${role}`, login));
}

function comment(text: string, as?: string): Comment {
  return { kind: 'comment', text, as };
}

function clock(move: 'day' | 'week' | 'month'): Suggestion {
  return { kind: 'clock', move };
}
