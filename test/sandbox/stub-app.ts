/** A small app in the place of Rollcall: enough to see the player at work. */
import { createServer } from 'node:http';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { dayMs, minuteMs } from '../../src/core/instant.ts';
import type { AppOptions, AppUnderTest, ReleaseState } from '../../src/sandbox/app-under-test.ts';

interface Heard {
  readonly event: string;
  readonly payload: {
    readonly action?: string;
    readonly sender: { readonly type: string };
    readonly issue: { readonly number: number; readonly node_id: string; readonly body: string | null };
    readonly comment?: { readonly id: number; readonly node_id: string; readonly body: string };
    readonly repository: {
      readonly name: string;
      readonly owner: { readonly login: string };
      readonly node_id: string;
    };
    readonly installation: { readonly id: number };
  };
}

/** Posts a card on new issues, obeys `/advance NAME`, and reports a week after the issue was opened. */
export async function startStubApp(options: AppOptions): Promise<AppUnderTest> {
  const { clock } = options;
  const inbox: Heard[] = [];
  const seen = new Set<string>();
  const timers: { readonly at: number; readonly run: () => Promise<void> }[] = [];
  const releases = new Map<number, ReleaseState>();
  let retryAt: number | undefined;
  let working: Promise<void> = Promise.resolve();

  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const guid = String(request.headers['x-github-delivery']);
      if (!seen.has(guid)) inbox.push({ event: String(request.headers['x-github-event']), payload: JSON.parse(text) });
      seen.add(guid);
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;

  async function handle({ event, payload }: Heard): Promise<void> {
    const { issue, comment, repository, installation, action } = payload;
    if (payload.sender.type === 'Bot') return;
    const auth = { appId: options.appId, privateKey: options.privateKey, installationId: installation.id };
    const octokit = new Octokit({ baseUrl: options.githubUrl, authStrategy: createAppAuth, auth, log: silent });
    const place = { owner: repository.owner.login, repo: repository.name, issue_number: issue.number };
    if (event === 'issues' && action === 'opened') {
      await octokit.rest.issues.createComment({ ...place, body: '<!-- card -->### Planning' });
      await octokit.rest.issues.addLabels({ ...place, labels: ['stage: planning'] });
      timers.push({
        at: clock.now() + 7 * dayMs,
        run: async () => {
          await octokit.rest.issues.createComment({
            ...place,
            body: `Weekly update of ${new Date(clock.now()).toISOString()}`,
          });
        },
      });
      releases.set(issue.number, state(issue.number, undefined, 'planning'));
    }
    const stage = /^\/advance (\w+)/.exec(comment?.body ?? '')?.[1];
    if (comment === undefined || action !== 'created' || stage === undefined) return;
    await octokit.graphql(
      `mutation Create($repo: ID!, $parent: ID!, $title: String!) {
        createIssue(input: { repositoryId: $repo, parentIssueId: $parent, title: $title, body: "- [ ] Turn the toggle\\n- Number of unique users: x" }) { issue { id } } }`,
      { repo: repository.node_id, parent: issue.node_id, title: `${stage} — checklist` },
    );
    await octokit.rest.issues.setLabels({ ...place, labels: [`stage: ${stage}`] });
    await octokit.rest.reactions.createForIssueComment({ ...place, comment_id: comment.id, content: 'rocket' });
    releases.set(issue.number, state(issue.number, stage, 'stage'));
  }

  async function drain(): Promise<void> {
    while (inbox.length > 0 && (retryAt === undefined || retryAt <= clock.now())) {
      retryAt = undefined;
      const [next] = inbox;
      if (next === undefined) return;
      try {
        await handle(next);
        inbox.shift();
      } catch {
        retryAt = clock.now() + 5 * minuteMs;
      }
    }
  }

  function settle(): Promise<void> {
    working = working.then(drain);
    return working;
  }

  return {
    webhookUrl: `http://127.0.0.1:${port}/`,
    settle,
    async nextWake() {
      const timerAt = timers.length === 0 ? undefined : Math.min(...timers.map((timer) => timer.at));
      return { retryAt, timerAt };
    },
    async fireDue() {
      const due = timers.filter((timer) => timer.at <= clock.now());
      for (const timer of due) {
        timers.splice(timers.indexOf(timer), 1);
        await timer.run();
      }
      await settle();
    },
    releases: async () => [...releases.values()],
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function state(issue: number, stage: string | undefined, at: string): ReleaseState {
  const verdicts = stage === undefined ? [] : [{ criterion: 'Completion', result: 'PASS', why: 'met' }];
  return { issue, stage, share: stage === undefined ? 0 : 10, state: at, recommendation: stage && 'GO', verdicts };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
