import type { Plan, PlannedDates, Stage } from './plan.ts';

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

/** What an edit of the body changed in the plan, in the plan's order. Texts are as written. */
export function planChanges(before: Plan, after: Plan): readonly PlanChange[] {
  return [
    ...change('title', undefined, before.title, after.title),
    ...change('window', undefined, textOf(before.window), textOf(after.window)),
    ...listChanges('toggle', before.toggles, after.toggles, (toggle) => toggle.name, nameOnly),
    ...stageChanges(before.stages, after.stages),
    ...listChanges(
      'criterion',
      before.criteria,
      after.criteria,
      (criterion) => criterion.id,
      (criterion) => criterion.text,
    ),
    ...change('go-live', undefined, textOf(before.goLive), textOf(after.goLive)),
    ...listChanges(
      'kpi',
      before.kpis,
      after.kpis,
      (kpi) => kpi.label,
      (kpi) => kpi.name,
    ),
    ...change('rollback', undefined, before.rollback, after.rollback),
    ...change('roles', undefined, joined(before.roles), joined(after.roles)),
  ];
}

function stageChanges(before: readonly Stage[], after: readonly Stage[]): readonly PlanChange[] {
  const changes: PlanChange[] = [];
  for (const stage of before) {
    const now = after.find((candidate) => candidate.id === stage.id);
    if (!now) {
      changes.push({ what: 'stage', name: stage.id, before: stage.name, after: undefined });
      continue;
    }
    changes.push(
      ...change('stage', stage.id, stage.name, now.name),
      ...change('share', stage.id, shareText(stage), shareText(now)),
      ...change('length', stage.id, stage.length, now.length),
    );
  }
  for (const stage of after) {
    if (before.some((candidate) => candidate.id === stage.id)) continue;
    changes.push({ what: 'stage', name: stage.id, before: undefined, after: stage.name });
  }
  return changes;
}

/** Things with the same key that read differently, and those that are gone or new. */
function listChanges<Item>(
  what: PlanChange['what'],
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  textOfItem: (item: Item) => string | undefined,
): readonly PlanChange[] {
  const old = new Map(before.map((item) => [keyOf(item), textOfItem(item)] as const));
  const current = new Map(after.map((item) => [keyOf(item), textOfItem(item)] as const));
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((key) =>
    change(what, key, old.get(key), current.get(key)),
  );
}

function change(
  what: PlanChange['what'],
  name: string | undefined,
  before: string | undefined,
  after: string | undefined,
): readonly PlanChange[] {
  return before === after ? [] : [{ what, name, before, after }];
}

function nameOnly(item: { readonly name: string }): string {
  return item.name;
}

function textOf(dates: PlannedDates | undefined): string | undefined {
  return dates?.text;
}

function joined(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.join(', ');
}

function shareText({ share }: Stage): string | undefined {
  if (share === undefined) return undefined;
  return share[0] === share[1] ? `${share[0]}%` : `${share[0]}-${share[1]}%`;
}
