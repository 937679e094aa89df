import { type ChangeFigures, type ChangeScale, changeFigures } from './change-figures.ts';
import type { Comparator, Criterion } from './criterion.ts';
import type { Finding } from './draft-verdict.ts';
import { eventChange } from './event-figures.ts';
import type { Evidence } from './evidence.ts';
import type { JudgeContext } from './judge-context.ts';
import { meanChange } from './mean-figures.ts';
import { plainChanges } from './plain-changes.ts';
import { cannotJudge, judgePlain } from './plain-values.ts';
import { convertChange } from './quantity.ts';

export interface WantedChange {
  readonly op: Comparator;
  readonly value: Amount;
  /** How much worse is accepted on a bar that asks for safety; 0 when nobody wrote a margin. */
  readonly margin: Amount;
  /** The wish itself is only not to be worse, so that every bar asks no more than that. */
  readonly isNotWorse: boolean;
}

/** Part of a change; of nothing the unit is of no consequence. */
interface Amount {
  readonly size: number;
  /** `%` of the baseline, or else points or the metric's own; undefined and `count` where only a number was written. */
  readonly unit: string | undefined;
}

/** A line to hold against, with the good direction upwards. */
interface Line {
  readonly at: number;
  readonly unit: string | undefined;
  readonly sign: 1 | -1;
  readonly scale: ChangeScale;
  readonly rule: 'not-worse' | 'better' | 'within';
}

/** Rules of docs/verdicts.md for a change: harm first, then the sample, then what the bar asks for. */
export function judgeChange(
  wanted: WantedChange,
  criterion: Criterion,
  evidence: Evidence,
  context: JudgeContext,
): Finding {
  const written = readLine(wanted, context);
  const figures = context.bar === 'shown' ? undefined : measureChange(written, criterion, evidence, context);
  if (figures === undefined) return judgePlainChange(wanted, written, criterion, evidence, context);
  const line = inUnitOf(figures.shown.changeUnit, written);
  if (line === undefined) return cannotJudge('unit-mismatch', evidence);
  const need = criterion.min?.n ?? context.stageMin;
  const shown = {
    ...figures.shown,
    need,
    people: figures.people,
    limit: tidyZero(line.sign * line.at),
    rule: line.rule,
  };
  const verdict = line.rule === 'within' ? judgeWithin(figures, line) : judgeSide(figures, line);
  if (verdict.result === 'FAIL') return { ...verdict, ...shown };
  if (figures.people < (need ?? 0)) return { result: 'INSUFFICIENT', why: 'sample-short', ...shown };
  return { ...verdict, ...shown };
}

/** The change with its interval, where the numbers say how sure they are. */
function measureChange(
  { scale, at }: Line,
  criterion: Criterion,
  evidence: Evidence,
  context: JudgeContext,
): ChangeFigures | undefined {
  // At 0 the absolute and the relative change agree in sign; rates of events are compared by their ratio.
  const events = scale === 'relative' || at === 0 ? eventChange(evidence, criterion, context) : undefined;
  return events ?? changeFigures(evidence, scale, context) ?? meanChange(evidence, scale, context);
}

function readLine({ op, value, margin, isNotWorse }: WantedChange, context: JudgeContext): Line {
  if (op === '=') return { ...lineAt(margin.size, margin), sign: 1, rule: 'within' };
  const sign = op === '>' || op === '>=' ? 1 : -1;
  const target = sign * value.size;
  const asksSafety = isNotWorse || context.bar === 'safe';
  if (!asksSafety) return { ...lineAt(target, value), sign, rule: 'better' };
  if (target < 0) return { ...lineAt(target, value), sign, rule: 'not-worse' };
  return { ...lineAt(-margin.size, margin.size > 0 ? margin : value), sign, rule: 'not-worse' };
}

/** At 0 the absolute and the relative change agree in sign, so that it is compared in points. */
function lineAt(at: number, { size, unit }: Amount): Pick<Line, 'at' | 'unit' | 'scale'> {
  return { at, unit, scale: unit === '%' && size !== 0 ? 'relative' : 'absolute' };
}

/** The line in the unit of the change, as it is measured; undefined where the units do not match. */
function inUnitOf(changeUnit: string | undefined, line: Line): Line | undefined {
  const { at, unit, scale } = line;
  if (scale === 'relative' || at === 0 || unit === undefined || unit === 'count') return line;
  const converted = convertChange(at, unit, changeUnit);
  return converted === undefined ? undefined : { ...line, at: converted };
}

/** The interval in the good direction. */
function turned({ interval: [low, high] }: ChangeFigures, sign: 1 | -1): readonly [number, number] {
  return sign > 0 ? [low, high] : [-high, -low];
}

function judgeSide(
  figures: ChangeFigures,
  line: Line,
): Pick<Finding, 'result' | 'why' | 'worseWithinMargin' | 'leansPastMargin'> {
  const [low, high] = turned(figures, line.sign);
  const estimate = line.sign * figures.change;
  if (line.rule === 'better') {
    if (high <= line.at) return { result: 'FAIL', why: 'not-met' };
    return low > line.at ? { result: 'PASS', why: 'met' } : { result: 'INCONCLUSIVE', why: 'not-shown' };
  }
  if (high < 0 && low <= line.at) return { result: 'FAIL', why: 'not-met' };
  if (low > line.at) return { result: 'PASS', why: 'met', worseWithinMargin: high < 0 };
  return { result: 'INCONCLUSIVE', why: 'not-shown', leansPastMargin: line.at < 0 && estimate <= line.at };
}

/** Equivalence: the whole interval inside ±margin. Without a margin it can only be shown to have changed. */
function judgeWithin({ interval: [low, high] }: ChangeFigures, { at: margin }: Line): Pick<Finding, 'result' | 'why'> {
  if (low > -margin && high < margin) return { result: 'PASS', why: 'met' };
  const outside = low > margin || high < -margin;
  return outside ? { result: 'FAIL', why: 'not-met' } : { result: 'INCONCLUSIVE', why: 'not-shown' };
}

function judgePlainChange(
  wanted: WantedChange,
  written: Line,
  criterion: Criterion,
  evidence: Evidence,
  context: JudgeContext,
): Finding {
  const changes = plainChanges(evidence, written.scale);
  if (changes === 'no-baseline' || changes === 'unit-mismatch') {
    return cannotJudge(changes, evidence);
  }
  const last = changes.at(-1);
  if (last === undefined) return cannotJudge('no-baseline', evidence);
  const line = inUnitOf(last.shown.changeUnit, written);
  if (line === undefined) return cannotJudge('unit-mismatch', evidence);
  const shown = { ...last.shown, limit: tidyZero(line.sign * line.at), rule: line.rule };
  if (line.rule === 'within' && line.at === 0 && last.compared !== 0) {
    return { result: 'MANUAL', why: 'needs-person', ...shown };
  }
  const isRight = changes.map(({ compared }) => isRightChange(compared, wanted, line));
  return { ...shown, ...judgePlain(isRight, criterion.min?.n ?? context.stageMin, context) };
}

function isRightChange(change: number, wanted: WantedChange, line: Line): boolean {
  if (line.rule === 'within') return Math.abs(change) <= line.at;
  const good = line.sign * change;
  const isStrict = line.rule === 'better' && (wanted.op === '<' || wanted.op === '>');
  return isStrict ? good > line.at : good >= line.at;
}

function tidyZero(value: number): number {
  return value === 0 ? 0 : value;
}
