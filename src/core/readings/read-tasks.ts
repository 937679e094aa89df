import type { List, ListItem } from 'mdast';
import { parseMarkdown, plainText } from '../parsing/markdown.ts';

/** An item with a check box. */
export interface Task {
  readonly text: string;
  readonly checked: boolean;
}

/** The tasks of a text, nested ones after the one they stand under; not those in code or quotes. */
export function readTasks(body: string): readonly Task[] {
  return parseMarkdown(body).children.flatMap((node) => (node.type === 'list' ? tasksOf(node) : []));
}

function tasksOf(list: List): readonly Task[] {
  return list.children.flatMap((item) => {
    const below = item.children.flatMap((child) => (child.type === 'list' ? tasksOf(child) : []));
    return typeof item.checked === 'boolean' ? [{ text: titleOf(item), checked: item.checked }, ...below] : below;
  });
}

function titleOf(item: ListItem): string {
  const paragraph = item.children.find((child) => child.type === 'paragraph');
  return paragraph === undefined ? '' : plainText(paragraph).replace(/\s+/g, ' ').trim();
}
