import { describeCriterion } from '../../../src/core/criteria/describe-criterion.ts';
import type { Recommendation, Verdict } from '../../../src/core/criteria/verdict.ts';

/** Everything that a verdict says, in one line; what it does not say is left out. */
export function wholeVerdict({ criterion, result, why, ...rest }: Verdict): string {
  return `${result} ${why}: ${describeCriterion(criterion)} ${inShort(rest)}`;
}

export function wholeRecommendation({ result, code, further, facts }: Recommendation): string {
  return `${result} ${[code, ...further].join(', ')} ${inShort(facts)}`;
}

/** Nine digits are the same on every machine. Empty lists, `false` and what is undefined are left out. */
function inShort(value: object): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === 'number') return Number(one.toPrecision(9));
    const isEmpty = one === false || (Array.isArray(one) && one.length === 0);
    return isEmpty ? undefined : one;
  });
}
