import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { isNestedTooDeep } from './nesting.ts';

/** A `[ ]` or `[x]` at the head of a list item. */
export interface Task {
  readonly done: boolean;
  /** Where its bracket is in the text. */
  readonly offset: number;
}

/** The tasks of a Markdown text, in order. */
export function findTasks(text: string): readonly Task[] {
  if (!/\[[ xX]\]/.test(text) || isNestedTooDeep(text)) return [];
  const tasks: Task[] = [];
  collect(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }), text, tasks);
  return tasks;
}

/** The text with its task `index`, counted from 0, done or not; undefined when there are fewer. */
export function setTask(text: string, index: number, done: boolean): string | undefined {
  const task = findTasks(text)[index];
  if (task === undefined) return undefined;
  return `${text.slice(0, task.offset + 1)}${done ? 'x' : ' '}${text.slice(task.offset + 2)}`;
}

function collect(node: Nodes, text: string, tasks: Task[]): void {
  const start = node.position?.start.offset;
  if (node.type === 'listItem' && typeof node.checked === 'boolean' && start !== undefined) {
    tasks.push({ done: node.checked, offset: text.indexOf('[', start) });
  }
  if (!('children' in node)) return;
  for (const child of node.children) collect(child, text, tasks);
}
