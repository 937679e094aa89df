import type { ReleaseState } from '../app-under-test.ts';

/** What somebody could try next. */
export type Suggestion =
  | { readonly kind: 'comment'; readonly text: string; readonly note: string | undefined }
  | { readonly kind: 'clock'; readonly move: 'day' | 'week' | 'month' };

export interface ReleaseTexts {
  readonly release: ReleaseState;
  /** The status card. */
  readonly card: string;
}

/** Rates that fit the demo, by what its plan calls them: of those who have the change, and of all others. */
const rates: readonly { readonly metric: string; readonly hits: number; readonly control: number }[] = [
  { metric: 'Preference step completion', hits: 0.624, control: 0.575 },
  { metric: 'Request submissions', hits: 0.503, control: 0.456 },
];
/** So many people with the change are counted. */
const counted = 1301;

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
      return [...next, comment('/advance canary --dry-run', 'what would change')];
    case 'stage':
      return [...missingNumbers(texts), ...next, clock('day'), clock('week')].slice(0, mostShown);
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
  const waiting = verdicts.filter(({ result }) => result === 'INSUFFICIENT');
  const missing = rates.filter(({ metric }) => waiting.some(({ criterion }) => criterion.includes(metric)));
  // Against the share the numbers would be called off: the split has to fit.
  const others = Math.round((counted * (100 - share)) / share);
  return missing.map(({ metric, hits, control }) => {
    const [own, other] = [Math.round(counted * hits), Math.round(others * control)];
    return comment(`/metric ${metric} = ${own}/${counted} vs ${other}/${others}`);
  });
}

function comment(text: string, note?: string): Suggestion {
  return { kind: 'comment', text, note };
}

function clock(move: 'day' | 'week' | 'month'): Suggestion {
  return { kind: 'clock', move };
}
