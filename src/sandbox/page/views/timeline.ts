import type { Account, Issue, IssueComment, TimelineItem } from '../../github/state/world.ts';
import { avatar } from './avatar.ts';
import { bubble } from './bubble.ts';
import { timeTag } from './format-time.ts';
import { html, type Markup } from './html.ts';
import { glyph, stateIcon } from './icons.ts';
import { labelTag } from './label.ts';
import { entry } from './live.ts';
import { issuePath, type ViewContext } from './view-context.ts';

type Labelling = Extract<TimelineItem, { readonly kind: 'LabeledEvent' | 'UnlabeledEvent' }>;
type OtherEvent = Exclude<TimelineItem, { readonly kind: Labelling['kind'] }>;
type Moment = IssueComment | Labelling | OtherEvent;

/** Comments and events in the order in which they came to be: ids are counted over everything. */
export function timeline(context: ViewContext, issue: Issue): readonly Markup[] {
  const moments: Moment[] = [...issue.comments, ...issue.timeline].sort((one, other) => one.id - other.id);
  const entries: Markup[] = [];
  for (let at = 0; at < moments.length; at += 1) {
    const moment = moments[at];
    if (moment === undefined) continue;
    if (moment.kind === 'IssueComment') {
      entries.push(entry(`comment-${moment.id}`, bubble(context, moment)));
      continue;
    }
    if (!isLabelling(moment)) {
      entries.push(entry(`event-${moment.id}`, event(context, moment)));
      continue;
    }
    const together = labellingsFrom(moments, moment, at);
    entries.push(entry(`event-${moment.id}`, labelling(context, moment, together)));
    at += together.length - 1;
  }
  return entries;
}

/** What the same person did to labels in one go is one line. */
function labellingsFrom(moments: readonly Moment[], first: Labelling, start: number): readonly Labelling[] {
  const together: Labelling[] = [];
  for (const moment of moments.slice(start)) {
    if (!isLabelling(moment) || moment.actor !== first.actor || moment.createdAt !== first.createdAt) break;
    together.push(moment);
  }
  return together;
}

function labelling(context: ViewContext, first: Labelling, together: readonly Labelling[]): Markup {
  const added = together.filter((one) => one.kind === 'LabeledEvent').map((one) => labelTag(context, one.label));
  const removed = together.filter((one) => one.kind === 'UnlabeledEvent').map((one) => labelTag(context, one.label));
  const what = html`${added.length > 0 && html`added ${added.map((one) => html`${one} `)}`}${added.length > 0 && removed.length > 0 && 'and '}${removed.length > 0 && html`removed ${removed.map((one) => html`${one} `)}`}`;
  return line(glyph('tag'), first.actor, what, first.createdAt);
}

function event(context: ViewContext, item: OtherEvent): Markup {
  const { actor, createdAt } = item;
  switch (item.kind) {
    case 'ClosedEvent': {
      const reason = item.stateReason === 'not_planned' ? 'not planned' : 'completed';
      return line(
        stateIcon({ state: 'closed', stateReason: item.stateReason }),
        actor,
        html`closed this as ${reason}`,
        createdAt,
      );
    }
    case 'ReopenedEvent':
      return line(glyph('reopen'), actor, html`reopened this`, createdAt);
    case 'RenamedTitleEvent':
      return line(
        glyph('pencil'),
        actor,
        html`changed the title <del>${item.previousTitle}</del> <strong>${item.currentTitle}</strong>`,
        createdAt,
      );
    case 'CrossReferencedEvent':
      return line(glyph('link'), actor, html`mentioned this in ${issueLink(context, item.source)}`, createdAt);
    case 'SubIssueAddedEvent':
      return line(glyph('nest'), actor, html`added the sub-issue ${issueLink(context, item.subIssue)}`, createdAt);
    case 'SubIssueRemovedEvent':
      return line(glyph('nest'), actor, html`removed the sub-issue ${issueLink(context, item.subIssue)}`, createdAt);
    case 'ParentIssueAddedEvent':
      return line(glyph('nest'), actor, html`made this a sub-issue of ${issueLink(context, item.parent)}`, createdAt);
    case 'ParentIssueRemovedEvent':
      return line(glyph('nest'), actor, html`took this out of ${issueLink(context, item.parent)}`, createdAt);
  }
}

function isLabelling(moment: Moment): moment is Labelling {
  return moment.kind === 'LabeledEvent' || moment.kind === 'UnlabeledEvent';
}

function issueLink(context: ViewContext, issue: Issue): Markup {
  return html`<a class="issue-link" href="${issuePath(context, issue)}">${issue.title} <span class="muted">#${issue.number}</span></a>`;
}

function line(icon: Markup, actor: Account, what: Markup, at: number): Markup {
  const isBot = actor.kind === 'Bot';
  return html`<div class="event"><span class="event-icon">${icon}</span><span>${avatar(actor.login, 20)} <strong>${actor.login.replace(/\[bot\]$/, '')}</strong>${isBot && html` <span class="badge">bot</span>`} ${what} <span class="muted">${timeTag(at)}</span></span></div>`;
}
