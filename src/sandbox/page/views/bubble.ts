import { reactionContents } from '../../github/state/reactions.ts';
import type { Issue, IssueComment, Reaction, ReactionContent } from '../../github/state/world.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { avatar } from './avatar.ts';
import { formatMoment, timeTag } from './format-time.ts';
import { html, type Markup } from './html.ts';
import { glyph } from './icons.ts';
import { roleOf, type ViewContext } from './view-context.ts';

const emoji: Readonly<Record<ReactionContent, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
  rocket: '🚀',
  eyes: '👀',
};

/** The body of an issue, or a comment, with its author, its buttons and its reactions. */
export function bubble(context: ViewContext, text: Issue | IssueComment): Markup {
  const { author } = text;
  const isComment = text.kind === 'IssueComment';
  const anchor = isComment ? `issuecomment-${text.id}` : `issue-${text.id}`;
  const issue = isComment ? text.issue : text;
  const name = isComment ? `c${text.id}` : `i${text.number}`;
  const subject = html`data-issue="${issue.number}"${isComment && html` data-comment="${text.id}"`}`;
  const body = text.body?.trim()
    ? renderMarkdown(text.body, name, context.references)
    : html`<p class="muted"><em>No description provided.</em></p>`;
  const content = html`<div class="markdown">${body}</div>${reactionBar(text)}`;
  return html`<article class="bubble${author === context.world.bot && ' by-app'}" ${subject} aria-label="${isComment ? 'Comment' : 'Description'} by ${author.login}">
    ${avatar(author.login, 40)}
    <div class="bubble-box">
      <header class="bubble-head">
        <span class="bubble-who"><strong>${author.login.replace(/\[bot\]$/, '')}</strong>${badges(context, text, issue)} ${isComment ? 'commented' : 'opened'} <a class="muted" href="#${anchor}" id="${anchor}">${timeTag(text.createdAt)}</a>${edited(text)}</span>
        <span class="bubble-tools">
          <button type="button" class="quiet" data-do="edit">Edit<span class="sr-only"> ${isComment ? 'this comment' : 'the description'} by ${author.login}</span></button>
          ${isComment && text.minimizedAs === undefined && html`<button type="button" class="quiet" data-do="hide-comment">Hide<span class="sr-only"> this comment by ${author.login}</span></button>`}
          ${isComment && html`<button type="button" class="quiet danger" data-do="delete-comment">Delete<span class="sr-only"> this comment by ${author.login}</span></button>`}
        </span>
      </header>
      <div class="bubble-body">${isComment ? unlessHidden(text, content) : content}</div>
    </div>
  </article>`;
}

function unlessHidden(comment: IssueComment, content: Markup): Markup {
  if (comment.minimizedAs === undefined) return content;
  const reason = comment.minimizedAs.toLowerCase().replaceAll('_', '-');
  return html`<details class="hidden-comment"><summary>This comment was marked as ${reason}.</summary>${content}</details>`;
}

function badges(context: ViewContext, text: Issue | IssueComment, issue: Issue): Markup {
  const { author } = text;
  const role = author.kind === 'User' ? roleOf(context, author) : 'none';
  return html`${author.kind === 'Bot' && html` <span class="badge">bot</span>`}${role !== 'none' && html` <span class="badge" title="Role in the repository">${role}</span>`}${text.kind === 'IssueComment' && author === issue.author && html` <span class="badge">author</span>`}`;
}

function edited(text: Issue | IssueComment): Markup | undefined {
  if (text.edit === undefined) return undefined;
  return html` <span class="muted" title="Edited by ${text.edit.by.login} on ${formatMoment(text.edit.at)}">· edited${text.edit.by !== text.author && ` by ${text.edit.by.login}`}</span>`;
}

function reactionBar(text: Issue | IssueComment): Markup {
  const given = reactionContents.filter((content) => text.reactions.some((one) => one.content === content));
  const rest = reactionContents.filter((content) => !given.includes(content));
  return html`<div class="reactions">
    <details class="picker add-reaction"><summary aria-label="Add a reaction" title="Add a reaction">${glyph('smile')}</summary><div class="picker-box">${rest.map((content) => html`<button type="button" class="quiet" data-do="react" data-content="${content}" aria-label="React with ${content}">${emoji[content]}</button>`)}</div></details>
    ${given.map((content) => givenReaction(content, text.reactions))}
  </div>`;
}

function givenReaction(content: ReactionContent, reactions: readonly Reaction[]): Markup {
  const who = reactions.filter((one) => one.content === content).map((one) => one.author.login);
  return html`<button type="button" class="reaction" data-do="react" data-content="${content}" title="${who.join(', ')}" aria-label="${content} by ${who.join(', ')}">${emoji[content]} <span>${who.length}</span></button>`;
}
