import type { Cast } from './cast.ts';
import { GitHubError } from './github/github-error.ts';
import { changePullRequest } from './pull-request-step.ts';
import type { Actions, Step } from './scenario-schema.ts';

/** What somebody did, in words for the story. */
export interface Deed {
  readonly who: string;
  readonly what: string;
  /** What they wrote, if anything. */
  readonly text: string | undefined;
  /** GitHub's words when it refused. */
  readonly refused: string | undefined;
  /** Whether that was to be expected: nobody may do what GitHub does not let them, so that alone is no mistake. */
  readonly asExpected: boolean;
}

type Action = Actions[keyof Actions];
export type Did = Pick<Deed, 'what' | 'text'>;

/** Does what a person does in a step; undefined for steps that are no deeds. Throws `Error` where nothing is meant. */
export function performStep(cast: Cast, step: Step): Deed | undefined {
  const found = find(cast, step);
  if (found === undefined) return undefined;
  const { action, run } = found;
  try {
    return { who: action.as, ...run(), refused: undefined, asExpected: action.refused !== true };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const refused = `${error.status} ${error.message}`;
    const asExpected = action.refused ?? error.status === 403;
    return { who: action.as, what: describe(step), text: undefined, refused, asExpected };
  }
}

function find(cast: Cast, step: Step): { readonly action: Action; readonly run: () => Did } | undefined {
  const { open, comment, label, edit, check, uncheck, close, reopen, delete: remove, put, 'pull-request': pull } = step;
  if (open !== undefined) return { action: open, run: () => openIssue(cast, open) };
  if (comment !== undefined) return { action: comment, run: () => writeComment(cast, comment) };
  if (label !== undefined) return { action: label, run: () => changeLabels(cast, label) };
  if (edit !== undefined) return { action: edit, run: () => changeText(cast, edit) };
  if (check !== undefined) return { action: check, run: () => tick(cast, check, true) };
  if (uncheck !== undefined) return { action: uncheck, run: () => tick(cast, uncheck, false) };
  if (close !== undefined) return { action: close, run: () => closeIssue(cast, close) };
  if (reopen !== undefined) return { action: reopen, run: () => reopenIssue(cast, reopen) };
  if (remove !== undefined) return { action: remove, run: () => deleteThing(cast, remove) };
  if (put !== undefined) return { action: put, run: () => putFile(cast, put) };
  if (pull !== undefined) return { action: pull, run: () => changePullRequest(cast, pull) };
  return undefined;
}

function openIssue(cast: Cast, action: Actions['open']): Did {
  const person = cast.as(action.as);
  const { title, body, labels } = action;
  const parent = action.parent === undefined ? undefined : cast.issue(action.parent);
  const issue = person.openIssue(cast.repository, {
    title,
    ...(body === undefined ? {} : { body }),
    ...(labels === undefined ? {} : { labels }),
  });
  if (parent !== undefined) person.addSubIssue(parent, issue);
  const named = labels === undefined ? '' : `, labelled ${labels.join(', ')}`;
  return { what: `opens issue #${issue.number} “${title}”${named}`, text: body };
}

function writeComment(cast: Cast, action: Actions['comment']): Did {
  const issue = cast.issue(action.issue);
  cast.remember(cast.as(action.as).comment(issue, action.body));
  return { what: `comments on #${issue.number}`, text: action.body };
}

function changeLabels(cast: Cast, action: Actions['label']): Did {
  const issue = cast.issue(action.issue);
  const added = [action.add ?? []].flat();
  const removed = [action.remove ?? []].flat();
  for (const name of added) cast.as(action.as).addLabel(issue, name);
  for (const name of removed) cast.as(action.as).removeLabel(issue, name);
  const parts = [
    ...added.map((name) => `adds the label ${name}`),
    ...removed.map((name) => `removes the label ${name}`),
  ];
  return { what: `${parts.join(' and ')} on #${issue.number}`, text: undefined };
}

function changeText(cast: Cast, action: Actions['edit']): Did {
  const issue = cast.issue(action.issue);
  const person = cast.as(action.as);
  if (action.comment !== undefined) {
    const comment = cast.comment(issue, action.comment, action.as);
    person.editComment(comment, action.body ?? fillIn(comment.body, action.fill));
    return { what: `edits comment ${action.comment} on #${issue.number}`, text: comment.body };
  }
  const body = action.body ?? (action.fill === undefined ? undefined : fillIn(issue.body ?? '', action.fill));
  person.editIssue(issue, {
    ...(action.title === undefined ? {} : { title: action.title }),
    ...(body === undefined ? {} : { body }),
  });
  const filled = Object.entries(action.fill ?? {}).map(([name, value]) => `${name}: ${value}`);
  return {
    what: `edits #${issue.number}`,
    text: filled.length > 0 ? filled.join('\n') : (action.body ?? action.title),
  };
}

/** Puts values behind `label:` on their lines; a line that is not there is not to be expected. */
function fillIn(body: string, fill: Readonly<Record<string, string>> = {}): string {
  let filled = body;
  for (const [name, value] of Object.entries(fill)) {
    const lines = filled.split('\n');
    const wanted = name.toLowerCase();
    const begins = lines.findIndex((line) =>
      line
        .toLowerCase()
        .replace(/^[\s>*_-]+/, '')
        .startsWith(wanted),
    );
    const index = begins === -1 ? lines.findIndex((line) => line.toLowerCase().includes(wanted)) : begins;
    const line = lines[index];
    if (line === undefined) throw new Error(`no line says “${name}”`);
    const end = line.toLowerCase().indexOf(wanted) + name.length;
    const mark = /^[^:?]{0,200}[:?]+(?:\*\*)?:?/.exec(line.slice(end))?.[0] ?? '';
    lines[index] = `${line.slice(0, end)}${mark} ${value}`;
    filled = lines.join('\n');
  }
  return filled;
}

function tick(cast: Cast, action: Actions['check'], done: boolean): Did {
  const issue = cast.issue(action.issue);
  cast.as(action.as).tick(issue, action.item, done);
  return { what: `${done ? 'ticks' : 'unticks'} “${action.item}” on #${issue.number}`, text: undefined };
}

function closeIssue(cast: Cast, action: Actions['close']): Did {
  const issue = cast.issue(action.issue);
  cast.as(action.as).close(issue, action.reason);
  return { what: `closes #${issue.number}`, text: undefined };
}

function reopenIssue(cast: Cast, action: Actions['reopen']): Did {
  const issue = cast.issue(action.issue);
  cast.as(action.as).reopen(issue);
  return { what: `reopens #${issue.number}`, text: undefined };
}

function deleteThing(cast: Cast, action: Actions['delete']): Did {
  const issue = cast.issue(action.issue);
  const person = cast.as(action.as);
  if (action.comment === undefined) {
    person.deleteIssue(issue);
    return { what: `deletes #${issue.number}`, text: undefined };
  }
  person.deleteComment(cast.comment(issue, action.comment, action.as));
  return { what: `deletes comment ${action.comment} on #${issue.number}`, text: undefined };
}

function putFile(cast: Cast, action: Actions['put']): Did {
  const { path, text, branch } = action;
  cast.as(action.as).putFile(cast.repository, { path, text, ...(branch === undefined ? {} : { branch }) });
  return { what: `commits ${path}${branch === undefined ? '' : ` on ${branch}`}`, text };
}

function describe(step: Step): string {
  const [name = '', action] = Object.entries(step)[0] ?? [];
  const issue = typeof action === 'object' && 'issue' in action ? ` on ${String(action.issue)}` : '';
  return `tries to ${name === 'pull-request' ? 'change a pull request' : name}${issue}`;
}
