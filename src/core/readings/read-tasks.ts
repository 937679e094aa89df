import { plainText } from '../markdown/inline-text.ts';
import type { List, ListItem } from '../markdown/markdown.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';

/** An item with a check box. */
export interface Task {
  readonly text: string;
  readonly checked: boolean;
}

/** The tasks of a text, nested ones after the one they stand under; not those in code or quotes. */
export function readTasks(body: string): readonly Task[] {
  return readMarkdown(body).blocks.flatMap((block) => (block.kind === 'list' ? tasksOf(block) : []));
}

function tasksOf(list: List): readonly Task[] {
  return list.items.flatMap((item) => {
    const below = item.blocks.flatMap((block) => (block.kind === 'list' ? tasksOf(block) : []));
    return item.checked === undefined ? below : [{ text: titleOf(item), checked: item.checked }, ...below];
  });
}

function titleOf(item: ListItem): string {
  const paragraph = item.blocks.find((block) => block.kind === 'paragraph');
  return paragraph === undefined ? '' : plainText(paragraph.text).replace(/\s+/g, ' ').trim();
}
