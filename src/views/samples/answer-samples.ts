import { dayMs } from '../../core/instant.ts';
import { canary, goLive, moderate, start } from './sample-plan.ts';
import { refusals } from './sample-refusals.ts';
import { commands, moved } from './sample-reports.ts';
import { setAside } from './sample-set-aside.ts';
import * as sample from './sample-verdicts.ts';
import type { SamplesOf } from './samples-of.ts';

export const answerSamples: SamplesOf<
  | 'reply'
  | 'moved'
  | 'share-changed'
  | 'held'
  | 'resumed'
  | 'refused'
  | 'dry-run'
  | 'help'
  | 'help-command'
  | 'adopted'
  | 'scheduled'
  | 'answered'
  | 'judged'
  | 'reading-problems'
  | 'set-aside'
  | 'noise-paused'
  | 'edit-rejected'
  | 'cancelled'
  | 'set-up'
  | 'cut-note'
  | 'settings-check'
  | 'finding'
  | 'paused'
> = {
  reply: {
    several: {
      parts: [
        {
          view: 'share-changed',
          model: {
            stage: moderate,
            from: 30,
            to: 45,
            by: 'product-manager',
            toggles: ['scheduling_provider_selection'],
          },
        },
        {
          view: 'refused',
          model: {
            asked: '/advance',
            by: 'command',
            refusal: {
              reason: 'not-recommended',
              to: 'Go Live!',
              recommendation: sample.hold,
              verdicts: sample.verdicts.slice(0, 2),
            },
          },
        },
      ],
    },
    one: { parts: [{ view: 'scheduled', model: { date: '2021-03-15', before: undefined, by: 'product-manager' } }] },
  },
  moved: {
    first: moved,
    forced: {
      ...moved,
      from: canary,
      to: moderate,
      share: 30,
      checklist: 'moderate',
      why: 'agreed in the meeting',
      forcedAgainst: sample.hold,
    },
    'without-share': { ...moved, share: undefined, toggles: [], until: undefined },
    'rolled-back': {
      ...moved,
      kind: 'rolled-back',
      from: moderate,
      to: undefined,
      share: 0,
      why: 'errors in the payment step',
      checklist: undefined,
      until: undefined,
    },
    'rolled-back-to-stage': {
      ...moved,
      kind: 'rolled-back',
      from: moderate,
      to: canary,
      share: 10,
      why: 'errors in the payment step',
    },
    'went-live': {
      ...moved,
      kind: 'went-live',
      from: moderate,
      to: goLive,
      share: 100,
      checklist: 'go-live',
      until: undefined,
      results: [
        { what: '1-week', at: start + 21 * dayMs },
        { what: '1-month', at: start + 45 * dayMs },
      ],
    },
  },
  'share-changed': {
    raised: { stage: moderate, from: 30, to: 45, by: 'product-manager', toggles: ['scheduling_provider_selection'] },
  },
  held: { held: { stage: canary, hold: { by: 'engineer', why: 'errors in the payment step', since: start } } },
  resumed: { resumed: { stage: canary, by: 'engineer', heldSince: start } },
  refused: {
    ...refusals,
    label: {
      asked: 'stage: go-live',
      by: 'label',
      refusal: { reason: 'skips-a-stage', next: 'moderate', skipped: ['moderate'] },
    },
  },
  'dry-run': {
    move: {
      asked: '/advance canary',
      changes: [
        { kind: 'stage', from: 'planning', to: 'Stage A: Canary' },
        { kind: 'share', from: '0%', to: '10%' },
        { kind: 'label', from: 'stage: planning', to: 'stage: canary' },
        { kind: 'checklist', from: undefined, to: 'Canary — Provider selection release plan' },
        { kind: 'comment', from: undefined, to: 'moved' },
        { kind: 'comment', from: undefined, to: 'summary' },
        { kind: 'card', from: undefined, to: undefined },
        { kind: 'title', from: undefined, to: 'Release plan [10%]' },
        { kind: 'close', from: undefined, to: undefined },
        { kind: 'reading', from: '62%', to: 'Error rate 63%' },
        { kind: 'sign-off', from: undefined, to: 'go as QA' },
        { kind: 'date', from: '2021-03-14', to: '2021-03-15' },
        { kind: 'answer', from: undefined, to: 'errors: none' },
        { kind: 'judgement', from: undefined, to: 'PASS' },
        { kind: 'report', from: undefined, to: undefined },
        { kind: 'hold', from: undefined, to: 'errors in the payment step' },
        { kind: 'remarks', from: undefined, to: '3' },
        { kind: 'plan', part: 'share', name: 'canary', from: '20%', to: '10%' },
      ],
    },
    nothing: { asked: '/resume', changes: [] },
  },
  help: { list: { commands } },
  'help-command': Object.fromEntries(commands.map((command) => [command.name, { command }])),
  adopted: {
    read: {
      by: 'engineer',
      stage: moderate,
      share: 30,
      since: start,
      said: false,
      evidence: [
        { stage: canary, why: 'results-filled' },
        { stage: moderate, why: 'dates-running' },
        { stage: goLive, why: 'dates-passed' },
      ],
      assumed: [],
      answers: 3,
      readings: 1,
      goLivePassed: '2021-03-15',
    },
    said: {
      by: 'engineer',
      stage: moderate,
      share: 45,
      since: undefined,
      said: true,
      evidence: [],
      assumed: [canary],
      answers: 0,
      readings: 0,
      goLivePassed: undefined,
    },
    planning: {
      by: 'engineer',
      stage: undefined,
      share: 0,
      since: undefined,
      said: false,
      evidence: [],
      assumed: [],
      answers: 0,
      readings: 0,
      goLivePassed: undefined,
    },
  },
  scheduled: {
    first: { date: '2021-03-15', before: undefined, by: 'product-manager' },
    moved: { date: '2021-03-22', before: '2021-03-15', by: 'product-manager' },
  },
  answered: { answered: { question: 'errors-logged', text: 'two kinds:\n502 (4 requests)\n\n401 (2 requests)' } },
  judged: {
    judged: { criterion: 'The office can process the requests', result: 'PASS', why: 'the office confirmed it' },
  },
  'reading-problems': {
    some: {
      accepted: 2,
      problems: [
        { line: 3, text: 'Error rate = lots', why: 'not-a-number' },
        { line: 4, text: '| a | b |', why: 'no-name' },
      ],
    },
    one: { accepted: 0, problems: [{ line: 1, text: 'Starts = 5/3', why: 'impossible-count' }] },
  },
  'set-aside': setAside,
  'noise-paused': { paused: { comments: 100, minutes: 10, until: start + dayMs } },
  'edit-rejected': { edited: { by: 'engineer', author: 'analyst', readings: ['Error rate 3/1301'] } },
  cancelled: {
    cancelled: {
      by: 'product-manager',
      why: 'the feature is not needed any more',
      share: 10,
      toggles: ['scheduling_provider_selection'],
    },
  },
  'settings-check': {
    good: { settings: true, templates: ['card', 'weekly'], errors: 0, warnings: 0, left: 0, untried: [] },
    bad: { settings: true, templates: [], errors: 212, warnings: 3, left: 15, untried: [] },
    odd: { settings: false, templates: ['crad'], errors: 0, warnings: 1, left: 0, untried: ['card'] },
    none: { settings: false, templates: [], errors: 0, warnings: 0, left: 0, untried: [] },
  },
  'set-up': {
    all: {
      added: [
        '.github/ISSUE_TEMPLATE/release-plan.yml',
        '.github/ISSUE_TEMPLATE/release-plan.md',
        '.github/rollcall.yml',
      ],
      kept: [],
    },
    some: { added: ['.github/ISSUE_TEMPLATE/release-plan.md'], kept: ['.github/rollcall.yml'] },
  },
  'cut-note': { note: {} },
  finding: {
    setting: {
      finding: {
        code: 'unknown-setting',
        severity: 'error',
        line: 4,
        column: 3,
        facts: { key: 'stagess', nearest: 'stages' },
      },
    },
  },
  paused: { closed: { why: 'closed', by: 'engineer' }, unlabeled: { why: 'unlabeled', by: 'engineer' } },
};
