import type { Criterion } from '../criteria/criterion.ts';
import { isOwnRollback } from './fields/template-text.ts';
import type { FilledAnswer, Finding, Plan, Stage } from './plan.ts';

/** What `rollcall plan check --json` prints for one plan; absence is null, as on any wire. */
export interface PlanJson {
  readonly title: string | null;
  readonly toggles: readonly string[];
  /** The ladder that the plan writes, without a go-live that was added. */
  readonly stages: readonly {
    readonly name: string;
    readonly percent: readonly [number, number] | null;
    readonly length: string | null;
    readonly days: readonly [number, number] | null;
  }[];
  readonly criteria: readonly {
    readonly text: string;
    readonly kind: Criterion['kind'];
    readonly op: Criterion['op'] | null;
    readonly value: number | null;
    readonly unit: string | null;
  }[];
  /** What must hold all the time, of the same form as a criterion, where the plan lists it apart. */
  readonly guardrails: PlanJson['criteria'];
  readonly dashboards: readonly string[];
  readonly monitors: string | null;
  readonly goLive: string | null;
  readonly kpis: readonly string[];
  readonly results: {
    readonly uniqueUsers: readonly { readonly stage: string; readonly value: string }[];
    readonly oneWeekFilled: boolean;
    readonly oneMonthFilled: boolean;
  };
  /** The plan says in its own words how to roll back. */
  readonly rollback: boolean;
  readonly findings: readonly FindingJson[];
}

export interface FindingJson {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly line: number;
  readonly column: number;
  readonly facts: Finding['facts'];
}

/** The plan as data. Sentences for the findings are put in by whoever has the templates. */
export function planJson(plan: Plan, findings: readonly Finding[]): PlanJson {
  return {
    title: plan.title ?? null,
    toggles: plan.toggles.map((toggle) => toggle.name),
    stages: writtenStages(plan).map(stageJson),
    criteria: plan.criteria.filter((criterion) => !isApart(criterion)).map(criterionJson),
    guardrails: plan.criteria.filter(isApart).map(criterionJson),
    dashboards: plan.dashboards,
    monitors: plan.monitors ?? null,
    goLive: plan.goLive?.text ?? null,
    kpis: plan.kpis.flatMap((kpi) => kpi.name ?? []),
    results: {
      uniqueUsers: uniqueUsers(plan),
      oneWeekFilled: plan.filled.oneWeek.length > 0,
      oneMonthFilled: plan.filled.oneMonth.length > 0,
    },
    rollback: plan.rollback !== undefined && isOwnRollback(plan.rollback),
    findings: findings.map(({ code, severity, line, column, facts }) => ({ code, severity, line, column, facts })),
  };
}

/** The stages that stand in the plan, those that only a sentence tells among them. */
function writtenStages(plan: Plan): readonly Stage[] {
  const written = plan.stages.filter((stage) => stage.origin === undefined);
  if (plan.offered === undefined) return written;
  return [...written, ...plan.offered].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function stageJson({ name, share, length, days }: Stage): PlanJson['stages'][number] {
  return { name, percent: share ?? null, length: length ?? null, days: days ?? null };
}

/** A guardrail that is not marked as one among the success criteria stands in a list of its own. */
function isApart({ role, text }: Criterion): boolean {
  return role === 'guardrail' && !/guard-?rail/i.test(text);
}

/** A wanted number that is still to be filled in makes the criterion no more than a name. */
function criterionJson({ text, kind, op, value, unit, placeholder }: Criterion): PlanJson['criteria'][number] {
  if (placeholder) return { text, kind: 'named', op: null, value: null, unit: null };
  const ruled = kind === 'threshold' || kind === 'change';
  return { text, kind, op: ruled ? (op ?? null) : null, value: value ?? null, unit: ruled ? (unit ?? null) : null };
}

function uniqueUsers(plan: Plan): PlanJson['results']['uniqueUsers'] {
  const { stages, oneWeek, oneMonth } = plan.filled;
  const blocks = [
    ...stages.map(({ stage, answers }) => ({
      name: plan.stages.find(({ id }) => id === stage)?.name ?? stage,
      answers,
    })),
    { name: '1-week', answers: oneWeek },
    { name: '1-month', answers: oneMonth },
  ];
  return blocks.flatMap(({ name, answers }) =>
    answers.filter(countsPeople).map((answer) => ({ stage: name, value: answer.text.replace(/\n/g, '; ') })),
  );
}

function countsPeople(answer: FilledAnswer): boolean {
  return /\b(?:number of (?:unique )?(?:users|submits|events|page ?views|veterans|visitors)|unique users|audience)\b/i.test(
    answer.question,
  );
}
