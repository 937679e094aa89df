import { type CheckRequest, readCheckRequest } from '../adapters/github/check-request.ts';
import type { AppIdentity, Webhook } from '../adapters/github/payload.ts';
import { readWebhook } from '../adapters/github/payload.ts';
import type { Ignored } from '../adapters/github/payload-fields.ts';
import type { Delivery, Store } from '../ports.ts';
import type { CheckPullRequest } from './pull-request-checks.ts';
import type { PutAsideList } from './put-aside.ts';
import { trackingLabelOf } from './tracking-label.ts';

export interface Intake {
  /**
   * Takes a verified webhook in. When it resolves the event is durable, was there before, or is none of ours; it rejects
   * when the store cannot take it, and then GitHub must be told so.
   */
  receive(webhook: Webhook): Promise<IntakeOutcome>;
}

/** `accepted`, `duplicate`, `repeated`, or why it was put aside. */
export type IntakeOutcome = string;

interface IntakeOptions {
  readonly store: Store;
  readonly app: AppIdentity;
  readonly checkPullRequest: CheckPullRequest;
  readonly putAside: Pick<PutAsideList, 'add'>;
  readonly onAccepted: () => void;
  readonly onOutcome: (event: string, outcome: IntakeOutcome) => void;
}

export function createIntake({ store, app, checkPullRequest, putAside, onAccepted, onOutcome }: IntakeOptions): Intake {
  return {
    async receive(webhook) {
      const outcome = await take(webhook).catch((error: unknown) => {
        onOutcome(webhook.name, 'failed');
        throw error;
      });
      onOutcome(webhook.name, outcome);
      return outcome;
    },
  };

  async function take(webhook: Webhook): Promise<IntakeOutcome> {
    const toCheck = readCheckRequest(webhook, app);
    if (toCheck !== undefined) return setAside(webhook, await takeCheck(toCheck));
    const read = readWebhook(webhook, app);
    if ('ignored' in read) return setAside(webhook, read.ignored);
    if (!(await concernsUs(read, store))) return setAside(webhook, 'untracked');
    const outcome = await store.receive(read);
    if (outcome === 'accepted') onAccepted();
    return outcome;
  }

  /** No release hangs on it, so it goes into no lane: it is done when it is answered. */
  async function takeCheck(read: CheckRequest | Ignored): Promise<IntakeOutcome> {
    return 'ignored' in read ? read.ignored : checkPullRequest(read);
  }

  function setAside({ id, name, receivedAt }: Webhook, outcome: IntakeOutcome): IntakeOutcome {
    putAside.add({ deliveryId: id, event: name, outcome, receivedAt });
    return outcome;
  }
}

/**
 * Most issues of a repository are no tracking issues, and their events cost nothing. An issue that is opened or labelled
 * may become one; which label that takes is in the settings, so until they have been read once any label will do.
 */
async function concernsUs({ event, issue, parentNumber }: Delivery, store: Store): Promise<boolean> {
  if (!('issueNumber' in event)) return true;
  if (await store.isTracked(issue.repositoryId, event.issueNumber, parentNumber)) return true;
  if (asksForAdoption(event)) return true;
  if (event.issueLabels.length === 0) return false;
  const label = await trackingLabelOf(store, issue.repositoryId);
  if (label !== undefined) return event.issueLabels.includes(label);
  return (
    event.kind === 'issue-opened' || event.kind === 'issue-labeled' || event.issueLabels.includes('release-tracking')
  );
}

/** A cheap look before anything is read: whether it is a command is for the core to say. */
function asksForAdoption(event: Delivery['event']): boolean {
  if (event.kind !== 'comment-created' || event.comment.author.isBot) return false;
  return /^ {0,3}\/adopt(?![\w-])/im.test(event.comment.body);
}
