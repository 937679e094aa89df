import { readFile } from 'node:fs/promises';
import type { SandboxWorld } from '../start-world.ts';
import { drawAvatar } from '../views/avatar.ts';
import { html } from '../views/html.ts';
import { issueList } from '../views/issue-list.ts';
import { issuePage } from '../views/issue-page.ts';
import { newIssue } from '../views/new-issue.ts';
import { shell } from '../views/shell.ts';
import { strip } from '../views/strip.ts';
import { type ViewContext, viewContext } from '../views/view-context.ts';
import { page, plainText, type Reply, redirect } from './reply.ts';
import { staticFile } from './static-files.ts';

const planTemplate = new URL('../../../../.github/ISSUE_TEMPLATE/release-plan.md', import.meta.url);

/** Answers a GET. */
export async function answerGet(world: SandboxWorld, url: URL): Promise<Reply> {
  const context = viewContext(world);
  const { pathname } = url;
  const [, number] = /^\/issues\/(\d{1,9})$/.exec(pathname.slice(context.base.length)) ?? [];
  if (pathname === '/' || pathname === context.base) return redirect(`${context.base}/issues/1`);
  if (pathname === `${context.base}/issues`) return list(context, url);
  if (pathname === `${context.base}/issues/new`) return newPage(context, url);
  if (pathname.startsWith(`${context.base}/`) && number !== undefined) return issue(context, Number(number));
  if (pathname.startsWith('/avatars/')) return avatarFile(pathname);
  return (await staticFile(pathname)) ?? nothingHere(context);
}

async function list(context: ViewContext, url: URL): Promise<Reply> {
  const main = issueList(context, {
    state: url.searchParams.get('state') === 'closed' ? 'closed' : 'open',
    label: url.searchParams.get('label') ?? undefined,
    author: url.searchParams.get('author') ?? undefined,
  });
  return page(shell(context, { title: 'Issues', strip: await strip(context, undefined), main }));
}

async function issue(context: ViewContext, number: number): Promise<Reply> {
  const found = context.world.repository.issues.get(number);
  if (found === undefined) return nothingHere(context);
  const main = issuePage(context, found);
  const title = `${found.title} #${found.number}`;
  return page(shell(context, { title, strip: await strip(context, found), main }));
}

async function newPage(context: ViewContext, url: URL): Promise<Reply> {
  const template =
    url.searchParams.get('template') === 'release-plan' ? await readFile(planTemplate, 'utf8') : undefined;
  const main = newIssue(context, template?.replace(/^---\n[\s\S]*?\n---\n+/, ''));
  return page(shell(context, { title: 'New issue', strip: await strip(context, undefined), main }));
}

function avatarFile(pathname: string): Reply {
  const login = /^\/avatars\/((?:[\w-]|%5B|%5D){1,100})\.svg$/.exec(pathname)?.[1];
  if (login === undefined) return plainText('There is no such picture.\n', 404);
  const body = drawAvatar(decodeURIComponent(login)).markup;
  return { status: 200, type: 'image/svg+xml', body, cache: 'max-age=86400' };
}

async function nothingHere(context: ViewContext): Promise<Reply> {
  const main = html`<div class="empty"><h1>There is nothing here</h1><p>The sandbox has issues only. <a href="${context.base}/issues">To the issues</a></p></div>`;
  return page(shell(context, { title: 'Nothing here', strip: await strip(context, undefined), main }), 404);
}
