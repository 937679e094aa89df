import { amountText, changeText, figureText, probabilityText } from '../../core/criteria/figure-text.ts';
import { type Helper, plainText } from '../helper.ts';

const operators = new Set(['<', '<=', '>', '>=', '=']);

/** Helpers for the lines of verdicts: the same digits and ASCII signs wherever a line is shown. */
export const verdictHelpers: readonly Helper[] = [
  { name: 'exact', run: ([value, unit]) => (typeof value === 'number' ? figureText(value, unitOf(unit)) : '') },
  { name: 'exactChange', run: ([value, unit]) => (typeof value === 'number' ? changeText(value, unitOf(unit)) : '') },
  { name: 'amount', run: ([value]) => (typeof value === 'number' ? amountText(value) : '') },
  { name: 'probability', run: ([p]) => (typeof p === 'number' ? probabilityText(p) : '') },
  {
    /** A comparator as a sign; it is Markdown because "<" must stay one. */
    name: 'operator',
    markdown: true,
    run: ([op]) => (operators.has(plainText(op)) ? plainText(op) : ''),
  },
];

function unitOf(unit: unknown): string | undefined {
  return plainText(unit) || undefined;
}
