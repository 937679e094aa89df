import { z } from 'zod';
import { invalid, notFound } from '../github/github-error.ts';
import { type Person, personOf } from '../github/person.ts';
import { reactionContents } from '../github/state/reactions.ts';
import type { Issue, IssueComment } from '../github/state/world.ts';
import { setTask } from './markdown/tasks.ts';
import type { SandboxWorld } from './start-world.ts';

const issue = z.int().positive();
/** The issue itself, or one of its comments. */
const subject = { issue, comment: z.int().positive().optional() };
const labelNames = z.array(z.string().max(50)).max(100);

/** What the page's buttons ask for. */
export const actionSchema = z.intersection(
  z.object({ as: z.string().min(1).max(100) }),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('comment'), issue, body: z.string() }),
    z.object({ kind: z.literal('edit'), ...subject, body: z.string() }),
    z.object({ kind: z.literal('delete-comment'), issue, comment: z.int().positive() }),
    z.object({ kind: z.literal('hide-comment'), issue, comment: z.int().positive() }),
    z.object({ kind: z.literal('rename'), issue, title: z.string() }),
    z.object({ kind: z.literal('label'), issue, name: z.string(), on: z.boolean() }),
    z.object({ kind: z.literal('task'), ...subject, index: z.int().min(0), done: z.boolean() }),
    z.object({ kind: z.literal('close'), issue, reason: z.enum(['completed', 'not_planned']) }),
    z.object({ kind: z.literal('reopen'), issue }),
    z.object({ kind: z.literal('react'), ...subject, content: z.enum(reactionContents) }),
    z.object({ kind: z.literal('open'), title: z.string(), body: z.string(), labels: labelNames }),
  ]),
);

export type Action = z.output<typeof actionSchema>;

/** Does what a person asked for; returns the issue it was done on. Throws `GitHubError` where GitHub would refuse it. */
export function perform(world: SandboxWorld, action: Action): Issue {
  const person = actor(world, action.as);
  if (action.kind === 'open') {
    const { title, body, labels } = action;
    return person.openIssue(world.repository, { title, body, labels });
  }
  const target = findIssue(world, action.issue);
  performOn(world, person, target, action);
  return target;
}

function performOn(
  world: SandboxWorld,
  person: Person,
  target: Issue,
  action: Exclude<Action, { readonly kind: 'open' }>,
): void {
  switch (action.kind) {
    case 'comment':
      person.comment(target, action.body);
      break;
    case 'edit':
      changeText(person, findSubject(world, target, action.comment), action.body);
      break;
    case 'delete-comment':
      person.deleteComment(findComment(world, target, action.comment));
      break;
    case 'hide-comment':
      person.minimize(findComment(world, target, action.comment), 'OUTDATED');
      break;
    case 'rename':
      person.editIssue(target, { title: action.title });
      break;
    case 'label':
      if (action.on) person.addLabel(target, action.name.trim());
      else person.removeLabel(target, action.name);
      break;
    case 'task':
      tick(person, findSubject(world, target, action.comment), action.index, action.done);
      break;
    case 'close':
      person.close(target, action.reason);
      break;
    case 'reopen':
      person.reopen(target);
      break;
    case 'react':
      person.react(findSubject(world, target, action.comment), action.content);
      break;
  }
}

function actor(world: SandboxWorld, login: string): Person {
  const { platform } = world.github;
  const known = platform.world.accounts.get(login.toLowerCase());
  if (known === undefined || known === world.bot || known.kind === 'Organization') {
    throw invalid(`Nobody here can act as ${login}`);
  }
  return personOf(platform, login);
}

function tick(person: Person, on: Issue | IssueComment, index: number, done: boolean): void {
  const text = setTask(on.body ?? '', index, done);
  if (text === undefined) throw notFound('There is no such task any more');
  changeText(person, on, text);
}

function changeText(person: Person, on: Issue | IssueComment, body: string): void {
  if (on.kind === 'Issue') person.editIssue(on, { body });
  else person.editComment(on, body);
}

/** Throws `GitHubError` 404 when there is none. */
export function findIssue(world: SandboxWorld, number: number): Issue {
  const found = world.repository.issues.get(number);
  if (found === undefined) throw notFound('There is no such issue');
  return found;
}

/** Throws `GitHubError` 404 when there is none. */
export function findSubject(world: SandboxWorld, on: Issue, comment: number | undefined): Issue | IssueComment {
  return comment === undefined ? on : findComment(world, on, comment);
}

function findComment(world: SandboxWorld, on: Issue, id: number): IssueComment {
  const comment = world.repository.comments.get(id);
  if (comment === undefined || comment.issue !== on) throw notFound('There is no such comment any more');
  return comment;
}
