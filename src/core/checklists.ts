import { readTasks } from './readings/read-tasks.ts';
import type { ChecklistFacts } from './snapshot.ts';

export interface TaskProgress {
  readonly done: number;
  readonly total: number;
  readonly openItems: readonly string[];
}

/** The to-do list of a checklist issue, as ticked now. */
export function taskProgress(checklist: ChecklistFacts): TaskProgress {
  const tasks = readTasks(checklist.body);
  const openItems = tasks.filter((task) => !task.checked).map((task) => task.text);
  return { done: tasks.length - openItems.length, total: tasks.length, openItems };
}
