import { changeText, figureText } from '../../../src/core/criteria/figure-text.ts';
import { betaQuantile } from '../../../src/core/statistics/beta-distribution.ts';
import { chiSquareQuantile } from '../../../src/core/statistics/gamma-distribution.ts';
import { studentQuantile } from '../../../src/core/statistics/student-t-distribution.ts';

type Limits = readonly [low: number, high: number];
interface Share {
  readonly k: number;
  readonly n: number;
}
interface Mean {
  readonly m: number;
  readonly s: number;
  readonly n: number;
}

/**
 * Interval and verdict as a reader with a spreadsheet finds them: from the text of an explained verdict alone, by the
 * formulas that it names. The text is plain, and its numbers have no commas.
 */
export function recompute(text: string): { readonly interval: string | undefined; readonly result: string } {
  const limits = limitsBy(text);
  const isChange = /\n- Change: /.test(text);
  const printed = limits?.map((limit) =>
    isChange ? changeText(limit, unitOf(text)) : figureText(limit, unitOf(text)),
  );
  return { interval: printed?.join(' to '), result: resultBy(text, limits) };
}

function found(text: string, pattern: RegExp): readonly string[] {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`nothing like ${pattern} in ${text}`);
  return match.slice(1);
}

const numbers = (text: string, pattern: RegExp): readonly number[] => found(text, pattern).map(Number);

/** The unit of the change, or else of the value. */
function unitOf(text: string): string {
  const label = /\n- Change: /.test(text) ? 'Change' : 'Observed';
  const [after = ''] = found(text, new RegExp(`\\n- ${label}: [+-]?[\\d.]+(%?[^(\\n]*)`));
  return after.trim();
}

const shareIn = (text: string, label: string): Share => {
  const [k = 0, n = 0] = numbers(text, new RegExp(`\\n- ${label}: .* \\((\\d+) of (\\d+)\\)`));
  return { k, n };
};

/** What the newest number said, of both groups. */
function saidIn(text: string): readonly [treated: string, control: string] {
  const [said = ''] = found(text, /\n- From [^:]*: (.*) \[/);
  const [own = '', other] = said.split(' vs ');
  return [own, other ?? /\n- Compared with from [^:]*: (.*) \[/.exec(text)?.[1] ?? ''];
}

function meanIn(said: string): Mean {
  const [m = 0, s = 0, n = 0] = numbers(said, /([\d.]+)[^(]*\(sd ([\d.]+) n=(\d+)\)/);
  return { m, s, n };
}

/** k events in t hours. */
function rateIn(said: string): readonly [k: number, t: number] {
  const [k = 0, t = 0] = numbers(said, /(\d+) \w+ in (\d+) hours/);
  return [k, t];
}

function multiplierIn(text: string): { readonly c: number; readonly alpha: number } {
  const [said = 0, alpha = 0] = numbers(text, /\/α\)\) = ([\d.]+) with x = .* α = ([\d.]+) n = /);
  const [first = '', second = '0', most = ''] = found(
    text,
    / n = (\d+|the hours with the change)(?: \+ (\d+))? and N = ([\d.]+) for/,
  );
  const n = /\d/.test(first) ? Number(first) + Number(second ?? 0) : rateIn(saidIn(text)[0])[1];
  const x = (n * (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha)))) / Number(most);
  const c = Math.sqrt(((2 * (x + 1)) / x) * Math.log(Math.sqrt(x + 1) / alpha));
  if (Math.abs(c - said) > 0.01) throw new Error(`the multiplier is ${c}, not ${said}`);
  return { c, alpha };
}

function wilson({ k, n }: Share, c: number): Limits {
  const p = k / n;
  const half = c * Math.sqrt((p * (1 - p)) / n + (c * c) / (4 * n * n));
  const middle = p + (c * c) / (2 * n);
  return [Math.max(0, (middle - half) / (1 + (c * c) / n)), Math.min(1, (middle + half) / (1 + (c * c) / n))];
}

function exact({ k, n }: Share, alpha: number): Limits {
  return [k === 0 ? 0 : betaQuantile(alpha / 2, k, n - k + 1), k === n ? 1 : betaQuantile(1 - alpha / 2, k + 1, n - k)];
}

const wider = (one: Limits, other: Limits): Limits => [Math.min(one[0], other[0]), Math.max(one[1], other[1])];

interface Multiplier {
  readonly c: number;
  readonly alpha: number;
}
const shareLimits = (share: Share, { c, alpha }: Multiplier): Limits => wider(wilson(share, c), exact(share, alpha));

/** Difference and distances to Newcombe's limits. */
function newcombe(one: Share, other: Share, by: Multiplier): readonly [d: number, below: number, above: number] {
  const [p1, p2] = [one.k / one.n, other.k / other.n];
  const [[l1, u1], [l2, u2]] = [shareLimits(one, by), shareLimits(other, by)];
  return [p1 - p2, Math.hypot(p1 - l1, u2 - p2), Math.hypot(u1 - p1, p2 - l2)];
}

