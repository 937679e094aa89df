import { readDuration } from '../calendar/duration.ts';
import type { Criterion } from '../criteria/criterion.ts';
import { readCriterion } from '../criteria/read-criterion.ts';
import { readKpi } from '../plan/parts/kpi-draft.ts';
import type { Plan, Stage } from '../plan/plan.ts';
import { readShare } from '../plan/values/share.ts';
import type { AmendedPart } from './amendment.ts';

/** How a decision about one part of the plan is told from the plan's own words and laid over them. */
interface PlanPart {
  /** What the plan says of it, as written; undefined where it says nothing. */
  current(plan: Plan, name: string | undefined): string | undefined;
  apply(plan: Plan, name: string | undefined, to: string): Plan;
}

/** Texts from here were checked when they were given; what can no longer be read leaves the plan as it is. */
export const planParts: Readonly<Record<AmendedPart, PlanPart>> = {
  stages: {
    current: ({ offered }) => (offered === undefined ? undefined : ladderText(offered)),
    apply: (plan) => ({ ...withoutOffer(plan), stages: acceptedLadder(plan) }),
  },
  share: {
    current: (plan, name) => shareText(stageOf(plan, name)?.share),
    apply: (plan, name, to) => withStage(plan, name, (stage) => ({ ...stage, share: readShare(to) ?? stage.share })),
  },
  length: {
    current: (plan, name) => stageOf(plan, name)?.length,
    apply: (plan, name, to) => withStage(plan, name, (stage) => ({ ...stage, length: to, days: daysOf(to) })),
  },
  'go-live': {
    current: ({ goLive }) => goLive?.text,
    apply(plan, _name, date) {
      const dates = { text: date, from: date, to: date };
      const stages = plan.stages.map((stage) => (stage.origin === undefined ? stage : { ...stage, dates }));
      return { ...plan, goLive: dates, stages };
    },
  },
  kpi: {
    current: ({ kpis }, id) => kpis.find((kpi) => kpi.id === id)?.name,
    apply(plan, id = '', to) {
      const known = plan.kpis.find((kpi) => kpi.id === id);
      const label = known?.label ?? `Post-launch KPI ${plan.kpis.length + 1}`;
      const { name = to, target, baseline } = readKpi(label, to);
      const given = { id, label, name, target: target ?? known?.target, baseline: baseline ?? known?.baseline };
      return { ...plan, kpis: known ? plan.kpis.map((kpi) => (kpi === known ? given : kpi)) : [...plan.kpis, given] };
    },
  },
  criterion: {
    current: ({ criteria }, id) => criteria.find((criterion) => criterion.id === id)?.text,
    apply: (plan, id = '', text) => ({ ...plan, criteria: withCriterion(plan.criteria, id, text) }),
  },
  toggle: {
    current: ({ toggles }) => joined(toggles.map((toggle) => toggle.name)),
    apply: (plan, _name, to) => ({ ...plan, toggles: listOf(to).map((name) => ({ name })) }),
  },
  rollback: {
    current: ({ rollback }) => rollback,
    apply: (plan, _name, rollback) => ({ ...plan, rollback }),
  },
  roles: {
    current: ({ roles }) => joined(roles),
    apply: (plan, _name, to) => ({ ...plan, roles: listOf(to) }),
  },
};

/** `10% for 2 days, 50%, 100%` */
export function ladderText(stages: readonly Stage[]): string {
  return stages
    .map(({ name, share, length }) => {
      const step = shareText(share) ?? name;
      return length === undefined ? step : `${step} for ${length}`;
    })
    .join(', ');
}

export function listOf(text: string): readonly string[] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The longest and shortest days of a planned length, to the hundredth. */
export function daysOf(length: string): Stage['days'] {
  const duration = readDuration(length);
  return duration && [round(duration.shortestDays), round(duration.longestDays)];
}

function round(days: number): number {
  return Math.round(days * 100) / 100;
}

function withoutOffer({ offered: _offered, ...plan }: Plan): Plan {
  return plan;
}

/** What the plan writes as stages, the steps of the sentence, and the go-live at the end. */
function acceptedLadder({ stages, offered = [] }: Plan): readonly Stage[] {
  const written = stages.filter((stage) => !stage.goLive);
  const goLive = offered.some((stage) => stage.goLive) ? [] : stages.filter((stage) => stage.goLive);
  const taken = new Set(written.map((stage) => stage.id));
  const steps = offered.map((stage) => (taken.has(stage.id) ? { ...stage, id: `${stage.id}-2` } : stage));
  return [...written, ...steps, ...goLive];
}

function stageOf({ stages }: Plan, id: string | undefined): Stage | undefined {
  return stages.find((stage) => stage.id === id);
}

function withStage(plan: Plan, id: string | undefined, change: (stage: Stage) => Stage): Plan {
  return { ...plan, stages: plan.stages.map((stage) => (stage.id === id ? change(stage) : stage)) };
}

/** The criterion keeps its id, so that its verdicts and its readings stay with it. */
function withCriterion(criteria: readonly Criterion[], id: string, text: string): readonly Criterion[] {
  const [read] = readCriterion(text);
  if (read === undefined) return criteria;
  const known = criteria.find((criterion) => criterion.id === id);
  const given = { ...read, id, ...(known?.stages ? { stages: known.stages } : {}) };
  return known ? criteria.map((criterion) => (criterion.id === id ? given : criterion)) : [...criteria, given];
}

function shareText(share: Stage['share']): string | undefined {
  if (share === undefined) return undefined;
  return share[0] === share[1] ? `${share[0]}%` : `${share[0]}-${share[1]}%`;
}

function joined(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.join(', ');
}
