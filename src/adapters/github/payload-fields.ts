/** The parts of a webhook's body that Rollcall uses. Everything else in it is dropped. */
import { z } from 'zod';
import type { Actor, CommentFacts, Event, IssueEvent } from '../../core/event.ts';
import type { Instant } from '../../core/instant.ts';
import type { IssueRef } from '../../ports.ts';
import { maxBodyLength } from './fit-body.ts';

export type Ignored = { readonly ignored: IgnoredReason };

export type IgnoredReason =
  | 'event-not-handled'
  | 'action-not-handled'
  | 'installation-changed'
  | 'repository-changed'
  /** The event's name, which is not signed, and its body, which is, do not belong together. */
  | 'shape-mismatch'
  | 'malformed'
  | 'not-of-an-installation'
  | 'pull-request'
  | 'own-echo';

/** What a family of webhooks makes of a body; the delivery's id and time are added by `readWebhook`. */
export interface WebhookMeaning {
  readonly meaning: string;
  readonly event: Event;
  readonly payload: CommonFields;
}

const moment = z.iso.datetime({ offset: true }).transform((text): Instant => Date.parse(text));
const body = z
  .string()
  .nullish()
  .transform((text) => (text ?? '').slice(0, maxBodyLength));
const changed = z
  .object({ from: body })
  .optional()
  .transform((change) => change?.from);
const app = z.object({ id: z.int() }).nullish();
const id = z.int().positive();
const name = z.string().min(1).max(256);

const account = z.object({ id: z.int(), login: name, type: z.string().optional() });
type Account = z.output<typeof account>;

const issue = z.object({
  id,
  number: id,
  title: z.string().default(''),
  body,
  updated_at: moment,
  labels: z
    .array(z.object({ name: z.string() }))
    .max(1000)
    .default([]),
  parent_issue_url: z.string().max(1000).nullish(),
  pull_request: z.unknown().optional(),
  performed_via_github_app: app,
});

const comment = z.object({
  id,
  node_id: name,
  html_url: z.string().max(1000),
  body,
  user: account.nullable(),
  created_at: moment,
  updated_at: moment,
  performed_via_github_app: app,
});

const common = {
  action: z.string().max(100),
  issue,
  repository: z.object({ id, name, owner: z.object({ login: name }) }),
  sender: account,
  installation: z.object({ id }),
  changes: z.object({ body: changed, title: changed }).optional(),
};

export const issuesFields = z.object({ ...common, label: z.object({ name: z.string().max(256) }).optional() });
export const commentFields = z.object({ ...common, comment });

export type IssuesFields = z.output<typeof issuesFields>;
export type CommentFields = z.output<typeof commentFields>;
export type CommonFields = Omit<IssuesFields, 'label'>;

function actorOf(fields: Account | null): Actor {
  if (fields === null) return { id: 0, login: 'ghost', isBot: false };
  return { id: fields.id, login: fields.login, isBot: fields.type === 'Bot' };
}

export function commentOf(fields: CommentFields['comment']): CommentFacts {
  return {
    id: fields.id,
    nodeId: fields.node_id,
    url: fields.html_url,
    body: fields.body,
    author: actorOf(fields.user),
    createdAt: fields.created_at,
  };
}

export function issueEventOf(payload: CommonFields, at: Instant): IssueEvent {
  return {
    at,
    actor: actorOf(payload.sender),
    issueNumber: payload.issue.number,
    issueLabels: payload.issue.labels.map((label) => label.name),
  };
}

export function issueRefOf(payload: CommonFields): IssueRef {
  return {
    installationId: payload.installation.id,
    repositoryId: payload.repository.id,
    owner: payload.repository.owner.login,
    repository: payload.repository.name,
    number: payload.issue.number,
  };
}

/** The parent's number when it is in the same repository: checklist issues are never anywhere else. */
export function parentNumberOf(payload: CommonFields): number | undefined {
  const parent = /\/repos\/([^/]+)\/([^/]+)\/issues\/([1-9]\d{0,8})$/.exec(payload.issue.parent_issue_url ?? '');
  if (parent === null) return undefined;
  const [, owner, repository, number] = parent;
  const here = `${payload.repository.owner.login}/${payload.repository.name}`;
  return here.toLowerCase() === `${owner}/${repository}`.toLowerCase() ? Number(number) : undefined;
}
