import type { Instant } from '../../../core/instant.ts';
import { readSettings } from '../../../core/settings/read-settings.ts';
import type { RoleSetting } from '../../../core/settings.ts';
import type { Issue, Repository } from '../../github/state/world.ts';
import { type Suggestion, suggest } from '../suggestions.ts';
import { personSelect } from './composer.ts';
import { formatDay, formatMoment, formatWeekday } from './format-time.ts';
import { html, type Markup } from './html.ts';
import { glyph } from './icons.ts';
import { live } from './live.ts';
import { issuePath, type ViewContext } from './view-context.ts';

const settingsPath = '.github/rollcall.yml';

/** The strip at the top: that this is a sandbox, who one is, the clock, and what to try. */
export async function strip(context: ViewContext, shown: Issue | undefined): Promise<Markup> {
  const tracking = shown?.parent ?? shown ?? context.world.repository.issues.values().next().value;
  const due = await context.world.nextDueAt();
  return html`<section class="strip" aria-label="Sandbox">
    <div class="strip-row">
      <p class="strip-name"><strong>Rollcall sandbox</strong></p>
      <p class="strip-person">You are ${personSelect(context, 'person')}</p>
      ${live('clock', clock(context.world.github.clock.now(), due))}
    </div>
    ${live('try', tracking === undefined ? html`` : await tries(context, tracking))}
  </section>`;
}

function clock(now: Instant, due: Instant | undefined): Markup {
  return html`<div class="clock" role="group" aria-label="The sandbox's clock">
    <span class="clock-now">${glyph('clock')} <time datetime="${new Date(now).toISOString()}">${formatWeekday(now)}, ${formatMoment(now)}</time></span>
    <span class="clock-moves"><button type="button" data-do="clock" data-move="day">+ 1 day</button><button type="button" data-do="clock" data-move="week">+ 1 week</button><button type="button" data-do="clock" data-move="month">+ 1 month</button>${due !== undefined && html`<button type="button" data-do="clock" data-move="due" title="To the next moment at which Rollcall does something by itself">to ${formatDay(due)}</button>`}</span>
  </div>`;
}

async function tries(context: ViewContext, tracking: Issue): Promise<Markup> {
  const { world } = context;
  const release = (await world.app.releases()).find(({ issue }) => issue === tracking.number);
  const card = tracking.comments.find((comment) => comment.author === world.bot)?.body ?? '';
  if (release === undefined) {
    return html`<p class="strip-row tries"><strong>Try:</strong> <span>give this issue the label release-tracking, or go to <a href="${context.base}/issues">the other issues</a>.</span></p>`;
  }
  const suggestions = suggest({ release, card, roles: rolesIn(world.repository) });
  if (suggestions.length === 0)
    return html`<p class="strip-row tries"><strong>This release has ended.</strong> <a href="${context.base}/issues/new?template=release-plan">Open another one</a></p>`;
  return html`<p class="strip-row tries"><span class="muted">Nothing here is real.</span> <strong>Try</strong> ${suggestions.map((one) => chip(context, tracking, one))}</p>`;
}

/** The roles of the repository's settings. */
function rolesIn(repository: Repository): readonly RoleSetting[] {
  const text = repository.branches.get(repository.defaultBranch)?.files.get(settingsPath);
  return text === undefined ? [] : readSettings({ repository: { text, oid: '' } }).settings.roles;
}

const moves = { day: 'move the clock on a day', week: 'move the clock on a week', month: 'move the clock on a month' };

function chip(context: ViewContext, tracking: Issue, suggestion: Suggestion): Markup {
  if (suggestion.kind === 'clock') {
    return html`<button type="button" class="chip" data-do="clock" data-move="${suggestion.move}">${moves[suggestion.move]}</button> `;
  }
  const { text, as } = suggestion;
  return html`<a class="chip" href="${issuePath(context, tracking)}#composer" data-do="fill" data-text="${text}" data-issue="${tracking.number}"${as !== undefined && html` data-as="${as}"`}><code>${text}</code>${as !== undefined && html` <span class="muted">as ${as}</span>`}</a> `;
}
