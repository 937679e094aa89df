import type { Issue } from '../../github/state/world.ts';
import { html, type Markup } from './html.ts';
import { peopleOf, roleOf, type ViewContext } from './view-context.ts';

/** The comment box. It stands outside of everything that is exchanged, so that what is typed stays. */
export function composer(context: ViewContext, issue: Issue): Markup {
  return html`<form id="composer" class="composer" data-do="comment" data-issue="${issue.number}" aria-label="New comment">
    <img class="avatar" data-person-avatar src="" width="40" height="40" alt="" hidden>
    <div class="bubble-box">
      <header class="bubble-head"><span class="bubble-who">Comment as ${personSelect(context, 'composer-person')}</span>
        <span class="tabs"><button type="button" class="tab" data-do="write" aria-pressed="true">Write</button><button type="button" class="tab" data-do="preview" aria-pressed="false">Preview</button></span></header>
      <div class="bubble-body">
        <label class="sr-only" for="comment-text">Comment</label>
        <textarea id="comment-text" name="body" rows="4" placeholder="Type a command, for instance /advance canary, or anything else. Markdown works." spellcheck="false" required></textarea>
        <div class="markdown preview" hidden></div>
        <p class="composer-foot"><span class="muted">Ctrl + Enter sends</span> <button type="submit" class="primary">Comment</button></p>
      </div>
    </div>
  </form>`;
}

/** Who one is on the page. All of these on a page go together. */
export function personSelect(context: ViewContext, id: string): Markup {
  const { firstPerson } = context.world;
  return html`<label class="sr-only" for="${id}">Person</label><select id="${id}" data-person autocomplete="off">${peopleOf(context).map((one) => html`<option value="${one.login}"${one.login === firstPerson && html` selected`}>${one.login.replace(/\[bot\]$/, '')} (${one.kind === 'Bot' ? 'bot' : roleOf(context, one)})</option>`)}</select>`;
}