/** Ratios that the score test does not reject, looked for outwards from the estimate. */
function koopman(one: Share, other: Share, c: number): Limits {
  const rejects = (ratio: number): boolean => {
    const a = (one.n + other.n) * ratio;
    const b = one.n * ratio + one.k + other.n + other.k * ratio;
    const q2 = (b - Math.sqrt(b * b - 4 * a * (one.k + other.k))) / (2 * a);
    const q1 = ratio * q2;
    const part = ({ k, n }: Share, q: number): number => (k - n * q) ** 2 / (n * q * (1 - q));
    return part(one, q1) + part(other, q2) > c * c;
  };
  const estimate = one.k / one.n / (other.k / other.n);
  const edge = (factor: number): number => {
    let [inside, outside] = [estimate, estimate * factor];
    while (!rejects(outside)) outside *= factor;
    for (let i = 0; i < 100; i += 1) {
      const middle = Math.sqrt(inside * outside);
      if (rejects(middle)) outside = middle;
      else inside = middle;
    }
    return inside;
  };
  return [edge(1 / 2), edge(2)];
}

function recovered(one: Share, other: Share, alpha: number): Limits {
  const [p1, p2] = [one.k / one.n, other.k / other.n];
  const [[l1, u1], [l2, u2]] = [exact(one, alpha), exact(other, alpha)];
  const root = (x: number, y: number): number => Math.sqrt((p1 * p2) ** 2 - x * y * (2 * p1 - x) * (2 * p2 - y));
  return [(p1 * p2 - root(l1, u2)) / (u2 * (2 * p2 - u2)), (p1 * p2 + root(u1, l2)) / (l2 * (2 * p2 - l2))];
}

function strataIn(text: string): readonly (readonly [Share, Share])[] {
  const [list = ''] = found(text, /stretch of constant share: (.*)/);
  return list.split('; ').map((stretch) => {
    const [k1 = 0, n1 = 0, k2 = 0, n2 = 0] = numbers(stretch, /(\d+) of (\d+) vs (\d+) of (\d+)/);
    return [
      { k: k1, n: n1 },
      { k: k2, n: n2 },
    ] as const;
  });
}

function stratified(text: string, by: Multiplier): Limits {
  let [weights, change, below, above] = [0, 0, 0, 0];
  for (const [one, other] of strataIn(text)) {
    const [d, down, up] = newcombe(one, other, by);
    const weight = (one.n * other.n) / (one.n + other.n);
    weights += weight;
    change += weight * d;
    below += (weight * down) ** 2;
    above += (weight * up) ** 2;
  }
  return [change / weights - Math.sqrt(below) / weights, change / weights + Math.sqrt(above) / weights];
}

function mantelHaenszel(text: string, { c }: Multiplier): Limits {
  let [over, under, spread] = [0, 0, 0];
  for (const [one, other] of strataIn(text)) {
    const m = one.n + other.n;
    over += (one.k * other.n) / m;
    under += (other.k * one.n) / m;
    spread += (one.n * other.n * (one.k + other.k) - one.k * other.k * m) / (m * m);
  }
  const half = c * Math.sqrt(spread / (over * under));
  return [(over / under) * Math.exp(-half), (over / under) * Math.exp(half)];
}

function welchDf(one: Mean, other: Mean): number {
  const [v1, v2] = [one.s ** 2 / one.n, other.s ** 2 / other.n];
  return (v1 + v2) ** 2 / (v1 ** 2 / (one.n - 1) + v2 ** 2 / (other.n - 1));
}

const around = (estimate: number, se: number, df: number, { c, alpha }: Multiplier): Limits => {
  const half = Math.max(c, studentQuantile(1 - alpha / 2, df)) * se;
  return [estimate - half, estimate + half];
};

const hours: Readonly<Record<string, number>> = { 'per hour': 1, 'per day': 24 };

function eventLimits(text: string, { c, alpha }: Multiplier): Limits {
  const [k, t] = rateIn(saidIn(text)[0]);
  const score: Limits = [
    k === 0 ? 0 : k + (c * c) / 2 - c * Math.sqrt(k + (c * c) / 4),
    k + (c * c) / 2 + c * Math.sqrt(k + (c * c) / 4),
  ];
  const garwood: Limits = [
    k === 0 ? 0 : chiSquareQuantile(alpha / 2, 2 * k) / 2,
    chiSquareQuantile(1 - alpha / 2, 2 * k + 2) / 2,
  ];
  const scale = (hours[unitOf(text)] ?? Number.NaN) / t;
  const [low, high] = wider(score, garwood);
  return [scale * low, scale * high];
}

