import { forbidden, GitHubError, invalid, notFound } from '../github-error.ts';
import { newIdentity, type Platform, register } from '../platform.ts';
import { presentIssue } from '../rest/present-issue.ts';
import { presentLabel } from '../rest/present-label.ts';
import { type Caller, demand, may } from './roles.ts';
import { recordEvent } from './timeline.ts';
import type { Issue, Label, Repository } from './world.ts';

export interface LabelInput {
  readonly name: string;
  readonly color?: string | undefined;
  readonly description?: string | undefined;
}

/** The colour GitHub gives a label that was made by using it. */
const plainColor = 'ededed';

export function createLabel(platform: Platform, caller: Caller, repository: Repository, input: LabelInput): Label {
  demand(platform.world, caller, repository, 'create-label');
  checkLabel(repository, input, undefined);
  const now = platform.clock.now();
  const label: Label = register(platform.world, {
    kind: 'Label',
    ...newIdentity(platform.world, 'Label'),
    repository,
    name: input.name,
    color: (input.color ?? plainColor).toLowerCase(),
    description: input.description,
    createdAt: now,
    updatedAt: now,
  });
  repository.labels.set(label.name.toLowerCase(), label);
  publishLabel(platform, caller, label, 'created', {});
  return label;
}

export function updateLabel(platform: Platform, caller: Caller, label: Label, input: Partial<LabelInput>): Label {
  const { repository } = label;
  demand(platform.world, caller, repository, 'create-label');
  checkLabel(repository, { color: label.color, ...input, name: input.name ?? label.name }, label);
  const before = { name: label.name, color: label.color, description: label.description };
  repository.labels.delete(label.name.toLowerCase());
  label.name = input.name ?? label.name;
  label.color = (input.color ?? label.color).toLowerCase();
  label.description = input.description ?? label.description;
  label.updatedAt = platform.clock.now();
  repository.labels.set(label.name.toLowerCase(), label);
  const changes: Record<string, { from: string }> = {};
  if (before.name !== label.name) changes['name'] = { from: before.name };
  if (before.color !== label.color) changes['color'] = { from: before.color };
  if (before.description !== label.description) changes['description'] = { from: before.description ?? '' };
  publishLabel(platform, caller, label, 'edited', { changes });
  return label;
}

/** Issues lose it too, as on GitHub: with an `unlabeled` each. */
export function deleteLabel(platform: Platform, caller: Caller, label: Label): void {
  demand(platform.world, caller, label.repository, 'create-label');
  for (const issue of label.repository.issues.values()) {
    if (issue.labels.has(label)) detach(platform, caller, issue, label);
  }
  label.repository.labels.delete(label.name.toLowerCase());
  platform.world.nodes.delete(label.nodeId);
  publishLabel(platform, caller, label, 'deleted', {});
}

/** Labels by name; unknown ones are made on the fly, which takes more than adding one. */
export function labelsByName(
  platform: Platform,
  caller: Caller,
  repository: Repository,
  names: readonly string[],
): Label[] {
  const labels: Label[] = [];
  for (const name of names) {
    const known = repository.labels.get(name.toLowerCase());
    if (known === undefined && !may(platform.world, caller, repository, 'create-label')) {
      throw new GitHubError(403, 'You do not have permission to create labels on this repository.', {
        type: 'FORBIDDEN',
        errors: [{ resource: 'Repository', field: 'label', code: 'unauthorized' }],
      });
    }
    labels.push(known ?? createLabel(platform, caller, repository, { name }));
  }
  return labels;
}

/** One `labeled` for each label that was not there before; adding one that is there does nothing. */
export function addLabels(platform: Platform, caller: Caller, issue: Issue, labels: readonly Label[]): void {
  demand(platform.world, caller, issue.repository, 'label');
  for (const label of labels) {
    if (label.repository !== issue.repository) throw notFound();
    if (!issue.labels.has(label)) attach(platform, caller, issue, label);
  }
}

export function removeLabels(platform: Platform, caller: Caller, issue: Issue, labels: readonly Label[]): void {
  demand(platform.world, caller, issue.repository, 'label');
  for (const label of labels) if (issue.labels.has(label)) detach(platform, caller, issue, label);
}

/** The whole set at once. */
export function setLabels(platform: Platform, caller: Caller, issue: Issue, labels: readonly Label[]): void {
  removeLabels(
    platform,
    caller,
    issue,
    [...issue.labels].filter((label) => !labels.includes(label)),
  );
  addLabels(platform, caller, issue, labels);
}

function attach(platform: Platform, caller: Caller, issue: Issue, label: Label): void {
  // GitHub allows 100 labels an issue.
  if (issue.labels.size >= 100) throw forbidden('Too many labels');
  issue.labels.add(label);
  tellIssue(platform, caller, issue, label, 'labeled');
}

function detach(platform: Platform, caller: Caller, issue: Issue, label: Label): void {
  issue.labels.delete(label);
  tellIssue(platform, caller, issue, label, 'unlabeled');
}

function tellIssue(
  platform: Platform,
  caller: Caller,
  issue: Issue,
  label: Label,
  action: 'labeled' | 'unlabeled',
): void {
  issue.updatedAt = platform.clock.now();
  const kind = action === 'labeled' ? 'LabeledEvent' : 'UnlabeledEvent';
  recordEvent(platform, caller, issue, { kind, label, issue });
  platform.publish({
    event: 'issues',
    action,
    repository: issue.repository,
    sender: caller.account,
    payload: { issue: presentIssue(platform, issue), label: presentLabel(platform, label) },
  });
}

function publishLabel(
  platform: Platform,
  caller: Caller,
  label: Label,
  action: string,
  more: Readonly<Record<string, unknown>>,
): void {
  platform.publish({
    event: 'label',
    action,
    repository: label.repository,
    sender: caller.account,
    payload: { label: presentLabel(platform, label), ...more },
  });
}

function checkLabel(repository: Repository, input: LabelInput, self: Label | undefined): void {
  const name = input.name.trim();
  const wrong = (field: string, code: string) => ({ resource: 'Label', field, code });
  if (name === '') throw invalid("Name can't be blank", wrong('name', 'missing_field'));
  if (name.length > 50) throw invalid('Name is too long (maximum is 50 characters)', wrong('name', 'invalid'));
  if (input.color !== undefined && !/^[0-9a-f]{6}$/i.test(input.color)) {
    throw invalid('Color must be 6 character hex code', wrong('color', 'invalid'));
  }
  if ((input.description ?? '').length > 100) {
    throw invalid('Description is too long (maximum is 100 characters)', wrong('description', 'invalid'));
  }
  const other = repository.labels.get(name.toLowerCase());
  if (other !== undefined && other !== self) {
    throw invalid('Name has already been taken', wrong('name', 'already_exists'));
  }
}
