import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { mayReadPlan } from '../../src/core/handlers/may-read-plan.ts';

// Only its kind is looked at, and what a comment says.
const event = (kind: string, body = '') => ({ kind, comment: { body } }) as unknown as Event;

describe('whether the plans of other releases are needed', () => {
  it.each([
    ['/plan', true],
    ['/adopt moderate', true],
    ['Now then:\n  /Plan set kpi 1 starts', true],
    ['/planning', false],
    ['See /plan', false],
    ['x/plan', false],
    ['/status', false],
    ['', false],
  ])('a comment that says %j: %s', (body, needed) => {
    expect(mayReadPlan(event('comment-created', body))).toBe(needed);
    expect(mayReadPlan(event('comment-edited', body))).toBe(needed);
  });

  it.each([
    ['issue-opened', true],
    ['issue-edited', true],
    ['issue-labeled', true],
    ['issue-reopened', true],
    ['sync', true],
    ['issue-closed', false],
    ['issue-unlabeled', false],
    ['comment-deleted', false],
    ['timer', false],
    ['set-aside', false],
  ])('%s: %s', (kind, needed) => {
    expect(mayReadPlan(event(kind, '/plan'))).toBe(needed);
  });
});
