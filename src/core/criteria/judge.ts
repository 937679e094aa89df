import type { Criterion } from './criterion.ts';
import { draftVerdict, type Finding } from './draft-verdict.ts';
import type { Evidence, Impossible } from './evidence.ts';
import type { JudgeContext, PersonsWord } from './judge-context.ts';
import { kindRule } from './kinds.ts';
import type { Verdict } from './verdict.ts';

/** The verdict on one criterion. Never throws: whatever cannot be judged is an ERROR, and the others go on. */
export function judge(criterion: Criterion, evidence: Evidence, context: JudgeContext, word: PersonsWord): Verdict {
  const finding = judgeNumbers(criterion, evidence, context);
  return draftVerdict(criterion, evidence, withPersonsWord(finding, evidence, word));
}

function judgeNumbers(criterion: Criterion, evidence: Evidence, context: JudgeContext): Finding {
  if (criterion.placeholder) return { result: 'ERROR', why: 'placeholder' };
  const rule = kindRule(criterion.kind);
  if (!rule.isNumeric) return rule.judge(evidence);
  const target = rule.target(criterion);
  if (target === undefined) return { result: 'ERROR', why: 'no-target' };
  if (evidence.impossible) return refuse(evidence.impossible);
  if (evidence.tallies?.value.hasPeople !== true) {
    const need = criterion.min?.n ?? context.stageMin;
    return { result: 'INSUFFICIENT', why: evidence.stale === undefined ? 'no-reading' : 'stale', need, people: 0 };
  }
  return rule.judge({ ...criterion, ...target }, evidence, context);
}

function refuse({ figure, source }: Impossible): Finding {
  const { hits, n, value, unit, sd } = figure;
  const counts = sd === undefined ? { hits, n } : {};
  const sources = source ? [source] : [];
  return { result: 'ERROR', why: 'impossible-count', ...counts, observed: value, unit, sources };
}

/**
 * A person's FAIL stands. A person's PASS answers what numbers do not decide, and reopens a FAIL until newer numbers
 * come; it does not stand in for numbers that are missing. A FAIL stays until a person reopens it.
 */
function withPersonsWord(finding: Finding, evidence: Evidence, { judgement, failedBefore }: PersonsWord): Finding {
  if (judgement?.result === 'FAIL') return { ...finding, result: 'FAIL', why: 'judged', judgement: said(judgement) };
  if (judgement?.result === 'PASS') {
    const newestAt = evidence.tallies?.value.observation.at ?? 0;
    const isOpen = finding.result === 'MANUAL' || finding.why === 'not-shown' || finding.why === 'one-reading';
    const isReopened = finding.result === 'FAIL' && judgement.at >= newestAt;
    return isOpen || isReopened ? { ...finding, result: 'PASS', why: 'judged', judgement: said(judgement) } : finding;
  }
  if (failedBefore && finding.result !== 'FAIL') return { ...finding, result: 'FAIL', why: 'still-failed' };
  return finding;
}

function said({ by, why }: NonNullable<PersonsWord['judgement']>): NonNullable<Verdict['judgement']> {
  return { by, why };
}
