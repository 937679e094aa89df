import type { EvidenceBook } from './criteria/evidence-book.ts';
import type { Instant } from './instant.ts';
import type { OtherPlan } from './plan/findings/copied-findings.ts';
import type { Finding } from './plan/plan.ts';
import type { Reading } from './readings/reading.ts';
import type { Rollout } from './rollout.ts';
import type { Settings } from './settings.ts';

/** Everything `decide` may know. Put together from one GraphQL query and the rollout's own rows. */
export interface Snapshot extends GitHubFacts {
  readonly now: Instant;
  readonly settings: Settings;
  /** Mistakes in the live settings file; the last good settings are in force. */
  readonly settingsFindings: readonly Finding[];
  /** Undefined until the tracking issue has been adopted. */
  readonly rollout: Rollout | undefined;
  /** Sorted by the moments they hold for. */
  readonly readings: readonly Reading[];
  /** Where they have been entered already: deciding enters only what is new. It decides nothing. */
  readonly book?: EvidenceBook | undefined;
  /** Plans of other releases in the repository; there where the event may have the plan read. */
  readonly otherPlans?: readonly OtherPlan[] | undefined;
}

/** What GitHub says now. */
export interface GitHubFacts {
  readonly repository: RepositoryFacts;
  readonly issue: IssueFacts;
  /** Who caused the event; undefined for timers. */
  readonly actor: ActorFacts | undefined;
  /** The sub-issues that carry our marker, one for each stage that was entered. */
  readonly checklists: readonly ChecklistFacts[];
  /** Number of sub-issues the tracking issue has, ours or not. GitHub allows 100. */
  readonly subIssueCount: number;
  readonly blockers: readonly BlockerFacts[];
  /** Our own comments on the tracking issue that carry a valid marker. */
  readonly comments: readonly OwnComment[];
}

export interface RepositoryFacts {
  readonly id: number;
  readonly nodeId: string;
  readonly owner: string;
  readonly name: string;
  readonly labels: readonly LabelFacts[];
}

export interface LabelFacts {
  readonly nodeId: string;
  readonly name: string;
}

export interface IssueFacts {
  readonly number: number;
  readonly nodeId: string;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly open: boolean;
  readonly locked: boolean;
  readonly author: string;
  readonly labels: readonly LabelFacts[];
}

export interface ActorFacts {
  readonly login: string;
  readonly isBot: boolean;
  readonly permission: Permission;
  /** Slugs of the organisation's teams the actor is in, child teams included. */
  readonly teams: readonly string[];
}

export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface ChecklistFacts {
  readonly stage: string;
  readonly number: number;
  readonly nodeId: string;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
}

export interface BlockerFacts {
  readonly number: number;
  readonly title: string;
  readonly url: string;
}

export interface OwnComment {
  readonly nodeId: string;
  readonly id: number;
  /** What its marker says it is: a slot such as `card`, or the id of the effect that posted it. */
  readonly slot: string;
  readonly body: string;
}
