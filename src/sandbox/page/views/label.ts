import type { Label } from '../../github/state/world.ts';
import { html, type Markup } from './html.ts';
import type { ViewContext } from './view-context.ts';

/** A label in its colour, which leads to the issues that carry it. */
export function labelTag(context: ViewContext, label: Label): Markup {
  const address = `${context.base}/issues?label=${encodeURIComponent(label.name)}`;
  return html`<a class="label ${inkOn(label.color)}" style="--label:#${label.color}" href="${address}" title="${label.description ?? ''}">${label.name}</a>`;
}

/** Black or white, whatever reads better: the luminance of WCAG 2, without its gamma. */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140 ? 'dark-ink' : 'light-ink';
}
