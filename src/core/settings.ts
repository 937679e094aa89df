/** Settings of a repository, complete: what the file leaves out has its default. */
export interface Settings {
  readonly labels: {
    /** An issue with this label is a tracking issue. */
    readonly tracking: string;
    /** `stage: ` makes `stage: canary`. */
    readonly stagePrefix: string;
    readonly blocker: string;
  };
  /** Stages for plans that name none; empty: none. In the words of the plan's YAML block. */
  readonly stages: readonly PlanStageInput[];
  readonly criteria: readonly string[];
  readonly kpis: readonly string[];
  /** Roles that must answer the roll call, and who may answer for them. */
  readonly roles: readonly RoleSetting[];
  /** Questions of the go/no-go summary, beside those of the plan. */
  readonly readiness: readonly string[];
  /** Lowest permission for a command by its name, or teams and logins that may use it too. */
  readonly permissions: Readonly<Record<string, PermissionRule>>;
  /** Logins of bots whose numbers count: `metrics-bot[bot]`. */
  readonly bots: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  /** ISO weekdays, 1 is Monday. */
  readonly workingDays: readonly number[];
  readonly freeze: readonly FreezeWindow[];
  readonly reports: {
    /** Hour of the day, local, at which reports are posted. */
    readonly hour: number;
    readonly weekly: boolean;
    /** Days after go-live. */
    readonly oneWeekDays: number;
    readonly oneMonthDays: number;
  };
  /** `none` leaves titles alone; `share` keeps ` [10%]` at the end of the tracking issue's title. */
  readonly title: 'none' | 'share';
}

export interface PlanStageInput {
  readonly name: string;
  readonly share: string | undefined;
  readonly length: string | undefined;
}

export interface RoleSetting {
  readonly role: string;
  readonly logins: readonly string[];
  readonly teams: readonly string[];
}

export interface PermissionRule {
  readonly atLeast: 'read' | 'triage' | 'write' | 'maintain' | 'admin' | undefined;
  readonly teams: readonly string[];
  readonly logins: readonly string[];
}

export interface FreezeWindow {
  /** Dates, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly why: string;
}
