import { readTasks } from './readings/read-tasks.ts';
import type { ChecklistFacts } from './snapshot.ts';

export interface TaskProgress {
  readonly done: number;
  readonly total: number;
  readonly openItems: readonly string[];
}

/** An event's card, summary and answer ask for the same checklists. */
const progressOf = new WeakMap<ChecklistFacts, TaskProgress>();

/** The to-do list of a checklist issue, as ticked now. */
export function taskProgress(checklist: ChecklistFacts): TaskProgress {
  const known = progressOf.get(checklist);
  if (known !== undefined) return known;
  const tasks = readTasks(checklist.body);
  const openItems = tasks.filter((task) => !task.checked).map((task) => task.text);
  const progress = { done: tasks.length - openItems.length, total: tasks.length, openItems };
  progressOf.set(checklist, progress);
  return progress;
}
