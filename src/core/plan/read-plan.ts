import type { Instant } from '../instant.ts';
import { applyPlanBlock } from './apply-plan-block.ts';
import { fieldText } from './fields/read-fields.ts';
import type { OtherPlan } from './findings/copied-findings.ts';
import { findProblems } from './findings/find-problems.ts';
import { criteriaByStage } from './parts/criteria-by-stage.ts';
import { openPlan, type PlanSource, releaseField } from './parts/plan-source.ts';
import { readAsked } from './parts/read-asked.ts';
import { readBaselines } from './parts/read-baselines.ts';
import { readCriteria } from './parts/read-criteria.ts';
import { readGoLive } from './parts/read-go-live.ts';
import { readKpis } from './parts/read-kpis.ts';
import { readDashboards, readMonitors } from './parts/read-people.ts';
import { readQuestions, readReadiness, readRoles } from './parts/read-questions.ts';
import { readFilled } from './parts/read-results.ts';
import { readRollback } from './parts/read-rollback.ts';
import { readLadder } from './parts/read-stages.ts';
import { readToggles } from './parts/read-toggles.ts';
import type { Finding, Plan, PlannedDates } from './plan.ts';
import { readPlanBlock } from './read-plan-block.ts';
import { readPlannedDates } from './values/planned-dates.ts';

export interface ReadPlanOptions {
  /** Gives the year to dates that are written without one. */
  readonly now: Instant;
  /** The title, for plans whose body has none. */
  readonly title?: string | undefined;
  /** Other plans of the repository, from which numbers may have been copied. */
  readonly others?: readonly OtherPlan[] | undefined;
  /** When the release was opened; `now` where it is not yet. */
  readonly openedAt?: Instant | undefined;
  /** What is known of the plan besides its text, laid over it before problems are looked for. */
  readonly complete?: ((written: Plan) => Plan) | undefined;
}

export interface PlanReading {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
}

/** GitHub's limit for an issue's body; what is longer is not read. */
const bodyLimit = 65_536;

/** Reads a release plan from an issue's body. Any text gives a plan; what could not be read is said in the findings. */
export function readPlan(body: string, options: ReadPlanOptions): PlanReading {
  const source = openPlan(body.slice(0, bodyLimit), options.now);
  const { drafts, stages, offered } = readLadder(source);
  const title = readTitle(source) ?? options.title;
  const plan: Plan = {
    title,
    window: readWindow(source),
    toggles: readToggles(source, title),
    stages,
    ...(offered.length > 0 ? { offered } : {}),
    criteria: criteriaByStage(
      readCriteria(source, [...drafts.written, ...drafts.offered]),
      stages,
      drafts.written,
      source,
    ),
    dashboards: readDashboards(source),
    monitors: readMonitors(source),
    goLive: readGoLive(source, drafts.written),
    kpis: readKpis(source),
    baselines: readBaselines(source),
    rollback: readRollback(source),
    readiness: readReadiness(source),
    roles: readRoles(source),
    questions: readQuestions(source),
    asked: readAsked(source, drafts.written),
    filled: readFilled(source, drafts.written, stages),
  };
  const { block, line, findings } = readPlanBlock(source.fences);
  const written = block ? applyPlanBlock(plan, block, line, options.now) : plan;
  const read = options.complete?.(written) ?? written;
  const exactStages = block?.stages !== undefined;
  const { others = [], openedAt = options.now } = options;
  const problems = findProblems({ source, plan: read, drafts: drafts.written, exactStages, others, openedAt });
  return { plan: read, findings: [...findings, ...problems] };
}

function readTitle(source: PlanSource): string | undefined {
  const heading = source.lines.find((line) => line.kind === 'heading' && line.level === 1);
  return heading && heading.text !== '' ? heading.text : undefined;
}

function readWindow(source: PlanSource): PlannedDates | undefined {
  const text = fieldText(releaseField(source, 'date-range'))?.split('\n', 1)[0];
  return text === undefined ? undefined : readPlannedDates(text, source.now);
}
