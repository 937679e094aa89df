import { createHash } from 'node:crypto';
import type { Instant } from '../../core/instant.ts';
import {
  type CommentFields,
  commentFields,
  commentOf,
  type Ignored,
  issueEventOf,
  type WebhookMeaning,
} from './payload-fields.ts';

const actions = ['created', 'edited', 'deleted'] as const;

/** A webhook of the `issue_comment` family. Comments of pull requests come under the same name; they are not ours. */
export function readCommentPayload(
  payload: Readonly<Record<string, unknown>>,
  receivedAt: Instant,
): Ignored | WebhookMeaning {
  if (!('comment' in payload) || 'label' in payload) return { ignored: 'shape-mismatch' };
  const action = actions.find((known) => known === payload['action']);
  if (action === undefined) return { ignored: 'action-not-handled' };
  const parsed = commentFields.safeParse(payload);
  if (!parsed.success) return { ignored: 'malformed' };
  const isPullRequest = parsed.data.issue.pull_request !== undefined && parsed.data.issue.pull_request !== null;
  if (isPullRequest) return { ignored: 'pull-request' };
  return { payload: parsed.data, ...meaningOf(action, parsed.data, receivedAt) };
}

function meaningOf(
  action: (typeof actions)[number],
  payload: CommentFields,
  receivedAt: Instant,
): Pick<WebhookMeaning, 'meaning' | 'event'> {
  const comment = commentOf(payload.comment);
  const key = `issue_comment.${action}:${comment.id}`;
  switch (action) {
    case 'created':
      return { meaning: key, event: { kind: 'comment-created', ...issueEventOf(payload, comment.createdAt), comment } };
    case 'edited': {
      const at = payload.comment.updated_at;
      const bodyBefore = payload.changes?.body;
      const texts = JSON.stringify([comment.body, bodyBefore ?? null]);
      const digest = createHash('sha256').update(texts).digest('hex').slice(0, 32);
      return {
        meaning: `${key}:${at}:${digest}`,
        event: { kind: 'comment-edited', ...issueEventOf(payload, at), comment, bodyBefore },
      };
    }
    // The comment's own times say when it was written, not when it went.
    case 'deleted':
      return { meaning: key, event: { kind: 'comment-deleted', ...issueEventOf(payload, receivedAt), comment } };
    default:
      return action satisfies never;
  }
}
