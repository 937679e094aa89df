import type { Instant } from '../../core/instant.ts';
import type { Delivery } from '../../ports.ts';
import { checkEvents } from './check-request.ts';
import { readCommentPayload } from './comment-payload.ts';
import { readIssuesPayload } from './issues-payload.ts';
import {
  type CommonFields,
  type Ignored,
  type IgnoredReason,
  issueRefOf,
  parentNumberOf,
  type WebhookMeaning,
} from './payload-fields.ts';

export type { Ignored, IgnoredReason };

/** A webhook whose signature has been verified. The signature covers the payload, not the name and not the id. */
export interface Webhook {
  /** `X-GitHub-Event` */
  readonly name: string;
  /** `X-GitHub-Delivery` */
  readonly id: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
}

/** Who we are on GitHub: the app's number, and the name its bot has as `<slug>[bot]`. */
export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
}

type Family = (payload: Readonly<Record<string, unknown>>, receivedAt: Instant) => Ignored | WebhookMeaning;

const families: ReadonlyMap<string, Family> = new Map([
  ['issues', readIssuesPayload],
  ['issue_comment', readCommentPayload],
]);

/** The events the app subscribes to; app.yml has the same list. */
export const handledEvents: readonly string[] = [...families.keys(), ...checkEvents];

/** Events that GitHub sends unasked, or that nothing follows from. */
const otherEvents: ReadonlyMap<string, IgnoredReason> = new Map([
  ['installation', 'installation-changed'],
  ['installation_repositories', 'installation-changed'],
  ['installation_target', 'installation-changed'],
  ['github_app_authorization', 'installation-changed'],
  ['repository', 'repository-changed'],
]);

/** What a webhook says, in our words, or why it is none of ours. Never throws, whatever the payload is. */
export function readWebhook(webhook: Webhook, app: AppIdentity): Delivery | Ignored {
  const family = families.get(webhook.name);
  if (family === undefined) return { ignored: otherEvents.get(webhook.name) ?? 'event-not-handled' };
  if (!isRecord(webhook.payload) || !isRecord(webhook.payload['issue'])) return { ignored: 'shape-mismatch' };
  if (!isRecord(webhook.payload['installation'])) return { ignored: 'not-of-an-installation' };
  const read = family(webhook.payload, webhook.receivedAt);
  if ('ignored' in read) return read;
  if (isOwn(read.payload, app)) return { ignored: 'own-echo' };
  return {
    id: webhook.id,
    meaning: read.meaning,
    event: read.event,
    issue: issueRefOf(read.payload),
    parentNumber: parentNumberOf(read.payload),
    receivedAt: webhook.receivedAt,
  };
}

/**
 * Whether we did it ourselves. What was made through an app says so for ever, also when a person edits or comments on
 * it later; so that mark counts only where the thing itself has just been made.
 */
function isOwn(payload: CommonFields & { readonly comment?: unknown }, app: AppIdentity): boolean {
  const { sender } = payload;
  if (sender.type === 'Bot' && sender.login.toLowerCase() === `${app.slug}[bot]`.toLowerCase()) return true;
  if (payload.action !== 'created' && payload.action !== 'opened') return false;
  const made = isRecord(payload.comment) ? payload.comment : payload.issue;
  const via = isRecord(made) ? made['performed_via_github_app'] : undefined;
  return isRecord(via) && via['id'] === app.id;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
