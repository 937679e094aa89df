/** Webhooks as GitHub sends them, cut to size: what a test is about is overlaid. */
import type { Webhook } from '../../../src/adapters/github/payload.ts';

type Json = Readonly<Record<string, unknown>>;

export const receivedAt = Date.parse('2021-03-01T14:00:05Z');

const engineer = { id: 31, login: 'engineer', node_id: 'U_31', type: 'User', site_admin: false };

export function issuePayload(overlay: Json = {}): Json {
  return {
    id: 5001,
    node_id: 'I_5001',
    number: 12,
    title: 'Release plan',
    body: 'The plan',
    user: engineer,
    state: 'open',
    locked: false,
    created_at: '2021-03-01T13:00:00Z',
    updated_at: '2021-03-01T14:00:00Z',
    labels: [{ id: 1, name: 'release-tracking', color: 'ededed' }],
    performed_via_github_app: null,
    ...overlay,
  };
}

export function commentPayload(overlay: Json = {}): Json {
  return {
    id: 7001,
    node_id: 'IC_7001',
    html_url: 'https://github.com/acme/appointments/issues/12#issuecomment-7001',
    body: '/advance canary',
    user: engineer,
    created_at: '2021-03-01T14:00:01Z',
    updated_at: '2021-03-01T14:00:03Z',
    author_association: 'MEMBER',
    performed_via_github_app: null,
    ...overlay,
  };
}

function common(action: string): Json {
  return {
    action,
    repository: {
      id: 900,
      node_id: 'R_900',
      name: 'appointments',
      full_name: 'acme/appointments',
      owner: { id: 8, login: 'acme', type: 'Organization' },
    },
    organization: { id: 8, login: 'acme' },
    sender: engineer,
    installation: { id: 5, node_id: 'MDIz' },
  };
}

export function issuesWebhook(action: string, overlay: Json = {}): Webhook {
  const payload = { ...common(action), issue: issuePayload(), ...overlay };
  return { name: 'issues', id: 'd-1', payload, receivedAt };
}

export function commentWebhook(action: string, overlay: Json = {}): Webhook {
  const payload = { ...common(action), issue: issuePayload(), comment: commentPayload(), ...overlay };
  return { name: 'issue_comment', id: 'd-2', payload, receivedAt };
}
