import { createHash } from 'node:crypto';
import type { Instant } from '../../core/instant.ts';
import { type Ignored, type IssuesFields, issueEventOf, issuesFields, type WebhookMeaning } from './payload-fields.ts';

const actions = ['opened', 'edited', 'labeled', 'unlabeled', 'closed', 'reopened', 'deleted', 'transferred'] as const;

/** A webhook of the `issues` family. */
export function readIssuesPayload(
  payload: Readonly<Record<string, unknown>>,
  receivedAt: Instant,
): Ignored | WebhookMeaning {
  const action = actions.find((known) => known === payload['action']);
  if (action === undefined) return { ignored: 'action-not-handled' };
  const isLabelAction = action === 'labeled' || action === 'unlabeled';
  if ('comment' in payload || 'label' in payload !== isLabelAction) return { ignored: 'shape-mismatch' };
  const parsed = issuesFields.safeParse(payload);
  if (!parsed.success) return { ignored: 'malformed' };
  return { payload: parsed.data, ...meaningOf(action, parsed.data, receivedAt) };
}

function meaningOf(
  action: (typeof actions)[number],
  payload: IssuesFields,
  receivedAt: Instant,
): Pick<WebhookMeaning, 'meaning' | 'event'> {
  const { issue } = payload;
  const key = `issues.${action}:${issue.id}`;
  const common = issueEventOf(payload, issue.updated_at);
  switch (action) {
    case 'opened':
      return { meaning: key, event: { kind: 'issue-opened', ...common } };
    case 'edited': {
      const bodyBefore = payload.changes?.body;
      const texts = JSON.stringify([issue.title, issue.body, bodyBefore ?? null]);
      const digest = createHash('sha256').update(texts).digest('hex').slice(0, 32);
      return {
        meaning: `${key}:${issue.updated_at}:${digest}`,
        event: { kind: 'issue-edited', ...common, bodyBefore },
      };
    }
    case 'labeled':
    case 'unlabeled': {
      const label = payload.label?.name ?? '';
      return { meaning: `${key}:${label}:${issue.updated_at}`, event: { kind: `issue-${action}`, ...common, label } };
    }
    case 'closed':
    case 'reopened':
      return { meaning: `${key}:${issue.updated_at}`, event: { kind: `issue-${action}`, ...common } };
    // The issue's own time says when it was last changed, not when it went.
    case 'deleted':
    case 'transferred':
      return { meaning: key, event: { kind: `issue-${action}`, ...common, at: receivedAt } };
    default:
      return action satisfies never;
  }
}
