/** One difference between two readings of a plan. */
export interface PlanChange {
  readonly what:
    | 'title'
    | 'stage'
    | 'share'
    | 'length'
    | 'criterion'
    | 'toggle'
    | 'kpi'
    | 'go-live'
    | 'window'
    | 'rollback'
    | 'roles';
  /** Which stage, criterion, toggle or KPI; undefined for what there is only one of. */
  readonly name: string | undefined;
  /** Undefined: it is new. */
  readonly before: string | undefined;
  /** Undefined: it is gone. */
  readonly after: string | undefined;
}
export function planChanges(_a: unknown, _b: unknown): readonly PlanChange[] {
  return [];
}
