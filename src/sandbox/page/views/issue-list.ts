import type { Issue } from '../../github/state/world.ts';
import { timeTag } from './format-time.ts';
import { html, type Markup } from './html.ts';
import { stateIcon } from './icons.ts';
import { labelTag } from './label.ts';
import { live } from './live.ts';
import { taskProgress } from './sub-issues.ts';
import { issuePath, type ViewContext } from './view-context.ts';

export interface ListFilter {
  readonly state: 'open' | 'closed';
  readonly label: string | undefined;
  readonly author: string | undefined;
}

export function issueList(context: ViewContext, filter: ListFilter): Markup {
  const all = [...context.world.repository.issues.values()].reverse().filter((issue) => fits(issue, filter));
  const open = all.filter((issue) => issue.state === 'open');
  const closed = all.filter((issue) => issue.state === 'closed');
  const shown = filter.state === 'open' ? open : closed;
  const tab = (state: ListFilter['state'], count: number) =>
    html`<a href="${address(context, { ...filter, state })}"${state === filter.state && html` aria-current="page"`}>${count} ${state}</a>`;
  return html`<div class="list-page"><h1 class="sr-only">Issues</h1>
    ${filterNote(context, filter)}
    ${live(
      'issue-list',
      html`<section class="panel"><header class="panel-head list-tabs">${tab('open', open.length)} ${tab('closed', closed.length)}</header>
      <ul class="plain">${shown.map((issue) => row(context, issue))}</ul>
      ${shown.length === 0 && html`<p class="empty muted">No ${filter.state} issues here.</p>`}</section>`,
    )}</div>`;
}

function row(context: ViewContext, issue: Issue): Markup {
  const children = issue.subIssues.length;
  const done = issue.subIssues.filter((one) => one.state === 'closed').length;
  return html`<li class="row">${stateIcon(issue)}<div><a class="row-title" href="${issuePath(context, issue)}">${issue.title}</a> ${[...issue.labels].map((label) => html`${labelTag(context, label)} `)}
    <p class="muted">#${issue.number} opened ${timeTag(issue.createdAt)} by ${issue.author.login}${issue.parent !== undefined && ` · part of #${issue.parent.number}`}${children > 0 && ` · ${done} of ${children} sub-issues done`} · ${issue.comments.length} comments ${taskProgress(issue)}</p></div></li>`;
}

function fits(issue: Issue, { label, author }: ListFilter): boolean {
  if (author !== undefined && issue.author.login !== author) return false;
  return label === undefined || [...issue.labels].some((one) => one.name === label);
}

function filterNote(context: ViewContext, { label, author }: ListFilter): Markup | undefined {
  if (label === undefined && author === undefined) return undefined;
  const what = [label && `labelled “${label}”`, author && `opened by ${author}`].filter(Boolean).join(', ');
  return html`<p>Issues ${what} · <a href="${context.base}/issues">all issues</a></p>`;
}

function address(context: ViewContext, { state, label, author }: ListFilter): string {
  const query = new URLSearchParams({ state, ...(label && { label }), ...(author && { author }) });
  return `${context.base}/issues?${query}`;
}
