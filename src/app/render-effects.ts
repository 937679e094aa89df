import type { Effect } from '../core/effect.ts';
import type { ViewCall } from '../core/view-models.ts';
import type { RenderedEffect, RenderText, StoredEffect } from '../ports.ts';
import type { RepositorySetup } from './repository-setup.ts';

/** Puts texts in the place of views. They are made when they are sent, when the numbers of new issues are known. */
export function renderEffects(
  effects: readonly StoredEffect[],
  { renderer, settings }: RepositorySetup,
  now: number,
): readonly RenderedEffect[] {
  const text =
    (body: ViewCall): RenderText =>
    (links) =>
      renderer.render(body, { links, zone: settings.timeZone, now });
  return effects.map(({ id, effect }) => ({ id, ...withText(effect, text) }));
}

type WithText = RenderedEffect extends infer One ? (One extends { id: string } ? Omit<One, 'id'> : never) : never;

function withText(effect: Effect, text: (body: ViewCall) => RenderText): WithText {
  switch (effect.kind) {
    case 'ensure-checklist-issue':
    case 'upsert-comment':
    case 'post-once':
      return { ...effect, body: text(effect.body) };
    default:
      return effect;
  }
}
