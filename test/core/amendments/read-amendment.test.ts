import { describe, expect, it } from 'vitest';
import { readAmendment } from '../../../src/core/amendments/read-amendment.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { seedLayout } from '../story.ts';

const now = Date.parse('2021-03-01T14:00:00Z');
const { plan } = readPlan(seedLayout, { now });
const read = (text: string) => readAmendment(text, { plan, now, timeZone: 'UTC' });

const long = 'x'.repeat(2_000);

describe('what is set by /plan set', () => {
  it.each<[text: string, what: string, name: string | undefined, to: string]>([
    ['stage canary share 12%', 'share', 'canary', '12%'],
    ['Stage canary SHARE 12', 'share', 'canary', '12%'],
    ['stages canary share 2.5', 'share', 'canary', '2.5%'],
    ['stage canary share: 12-15%', 'share', 'canary', '12-15%'],
    ['stage canary share = "12%"', 'share', 'canary', '12%'],
    ['stage canary share=12%', 'share', 'canary', '12%'],
    ['stage canary share  =  12%', 'share', 'canary', '12%'],
    ['stage "Stage A: Canary" length 2 days', 'length', 'canary', '2 days'],
    ['stage b length: 1 week', 'length', 'moderate', '1 week'],
    ['go-live 2021-04-15', 'go-live', undefined, '2021-04-15'],
    ['golive 04/15/2021', 'go-live', undefined, '2021-04-15'],
    ['go-live 2021-03-01', 'go-live', undefined, '2021-03-01'],
    ['kpi 1 Support calls', 'kpi', 'kpi-1', 'Support calls'],
    ['kpis kpi-1: "Support calls"', 'kpi', 'kpi-1', 'Support calls'],
    ['kpi KPI-1. ‘Support calls’', 'kpi', 'kpi-1', 'Support calls'],
    ['kpi 2 Support calls', 'kpi', 'kpi-2', 'Support calls'],
    ['criterion error-rate "Error rate < 3%"', 'criterion', 'error-rate', 'Error rate < 3%'],
    ['criterion Error-Rate: Error rate < 3%', 'criterion', 'error-rate', 'Error rate < 3%'],
    ['criteria “Starts > 50”', 'criterion', 'starts', 'Starts > 50'],
    ["criterion 'Error rate < 3%'", 'criterion', 'error-rate-2', 'Error rate < 3%'],
    ['toggle new_scheduling', 'toggle', undefined, 'new_scheduling'],
    ['toggles "a, b;c,"', 'toggle', undefined, 'a, b, c'],
    ['role Product owner', 'roles', undefined, 'Product owner'],
    ['roles Product owner; Engineering', 'roles', undefined, 'Product owner, Engineering'],
    ['rollback "the engineer turns it off"', 'rollback', undefined, 'the engineer turns it off'],
    ["rollback the engineer's call", 'rollback', undefined, "the engineer's call"],
    [`rollback ${long}yz`, 'rollback', undefined, long],
  ])('%s', (text, what, name, to) => {
    expect(read(text)).toEqual({ kind: 'asked', asked: { what, name, to } });
  });

  it.each<[text: string, refusal: object]>([
    [
      '',
      {
        reason: 'unknown-plan-part',
        part: '',
        nearest: undefined,
        parts: ['stage', 'go-live', 'kpi', 'criterion', 'toggle', 'roles', 'rollback'],
      },
    ],
    ['stgae canary share 5%', { reason: 'unknown-plan-part', part: 'stgae', nearest: 'stage' }],
    ['constructor x', { reason: 'unknown-plan-part', part: 'constructor' }],
    ['stage', { reason: 'bad-usage', problem: 'stage', example: '/plan set stage canary share 10%' }],
    ['stage canary', { reason: 'bad-usage', problem: 'canary', example: '/plan set stage canary share 10%' }],
    ['stage canery', { reason: 'unknown-stage', stage: 'canery', nearest: 'canary' }],
    [
      'stage nowhere share 5%',
      { reason: 'unknown-stage', stage: 'nowhere', nearest: undefined, stages: ['canary', 'moderate', 'go-live'] },
    ],
    [
      'stage canary lenght 2 days',
      { reason: 'unknown-plan-part', part: 'lenght', nearest: 'length', parts: ['share', 'length'] },
    ],
    ['stage canary share lots', { reason: 'not-a-number', text: 'lots' }],
    [
      'stage canary length long',
      { reason: 'bad-length', text: 'long', example: '/plan set stage canary length 2 days' },
    ],
    ['go-live', { reason: 'bad-date', text: '', example: '/plan set go-live 2021-03-15' }],
    ['go-live soon', { reason: 'bad-date', text: 'soon' }],
    ['go-live 2021-02-28', { reason: 'date-in-the-past', date: '2021-02-28' }],
    ['kpi', { reason: 'bad-usage', problem: '', example: '/plan set kpi 1 "completed requests"' }],
    ['kpi 1', { reason: 'bad-usage', problem: '1' }],
    ['kpi first Support calls', { reason: 'bad-usage', problem: 'first Support calls' }],
    ['kpi x1 Support calls', { reason: 'bad-usage' }],
    ['kpi 1x Support calls', { reason: 'bad-usage' }],
    ['kpi 0 Support calls', { reason: 'unknown-kpi', number: 0, count: 1, next: '/plan set kpi 2 "name"' }],
    ['kpi 3 Support calls', { reason: 'unknown-kpi', number: 3, count: 1 }],
    ['kpi 12 Support calls', { reason: 'unknown-kpi', number: 12 }],
    ['criterion', { reason: 'bad-usage', problem: '' }],
    ['criterion error-rate', { reason: 'bad-usage', problem: '' }],
    [
      'criterion error-rate Error rate < X%',
      { reason: 'bad-usage', problem: 'Error rate < X%', example: '/plan set criterion error-rate "error rate < 5%"' },
    ],
    [
      'criterion eror-rate Error rate < 3%',
      {
        reason: 'unknown-criterion',
        name: 'eror-rate',
        nearest: 'error-rate',
        criteria: ['preference-step-completion', 'error-rate'],
      },
    ],
    ['toggle', { reason: 'bad-usage', problem: '', example: '/plan set toggle new_scheduling' }],
    ['roles ,;', { reason: 'bad-usage', problem: ',;', example: '/plan set roles Product owner, Engineering' }],
    ['rollback', { reason: 'bad-usage', problem: 'rollback', example: '/plan set rollback "…"' }],
  ])('%j is refused', (text, refusal) => {
    expect(read(text)).toMatchObject({ kind: 'refused', refusal });
  });
});
