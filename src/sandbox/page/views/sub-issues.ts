import type { Issue } from '../../github/state/world.ts';
import { findTasks } from '../markdown/tasks.ts';
import { html, type Markup } from './html.ts';
import { stateIcon } from './icons.ts';
import { issuePath, type ViewContext } from './view-context.ts';

/** The panel below an issue's description; nothing where it has no sub-issues. */
export function subIssues(context: ViewContext, issue: Issue): Markup | undefined {
  if (issue.subIssues.length === 0) return undefined;
  const done = issue.subIssues.filter((one) => one.state === 'closed').length;
  const all = issue.subIssues.length;
  return html`<section class="panel" aria-label="Sub-issues">
    <header class="panel-head"><strong>Sub-issues</strong> <span class="muted">${done} of ${all} done</span> <progress max="${all}" value="${done}" aria-label="Sub-issues that are done"></progress></header>
    <ul class="plain">${issue.subIssues.map((one) => html`<li class="row">${stateIcon(one)}<a href="${issuePath(context, one)}">${one.title}</a> <span class="muted">#${one.number}</span>${taskProgress(one)}</li>`)}</ul>
  </section>`;
}

/** `2 of 7 tasks`; nothing where there are none. */
export function taskProgress(issue: Issue): Markup | undefined {
  const tasks = findTasks(issue.body ?? '');
  if (tasks.length === 0) return undefined;
  const done = tasks.filter((task) => task.done).length;
  return html`<span class="tasks muted"><progress max="${tasks.length}" value="${done}" aria-hidden="true"></progress> ${done} of ${tasks.length} tasks</span>`;
}
