/**
 * What the body of a tracking issue says, as read. The words:
 * a **plan** has a ladder of **stages**, each with a **share** of users; **criteria** decide whether a stage may be
 * left; **KPIs** are looked at one week and one month after go-live; a **finding** is something the reader noticed.
 */
import type { Criterion } from '../criteria/criterion.ts';

export interface Plan {
  readonly title: string | undefined;
  /** The desired date range, as written and, where it could be read, as dates. */
  readonly window: PlannedDates | undefined;
  readonly toggles: readonly Toggle[];
  /** The ladder in order. The last one is always the go-live (`goLive: true`), added when the plan has none. */
  readonly stages: readonly Stage[];
  /** Steps that only a sentence of the plan names: they are offered for confirmation and not in `stages`. */
  readonly offered?: readonly Stage[];
  readonly criteria: readonly Criterion[];
  /** Absolute URLs. */
  readonly dashboards: readonly string[];
  /** Who watches, verbatim. Never turned into a mention. */
  readonly monitors: string | undefined;
  readonly goLive: PlannedDates | undefined;
  readonly kpis: readonly Kpi[];
  /** Figures of the time before the release, from tables such as the seed's "User Impact". */
  readonly baselines: readonly BaselineFigure[];
  /** How to roll back, verbatim. */
  readonly rollback: string | undefined;
  /** Questions to be answered before go-live. */
  readonly readiness: readonly string[];
  /** Who has to answer the roll call, as the plan names them. */
  readonly roles: readonly string[];
  /** Questions to be answered when the results are in. */
  readonly questions: readonly string[];
  /** How the plan's own results blocks put the template's questions, by their keys. */
  readonly asked?: AskedQuestions;
  /** Results that were already filled in when the plan was read. */
  readonly filled: FilledResults;
}

export interface AskedQuestions {
  readonly stage: Readonly<Record<string, string>>;
  readonly launch: Readonly<Record<string, string>>;
}

/** A date or a range as people wrote it. Dates are `YYYY-MM-DD`; `inferredYear` says that the year was not written. */
export interface PlannedDates {
  readonly text: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly inferredYear?: boolean;
}

export interface Toggle {
  readonly name: string;
  readonly description?: string;
}

export interface Stage {
  /** Short, lower-case, unique in the plan: `canary`, `moderate`, `go-live`, `stage-c`. Used in commands and labels. */
  readonly id: string;
  /** As written: `Stage A: Canary`. */
  readonly name: string;
  /** Percent of users, lowest and highest planned; undefined where the stage has no percentage. 0 is a share. */
  readonly share: readonly [lowest: number, highest: number] | undefined;
  /** The planned length as written. */
  readonly length: string | undefined;
  /** The planned length in days, shortest and longest; undefined where it is not a plain duration. */
  readonly days: readonly [shortest: number, longest: number] | undefined;
  readonly dates: PlannedDates | undefined;
  /** What to do when there are too few people: the plan's own sentence, and the minimum where one is given. */
  readonly sample: SampleRule | undefined;
  /** The question the stage answers: `safe` (not worse), `proven` (better), `shown` (plain values, no statistics). */
  readonly bar: Bar | undefined;
  /** What an INCONCLUSIVE criterion means for leaving the stage; by default: advance on `safe`, hold on `proven`. */
  readonly unproven: 'advance' | 'hold' | undefined;
  readonly goLive: boolean;
  /** Undefined for a step that the plan writes. `go-live`: made from its Go Live! section. `added`: it has none. */
  readonly origin?: 'go-live' | 'added';
  /** Line of the plan's source where the stage begins, 1-based; undefined for a stage that was added. */
  readonly line: number | undefined;
}

export type Bar = 'safe' | 'proven' | 'shown';

export interface SampleRule {
  readonly text: string | undefined;
  readonly min: number | undefined;
  readonly unit: string | undefined;
  readonly ifShort: 'raise-share' | 'extend' | undefined;
}

export interface Kpi {
  readonly id: string;
  /** The KPI's own name; undefined while it is only "Post-launch KPI 1". */
  readonly name: string | undefined;
  /** The label in the document: `Post-launch KPI 1`. */
  readonly label: string;
  readonly target: string | undefined;
  readonly baseline: string | undefined;
}

export interface BaselineFigure {
  readonly metric: string;
  /** Row label of the table: `Nov 2020`. */
  readonly period: string;
  readonly value: number;
  readonly unit: string | undefined;
  /** As written: `902,403`. */
  readonly text: string;
}

export interface FilledResults {
  readonly stages: readonly { readonly stage: string; readonly answers: readonly FilledAnswer[] }[];
  readonly oneWeek: readonly FilledAnswer[];
  readonly oneMonth: readonly FilledAnswer[];
}

export interface FilledAnswer {
  readonly question: string;
  readonly text: string;
}

/** Something to tell the author about the plan. The sentence is made by templates/findings/<code>.hbs from `facts`. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** 1-based place in the text that was read. */
  readonly line: number;
  readonly column: number;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}
