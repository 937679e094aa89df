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
  /** By the command's name without its slash; a command that is not named has the permission of the registry. */
  readonly permissions: Readonly<Record<string, PermissionRule>>;
  /** Logins of bots whose numbers count: `metrics-bot[bot]`. */
  readonly bots: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  /** ISO weekdays, 1 is Monday. */
  readonly workingDays: readonly number[];
  readonly freeze: readonly FreezeWindow[];
  readonly reports: {
    /** Hour of the day, local, 0 to 23, at which reports are posted. */
    readonly hour: number;
    readonly weekly: boolean;
    /** ISO weekday of the weekly update; undefined: every seventh day after the rollout left planning. */
    readonly weeklyDay: number | undefined;
    /** Hour of the weekly update where it differs from `hour`. */
    readonly weeklyHour: number | undefined;
    /** Days after go-live. */
    readonly oneWeekDays: number;
    readonly oneMonthDays: number;
  };
  /** `none` leaves titles alone; `share` keeps ` [10%]` at the end of the tracking issue's title. */
  readonly title: 'none' | 'share';
  /** Views whose overrides in `.github/rollcall/templates/` are in force. */
  readonly templates: 'all' | readonly string[];
}

export interface PlanStageInput {
  readonly name: string;
  /** `10%`, `30-60%`; undefined for a stage without a percentage. */
  readonly share: string | undefined;
  readonly length: string | undefined;
}

/** Without logins and teams anyone with write access may answer. */
export interface RoleSetting {
  readonly role: string;
  readonly logins: readonly string[];
  readonly teams: readonly string[];
}

/** One of the three is enough. */
export interface PermissionRule {
  readonly atLeast: 'read' | 'triage' | 'write' | 'maintain' | 'admin' | undefined;
  readonly teams: readonly string[];
  readonly logins: readonly string[];
}

export interface FreezeWindow {
  /** Dates, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  /** Empty when no reason was given. */
  readonly why: string;
}
