import type { Issue } from '../../github/state/world.ts';
import { html, type Markup } from './html.ts';
import { labelTag } from './label.ts';
import type { ViewContext } from './view-context.ts';

/** The issue's labels, and a list of all of the repository's to set and take off. */
export function labelPicker(context: ViewContext, issue: Issue): Markup {
  const all = [...context.world.repository.labels.values()];
  const shown = [...issue.labels].map((label) => html`${labelTag(context, label)} `);
  return html`<section class="side" data-issue="${issue.number}" aria-label="Labels">
    <details class="picker labels-picker">
      <summary><strong>Labels</strong> <span class="quiet-text">Change</span></summary>
      <div class="picker-box">
        ${all.map((label) => html`<label class="choice"><input type="checkbox" data-do="label" value="${label.name}"${issue.labels.has(label) && html` checked`}> <span class="dot" style="--label:#${label.color}"></span> ${label.name}</label>`)}
        <form data-do="new-label" class="inline-form"><label class="sr-only" for="new-label">Another label</label><input id="new-label" name="name" maxlength="50" placeholder="Another label" autocomplete="off" required><button type="submit">Add</button></form>
      </div>
    </details>
    <p class="labels">${shown.length > 0 ? shown : html`<span class="muted">None yet</span>`}</p>
  </section>`;
}
