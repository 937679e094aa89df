/** A success criterion: a metric and what is wanted of it. The grammar is described in docs/criteria.md. */
export interface Criterion {
  /** Short, lower-case, unique in the plan, made from the metric's name: `preference-step-completion`. */
  readonly id: string;
  /** Verbatim, as the plan says it. */
  readonly text: string;
  /** The name under which readings of it arrive. */
  readonly metric: string;
  /**
   * `threshold`: a number is wanted of the value. `change`: a number is wanted of the change against a baseline.
   * `direction`: refers to a baseline without a number ("no increase in errors"). `boolean`: yes or no, by a person.
   * `named`: only a metric's name, nothing wanted of it.
   */
  readonly kind: CriterionKind;
  /** For `threshold` and `change` always there; for `direction`: `<=` for "no increase", `>=` for "no decrease", `=` for "stable". */
  readonly op: Comparator | undefined;
  /** In `unit`; 5 for "5%". Undefined while the plan has a placeholder. */
  readonly value: number | undefined;
  /** `%`, `pp`, `per 1,000`, `count`, `ms`, `s`, `min`, `hours`, `days`, `$`, or the plan's own word. */
  readonly unit: string | undefined;
  readonly against: 'control' | 'previous-stage' | 'baseline' | undefined;
  readonly role: 'goal' | 'guardrail' | 'watch';
  /** How much worse is still accepted. Only ever what a person wrote. */
  readonly margin: number | undefined;
  /** `%` is relative to the baseline; all others, and undefined for a bare number, are in the metric's own unit or points. */
  readonly marginUnit: string | undefined;
  readonly min: { readonly n: number; readonly unit: string | undefined } | undefined;
  /** "for #files-we-couldnt-receive endpoint" */
  readonly scope: string | undefined;
  /** "excluding 401/403" */
  readonly exclusion: string | undefined;
  /** "for any 10 minute period" */
  readonly window: string | undefined;
  /** What the plan's own check box says has been observed: `3.97%`. */
  readonly observed: string | undefined;
  /** The wanted number is a placeholder (`xx%`): judged ERROR. */
  readonly placeholder: boolean;
  readonly line: number | undefined;
  /** Ids of the stages at which it is asked; undefined when at each. */
  readonly stages?: readonly string[] | undefined;
}

export type CriterionKind = 'threshold' | 'change' | 'direction' | 'boolean' | 'named';
export type Comparator = '<' | '<=' | '>' | '>=' | '=';