function eventRatio(text: string, by: Multiplier): Limits {
  const [treated, control] = saidIn(text);
  const [[k1, t1], [k2, t2]] = [rateIn(treated), rateIn(control)];
  const [low, high] = shareLimits({ k: k1, n: k1 + k2 }, by);
  return [(low / (1 - low)) * (t2 / t1), (high / (1 - high)) * (t2 / t1)];
}

const less1 = ([low, high]: Limits): Limits => [100 * (low - 1), 100 * (high - 1)];
const times = (factor: number, [low, high]: Limits): Limits => [factor * low, factor * high];

function limitsBy(text: string): Limits | undefined {
  const method = /\n- Method: (.*)/.exec(text)?.[1] ?? 'none';
  if (/^none|^the plain value/.test(method)) return undefined;
  const by = multiplierIn(text);
  const arms = (): readonly [Share, Share] => [shareIn(text, 'Observed'), shareIn(text, 'Compared with')];
  const means = (): readonly [Mean, Mean] => {
    const [one, other] = saidIn(text);
    return [meanIn(one), meanIn(other)];
  };
  if (/^Wilson's interval for one share/.test(method)) {
    return times(unitOf(text) === '%' ? 100 : 1000, shareLimits(shareIn(text, 'Observed'), by));
  }
  if (/^Wilson's interval for the share p = k\/n in this stage/.test(method)) {
    const [base = 0] = numbers(text, /\n- Compared with: ([\d.]+)%/);
    const [low, high] = times(100, shareLimits(shareIn(text, 'Observed'), by));
    return [low - base, high - base];
  }
  if (/^Newcombe's interval/.test(method)) {
    const [d, below, above] = newcombe(...arms(), by);
    return [100 * (d - below), 100 * (d + above)];
  }
  if (/^the differences of the stretches/.test(method)) return times(100, stratified(text, by));
  if (/^Koopman's/.test(method)) return less1(wider(koopman(...arms(), by.c), recovered(...arms(), by.alpha)));
  if (/^Mantel and Haenszel's/.test(method)) return less1(mantelHaenszel(text, by));
  if (/^the mean ± /.test(method)) {
    const { m, s, n } = meanIn(saidIn(text)[0]);
    return around(m, s / Math.sqrt(n), n - 1, by);
  }
  if (/^Welch's/.test(method)) {
    const [one, other] = means();
    return around(
      one.m - other.m,
      Math.hypot(one.s / Math.sqrt(one.n), other.s / Math.sqrt(other.n)),
      welchDf(one, other),
      by,
    );
  }
  if (/^the relative change of the mean/.test(method)) {
    const [one, other] = means();
    const se = Math.sqrt(one.s ** 2 / (one.n * other.m ** 2) + (other.s ** 2 * one.m ** 2) / (other.n * other.m ** 4));
    return times(100, around((one.m - other.m) / other.m, se, welchDf(one, other), by));
  }
  if (/^score interval of a rate/.test(method)) return eventLimits(text, by);
  if (/^score interval for the ratio of two rates/.test(method)) return less1(eventRatio(text, by));
  throw new Error(`no formula is known for ${method}`);
}

/** The rules of docs/verdicts.md, from what the line says is wanted. */
function resultBy(text: string, limits: Limits | undefined): string {
  const [line = ''] = found(text, /(.* -> \w+)/);
  if (/cannot|no numbers|nothing to compare|the unit is not|impossible/.test(line)) return 'unjudged';
  const [have, need] = /(\d+) of (\d+) needed/.exec(line)?.slice(1).map(Number) ?? [];
  const isShort = have !== undefined && need !== undefined && have < need;
  if (limits === undefined) return 'plain';
  const [low, high] = limits;
  const [target] = /target ([<>≤≥]) ([\d.]+)/.exec(line) === null ? [] : [found(line, /target ([<>≤≥]) \$?([\d.]+)/)];
  if (target !== undefined) {
    const at = Number(target[1]);
    const isUpper = target[0] === '<' || target[0] === '≤';
    const [isMet, isMissed] = isUpper ? [high < at, low >= at] : [low > at, high <= at];
    return decide(isMissed, isShort, isMet);
  }
  const held = /\n- Held against: ([+-]?[\d.]+)/.exec(text)?.[1];
  const at = Number(held);
  const wantsLess = /No increase|Δ [<≤]/.test(text);
  const sign = wantsLess ? -1 : 1;
  const [worst, best] = sign > 0 ? [low, high] : [-high, -low];
  const margin = sign * at;
  if (/must be [<>≤≥]/.test(line)) return decide(best <= margin, isShort, worst > margin);
  return decide(best < 0 && worst <= margin, isShort, worst > margin);
}

function decide(isMissed: boolean, isShort: boolean, isMet: boolean): string {
  if (isMissed) return 'FAIL';
  if (isShort) return 'INSUFFICIENT';
  return isMet ? 'PASS' : 'INCONCLUSIVE';
}
