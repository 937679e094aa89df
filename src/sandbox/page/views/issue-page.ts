import type { Issue } from '../../github/state/world.ts';
import { avatar } from './avatar.ts';
import { bubble } from './bubble.ts';
import { composer } from './composer.ts';
import { timeTag } from './format-time.ts';
import { html, type Markup } from './html.ts';
import { stateIcon } from './icons.ts';
import { labelPicker } from './label-picker.ts';
import { entry, live } from './live.ts';
import { subIssues, taskProgress } from './sub-issues.ts';
import { timeline } from './timeline.ts';
import { issuePath, peopleOf, type ViewContext } from './view-context.ts';

export function issuePage(context: ViewContext, issue: Issue): Markup {
  const entries = [
    entry(`body-${issue.id}`, bubble(context, issue)),
    entry('sub-issues', html`${subIssues(context, issue)}`),
    ...timeline(context, issue),
  ];
  return html`<div class="issue" data-issue="${issue.number}">
    ${live('title', heading(context, issue))}
    <div class="columns">
      <div class="conversation">
        ${live('timeline', html`${entries}`, { list: true })}
        ${composer(context, issue)}
        ${live('state-buttons', stateButtons(issue))}
      </div>
      <aside aria-label="About this issue">
        ${live('labels', labelPicker(context, issue))}
        ${live('relations', relations(context, issue))}
      </aside>
    </div>
  </div>`;
}

function heading(context: ViewContext, issue: Issue): Markup {
  const parent = issue.parent;
  return html`<header class="issue-head" data-issue="${issue.number}">
    <h1><span class="issue-title">${issue.title}</span> <span class="muted">#${issue.number}</span> <button type="button" class="quiet" data-do="rename" data-title="${issue.title}">Edit<span class="sr-only"> the title</span></button></h1>
    <p><span class="state state-${stateClass(issue)}">${stateIcon(issue)} ${stateName(issue)}</span> <strong>${issue.author.login.replace(/\[bot\]$/, '')}</strong> opened this on ${timeTag(issue.createdAt)} · ${issue.comments.length} comment${issue.comments.length !== 1 && 's'}${parent !== undefined && html` · part of <a href="${issuePath(context, parent)}">${parent.title} <span class="muted">#${parent.number}</span></a>`} ${taskProgress(issue)}</p>
  </header>`;
}

function stateClass(issue: Issue): string {
  if (issue.state === 'open') return 'open';
  return issue.stateReason === 'not_planned' ? 'skipped' : 'done';
}

function stateName(issue: Issue): string {
  if (issue.state === 'open') return 'Open';
  return issue.stateReason === 'not_planned' ? 'Closed as not planned' : 'Closed';
}

function stateButtons(issue: Issue): Markup {
  if (issue.state === 'closed')
    return html`<button type="button" data-do="reopen" data-issue="${issue.number}">Reopen issue</button>`;
  return html`<button type="button" data-do="close" data-reason="completed" data-issue="${issue.number}">Close issue</button> <button type="button" class="quiet" data-do="close" data-reason="not_planned" data-issue="${issue.number}">Close as not planned</button>`;
}

function relations(context: ViewContext, issue: Issue): Markup {
  const writers = new Set([issue.author, ...issue.comments.map((comment) => comment.author)]);
  const absent = peopleOf(context).filter((one) => !writers.has(one));
  const card = issue.comments.find((comment) => comment.author === context.world.bot);
  return html`${card !== undefined && issue.parent === undefined && html`<section class="side"><strong>On this page</strong><p><a href="#issuecomment-${card.id}">Status card</a> · <a href="#composer">Comment box</a></p></section>`}
    ${issue.parent !== undefined && html`<section class="side"><strong>Parent issue</strong><p>${stateIcon(issue.parent)} <a href="${issuePath(context, issue.parent)}">${issue.parent.title}</a></p></section>`}
    <section class="side"><strong>Participants</strong><p class="faces">${[...writers].map((one) => html`<span title="${one.login}">${avatar(one.login, 26)}<span class="sr-only">${one.login}</span></span>`)}</p></section>
    ${absent.length > 0 && html`<section class="side"><strong>Also here</strong><p class="faces faded">${absent.map((one) => html`<span title="${one.login}">${avatar(one.login, 26)}<span class="sr-only">${one.login}</span></span>`)}</p></section>`}`;
}
