import { personSelect } from './composer.ts';
import { html, type Markup } from './html.ts';
import type { ViewContext } from './view-context.ts';

export function newIssue(context: ViewContext, template: string | undefined): Markup {
  const names = new Set(['release-tracking', ...[...context.world.repository.labels.values()].map(({ name }) => name)]);
  return html`<form class="new-issue" data-do="open" aria-label="New issue">
    <h1>New issue</h1>
    <p class="muted">${template === undefined ? html`Start from nothing, or from <a href="?template=release-plan">the release plan template</a>.` : 'This is the release plan template. With the label release-tracking it becomes a release.'}</p>
    <p>Open it as ${personSelect(context, 'new-issue-person')}</p>
    <p><label for="title">Title</label><input id="title" name="title" maxlength="256" autocomplete="off" required></p>
    <p><label for="body">Description</label><textarea id="body" name="body" rows="20" spellcheck="false">
${template ?? ''}</textarea></p>
    <fieldset><legend>Labels</legend>${[...names].map((name) => html`<label class="choice"><input type="checkbox" name="label" value="${name}"${template !== undefined && name === 'release-tracking' && html` checked`}> ${name}</label>`)}</fieldset>
    <p><button type="submit" class="primary">Create</button></p>
  </form>`;
}
