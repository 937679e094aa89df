import { isOwnRollback } from '../fields/template-text.ts';
import { isRelease, releaseField } from '../parts/plan-source.ts';
import type { Finding } from '../plan.ts';
import type { ReadPlan } from './find-problems.ts';
import { finding, headingOf } from './finding.ts';

/** Not the middle of an address. */
const handle = /(?<![\w.])@[a-z\d]/i;
/** Words that tie the way back to something that happens. */
const trigger =
  /\b(?:if|when|whenever|once|in case|in the event|triggers?|as soon as|exceeds?|more than|above|reach(?:es)?|spikes?|fails?)\b/i;

export function peopleFindings(read: ReadPlan): readonly Finding[] {
  return [...rollbackFindings(read), ...monitorFindings(read), ...kpiFindings(read)];
}

function rollbackFindings({ plan, source }: ReadPlan): readonly Finding[] {
  const section = source.sections.find(({ role }) => role === 'rollback' || role === 'guardrails');
  const hasGuardrails = plan.criteria.some((criterion) => criterion.role === 'guardrail');
  if (plan.rollback === undefined) {
    return hasGuardrails ? [] : [finding('no-rollback-trigger', 'warning', section?.heading, { said: 'nothing' })];
  }
  if (!isOwnRollback(plan.rollback))
    return [finding('no-rollback-trigger', 'note', section?.heading, { said: 'template' })];
  if (hasGuardrails || trigger.test(plan.rollback)) return [];
  return [finding('no-rollback-trigger', 'note', section?.heading, { said: 'process' })];
}

/** A name is not turned into a mention, so people without a handle are not asked for numbers. */
function monitorFindings({ plan, source }: ReadPlan): readonly Finding[] {
  const field = releaseField(source, 'monitors');
  if (plan.monitors === undefined) return field ? [finding('monitor-missing', 'note', field.line, {})] : [];
  if (handle.test(plan.monitors)) return [];
  return [finding('monitor-without-handle', 'note', field?.line, { monitors: plan.monitors.slice(0, 120) })];
}

function kpiFindings({ plan, source }: ReadPlan): readonly Finding[] {
  const unnamed = plan.kpis.filter(({ name }) => name === undefined);
  if (unnamed.length === 0 && plan.kpis.length > 0) return [];
  const field = source.fields.find(({ key, section }) => (key === 'kpi' || key === 'kpi-actual') && isRelease(section));
  if (plan.kpis.length === 0)
    return [finding('no-kpis', 'warning', field?.line ?? headingOf(source, 'kpis', 'go-live'), {})];
  return [finding('kpi-unnamed', 'warning', field?.line, { count: unnamed.length })];
}
