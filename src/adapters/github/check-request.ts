/** Webhooks after which the settings at a commit are to be checked: its pull request has changed, or somebody asks again. */
import { z } from 'zod';
import type { AppIdentity, Webhook } from './payload.ts';
import type { Ignored } from './payload-fields.ts';

/** A commit in the repository of the pull request, also where the pull request comes from a fork. */
export interface HeadRef {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repository: string;
  readonly headSha: string;
}

export interface CheckRequest extends HeadRef {
  /** Number of the pull request; undefined where somebody asks again and GitHub does not name it. */
  readonly pull: number | undefined;
  /** The delivery by which somebody asks for the check again. */
  readonly again: string | undefined;
}

const pullActions: ReadonlySet<string> = new Set(['opened', 'synchronize', 'reopened']);

const name = z.string().min(1).max(300);
const id = z.int().positive();
const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const common = z.object({
  action: z.string().max(100),
  repository: z.object({ id, name, owner: z.object({ login: name }) }),
  installation: z.object({ id }),
});
const pullFields = common.extend({
  number: id,
  pull_request: z.object({ head: z.object({ sha }) }),
  /** What was edited. */
  changes: z.object({ base: z.unknown().optional() }).optional(),
});
/** Of a check run and of a check suite, which is all check runs of an app on a commit. */
const check = z.object({ head_sha: sha, app: z.object({ id: z.int() }).nullish() });
const runFields = common.extend({ check_run: check });
const suiteFields = common.extend({ check_suite: check });

type Read = (webhook: Webhook, app: AppIdentity) => CheckRequest | Ignored;

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['pull_request', readPull],
  ['check_run', ({ id, payload }, app) => readAgain(id, runFields.safeParse(payload).data, app, 'check_run')],
  ['check_suite', ({ id, payload }, app) => readAgain(id, suiteFields.safeParse(payload).data, app, 'check_suite')],
]);

export const checkEvents: readonly string[] = [...readers.keys()];

/** What is to be checked, or why there is nothing; undefined for a webhook of another kind. Never throws. */
export function readCheckRequest(webhook: Webhook, app: AppIdentity): CheckRequest | Ignored | undefined {
  return readers.get(webhook.name)?.(webhook, app);
}

function readPull({ payload }: Webhook): CheckRequest | Ignored {
  const { data } = pullFields.safeParse(payload);
  if (data === undefined) return { ignored: 'malformed' };
  const hasNewBase = data.action === 'edited' && data.changes?.base !== undefined;
  if (!pullActions.has(data.action) && !hasNewBase) return { ignored: 'action-not-handled' };
  return { ...headOf(data, data.pull_request.head.sha), pull: data.number, again: undefined };
}

type CheckFields<Key extends string> = z.output<typeof common> & Readonly<Record<Key, z.output<typeof check>>>;

function readAgain<Key extends string>(
  delivery: string,
  data: CheckFields<Key> | undefined,
  app: AppIdentity,
  key: Key,
): CheckRequest | Ignored {
  if (data === undefined) return { ignored: 'malformed' };
  const asked = data[key];
  // Checks of other apps are asked for from those.
  if (data.action !== 'rerequested' || asked.app?.id !== app.id) return { ignored: 'action-not-handled' };
  return { ...headOf(data, asked.head_sha), pull: undefined, again: delivery };
}

function headOf({ installation, repository }: z.output<typeof common>, headSha: string): HeadRef {
  return {
    installationId: installation.id,
    repositoryId: repository.id,
    owner: repository.owner.login,
    repository: repository.name,
    headSha,
  };
}
