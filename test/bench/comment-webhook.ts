import { createHmac, randomUUID } from 'node:crypto';

/** Which issue the comments are on. */
export interface CommentedIssue {
  readonly repositoryId: number;
  readonly installationId: number;
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
  /** `release-tracking` when not given. */
  readonly labels?: readonly string[];
}

export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What GitHub sends for a comment on an issue in an organisation's repository is about so long. */
const payloadBytes = 7_800;

/** A new comment that says nothing to the app, as GitHub would deliver it. Each `id` is another comment. */
export function commentWebhook(issue: CommentedIssue, id: number, secret: string): SignedWebhook {
  const body = Buffer.from(JSON.stringify(payload(issue, id)));
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'content-length': String(body.length),
      'user-agent': 'GitHub-Hookshot/5a4d0c1',
      'x-github-delivery': randomUUID(),
      'x-github-event': 'issue_comment',
      'x-hub-signature-256': `sha256=${digest}`,
    },
  };
}

function payload(at: CommentedIssue, id: number) {
  const repositoryUrl = `https://api.github.com/repos/${at.owner}/${at.repository}`;
  const issueUrl = `${repositoryUrl}/issues/${at.number}`;
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const user = { id: 5, login: 'analyst', type: 'User', ...urls('https://api.github.com/users/analyst', 12) };
  const filled = {
    action: 'created',
    issue: {
      id: 1_000 + at.number,
      number: at.number,
      title: 'Release plan: choose a provider',
      body: 'The plan.\n',
      updated_at: now,
      user,
      labels: (at.labels ?? ['release-tracking']).map((name) => ({ id: 1, name, color: 'ededed', default: false })),
      ...urls(issueUrl, 6),
    },
    comment: {
      id,
      node_id: `IC_${id}`,
      html_url: `https://github.com/${at.owner}/${at.repository}/issues/${at.number}#issuecomment-${id}`,
      body: 'The dashboard of this morning looks the same as that of yesterday.',
      user,
      created_at: now,
      updated_at: now,
      ...urls(`${repositoryUrl}/issues/comments/${id}`, 2),
    },
    repository: {
      id: at.repositoryId,
      name: at.repository,
      full_name: `${at.owner}/${at.repository}`,
      owner: { id: 4, login: at.owner, type: 'Organization' },
      ...urls(repositoryUrl, 46),
    },
    sender: user,
    installation: { id: at.installationId },
  };
  const missing = payloadBytes - JSON.stringify(filled).length;
  return { ...filled, organization: { login: at.owner, description: 'x'.repeat(Math.max(0, missing - 50)) } };
}

/** GitHub's payloads are mostly addresses. */
function urls(base: string, count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`part_${i}_url`, `${base}/part_${i}{/id}`]));
}
