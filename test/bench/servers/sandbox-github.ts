/** The sandbox's GitHub in a process of its own, with one tracking issue. */

import { type BenchGitHub, openTrackingIssue, startBenchGitHub } from '../bench-github.ts';
import { given, say } from './given.ts';

await given();
const github: BenchGitHub = await startBenchGitHub();
const { url, app, privateKey, webhookSecret, installation } = github.sandbox;
say({ githubUrl: url, appId: app.id, privateKey, webhookSecret });

const { webhookUrl } = await given<{ readonly webhookUrl: string }>();
github.sandbox.sendWebhooksTo(webhookUrl);
const issue = openTrackingIssue(github, 1);
await github.sandbox.quiet();
say({
  repositoryId: github.repository.id,
  installationId: installation.id,
  owner: github.sandbox.organization.login,
  repository: github.repository.name,
  number: issue.number,
});
