import type { Refusal, RefusalReason } from '../../core/refusal.ts';
import type { RefusedModel } from '../../core/view-models.ts';
import { start } from './sample-plan.ts';
import { hold, verdicts } from './sample-verdicts.ts';

type RefusalOf<Reason extends RefusalReason> = Omit<Extract<Refusal, { readonly reason: Reason }>, 'reason'>;

/** One for each reason: a reason without one does not compile. */
const facts: { readonly [Reason in RefusalReason]: RefusalOf<Reason> } = {
  'unknown-command': { name: '/advnace', nearest: '/advance' },
  'bad-usage': { problem: 'soon', usage: '/schedule go-live date', example: '/schedule go-live 2021-03-15' },
  'too-many-commands': { limit: 50 },
  'not-permitted': { needs: 'write', has: 'read' },
  'not-for-bots': {},
  'unknown-stage': { stage: 'canry', nearest: 'canary', stages: ['canary', 'moderate', 'go-live'] },
  'already-there': { stage: 'Stage A: Canary', since: start, by: 'product-manager' },
  'skips-a-stage': { next: 'moderate', skipped: ['moderate'] },
  backwards: { stage: 'canary', current: 'moderate' },
  'not-recommended': { to: 'Stage B: Moderate', recommendation: hold, verdicts },
  'on-hold': { by: 'engineer', why: 'errors in the payment step', since: start },
  'not-on-hold': {},
  'not-started': { first: 'canary' },
  'rolled-back': { from: 'moderate' },
  'already-begun': { stage: 'moderate', since: start },
  'no-further-stage': { current: 'Go Live!' },
  'already-ended': { how: 'complete', since: start },
  'not-live-yet': {},
  'share-outside-range': { share: 70, lowest: 30, highest: 60, stage: 'Stage B: Moderate' },
  'share-lowers': { share: 20, current: 30 },
  'stage-has-no-share': { stage: 'Stage C: All offices' },
  'share-unchanged': { share: 30 },
  'nothing-to-roll-back': {},
  'rollback-raises': { share: 60, current: 30 },
  'reason-missing': { example: '/hold errors in the payment step' },
  'not-a-number': { text: 'lots', example: '/metric Error rate = 3/1301' },
  'unknown-criterion': { name: 'eror-rate', nearest: 'error-rate', criteria: ['error-rate', 'calls'] },
  'unknown-plan-part': { part: 'shar', nearest: 'share', parts: ['share', 'length'] },
  'unknown-kpi': { number: 7, count: 3, next: '/plan set kpi 4 "name"' },
  'bad-length': { text: 'a while', example: '/plan set stage canary length 2 days' },
  'nothing-to-accept': { errors: 0 },
  'unknown-question': { name: 'eta', questions: ['errors', 'processing'] },
  'unknown-role': { role: 'Legal', roles: ['Product owner', 'Engineering', 'QA'] },
  'role-not-yours': { role: 'QA', mayAnswer: ['tester', 'engineer'] },
  'role-unclear': { roles: ['Engineering', 'QA'] },
  'unknown-report': { report: 'daily', reports: ['weekly', '1-week', '1-month'] },
  'bad-date': { text: 'soon', example: '/schedule go-live 2021-03-15' },
  'date-in-the-past': { date: '2021-02-01' },
  'two-labels': { labels: ['stage: canary', 'stage: moderate'] },
  'sub-issue-limit': { limit: 100 },
  'no-plan': {},
};

export const refusals: Readonly<Record<string, RefusedModel>> = Object.fromEntries(
  Object.entries(facts).map(([reason, rest]) => {
    // The table above pairs each reason with its own facts.
    const refusal = { reason, ...rest } as Refusal;
    return [reason, { asked: '/advance moderate', by: 'command', refusal }];
  }),
);
