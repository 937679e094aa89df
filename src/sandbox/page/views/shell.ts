import { html, type Markup } from './html.ts';
import { live } from './live.ts';
import type { ViewContext } from './view-context.ts';

export interface Page {
  readonly title: string;
  readonly strip: Markup;
  readonly main: Markup;
}

/** In the order in which they build on each other. */
const styles = [
  'colors',
  'base',
  'controls',
  'strip',
  'frame',
  'issue',
  'conversation',
  'lists',
  'markdown',
  'phone',
] as const;

/** The whole document around a page. */
export function shell(context: ViewContext, page: Page): string {
  const { repository } = context.world;
  const open = [...repository.issues.values()].filter((issue) => issue.state === 'open').length;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Rollcall sandbox</title>
<link rel="icon" href="/avatars/${encodeURIComponent(context.world.bot.login)}.svg" type="image/svg+xml">
${styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`)}
<script type="module" src="/assets/page.js"></script>
</head>
<body data-base="${context.base}">
<a class="skip" href="#main">Skip to the content</a>
${page.strip}
<header class="repository"><nav aria-label="Repository">
  <a class="repository-name" href="${context.base}/issues"><span>${repository.owner.login}</span> / <strong>${repository.name}</strong></a>
  <a class="repository-tab" href="${context.base}/issues">Issues ${live('open-count', html`<span class="count">${open}</span>`)}</a>
  <a class="button" href="${context.base}/issues/new">New issue</a>
</nav></header>
<main id="main">${page.main}</main>
<div id="notices" role="status" aria-live="polite"></div>
<noscript><p class="notice">This page needs JavaScript for its buttons.</p></noscript>
</body>
</html>
`;
  return document.markup;
}
