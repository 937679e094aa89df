/**
 * A scenario: people, bots and moving time, and what is expected of the app.
 *
 * Issues are named by number, or by the name of a stage: `canary` is the sub-issue of the tracking issue whose title
 * names it before its dash, `2/canary` that of issue 2. Where no issue is named the tracking issue is meant, the first one opened.
 * Texts that begin with `./` or `../`, or are the name of a file, are files beside the scenario. A text between slashes is a regular expression;
 * any other text is looked for as it stands.
 */
import { z } from 'zod';

const text = z.string();
const texts = z.union([text, z.array(text).min(1)]);
const issue = z.union([z.int().positive(), text.min(1)]).describe('A number, or the name of a stage');
const role = z.enum(['none', 'read', 'triage', 'write', 'maintain', 'admin']);
const login = z.string().regex(/^[A-Za-z\d](?:[A-Za-z\d-]{0,38})(?:\[bot\])?$/, 'is not a login');

/**
 * Every action says who does it. That GitHub does not let somebody do something is told in the story, as GitHub would
 * tell it; `refused` says that it must, or must not, be so.
 */
const by = { as: login, refused: z.boolean().optional() };

const actions = {
  open: z.strictObject({
    ...by,
    title: text,
    body: text.optional(),
    labels: z.array(text).optional(),
    /** The new issue becomes a sub-issue of it. */
    parent: issue.optional(),
  }),
  comment: z.strictObject({ ...by, body: text, issue: issue.optional() }),
  label: z.strictObject({ ...by, add: texts.optional(), remove: texts.optional(), issue: issue.optional() }),
  /**
   * `comment: 3` is the third comment that people wrote on the issue; where there are fewer, the third of the whole
   * scenario, or the third on the issue with those of the app. Without it the issue itself is edited.
   */
  edit: z.strictObject({
    ...by,
    issue: issue.optional(),
    comment: z.int().positive().optional(),
    title: text.optional(),
    body: text.optional(),
    /** Fills in what follows `label:` on its line of the body. */
    fill: z.record(z.string(), z.coerce.string()).optional(),
  }),
  /** Ticks the first open task that contains `item`, or all of its words in their order. */
  check: z.strictObject({ ...by, issue: issue.optional(), item: text }),
  uncheck: z.strictObject({ ...by, issue: issue.optional(), item: text }),
  close: z.strictObject({
    ...by,
    issue: issue.optional(),
    reason: z.enum(['completed', 'not_planned']).optional(),
  }),
  reopen: z.strictObject({ ...by, issue: issue.optional() }),
  /** A comment, counted as in `edit`; without one, the issue. */
  delete: z.strictObject({ ...by, issue: issue.optional(), comment: z.int().positive().optional() }),
  /** Commits a file. */
  put: z.strictObject({ ...by, path: text, text, branch: text.optional() }),
  /**
   * Opens a pull request with files, by path; another step for the same branch adds a commit to it. `null` takes a file
   * out. With `fork` it comes from a fork of the person's own, which everybody may have who can read. `rerun` asks for
   * its check again.
   */
  'pull-request': z.strictObject({
    ...by,
    title: text.optional(),
    branch: text.min(1).default('settings'),
    files: z.record(text, z.union([text, z.null()])).optional(),
    fork: z.boolean().optional(),
    rerun: z.boolean().optional(),
    end: z.enum(['merge', 'close']).optional(),
  }),
};

/** What can go wrong; see faults.ts. `off`, `none` and `false` end all of it. */
const fault = z.union([
  z.enum(['off', 'none']),
  z.literal(false),
  z.strictObject({
    deliveries: z.enum(['duplicate', 'delayed', 'reordered', 'dropped', 'lost']).optional(),
    writes: z.enum(['fail-before', 'fail-after', 'secondary-limit', 'too-many']).optional(),
    requests: z.enum(['fail', 'secondary-limit', 'too-many']).optional(),
    graphql: z.literal('partial').optional(),
    reads: z.literal('stale').optional(),
    next: z.int().positive().optional(),
    byMinutes: z.number().positive().optional(),
    retryAfterSeconds: z.int().positive().optional(),
    field: text.optional(),
  }),
]);

const conclusion = z.enum(['success', 'neutral', 'failure', 'none']);

/** `since the last step` is since the last step that was not an `expect`. */
const expectation = z.strictObject({
  /** The issue that `label`, `comment`, `title`, `state` and `reaction` speak of; `issue` is another word for it. */
  on: issue.optional(),
  issue: issue.optional(),
  label: texts.optional(),
  noLabel: texts.optional(),
  title: text.optional(),
  body: text.optional(),
  state: z.enum(['open', 'closed']).optional(),
  /** In any comment by the app; where no issue is named, on the tracking issue or one of its checklist issues. */
  comment: texts.optional(),
  /** The same. */
  anyComment: texts.optional(),
  /** In the newest comment by the app. */
  newest: texts.optional(),
  /** In none of them. */
  noComment: texts.optional(),
  /** In the status card, the app's first comment on the issue. */
  card: texts.optional(),
  /** Not in the status card. */
  notCard: texts.optional(),
  /** How many new comments the app has written since the last step, on all issues. */
  comments: z.union([z.int().min(0), z.strictObject({ max: z.int().min(0) })]).optional(),
  /** The app's reaction to the newest comment that people wrote there: `eyes`, `rocket`, `+1`, `confused`, `none`, … */
  reaction: text.optional(),
  /** Stages that have a checklist issue, and whether it is open. */
  checklist: z.union([texts, z.record(z.string(), z.enum(['open', 'closed', 'none']))]).optional(),
  /** Requests of the app since the last step, without those for its own tokens. */
  requests: z.strictObject({ max: z.int().min(0) }).optional(),
  /** Of the release: where it stands. `release` is `planning`, `stage`, `held`, `rolled-back`, `live`, … */
  stage: text.optional(),
  share: z.number().optional(),
  release: text.optional(),
  recommendation: z.enum(['GO', 'HOLD', 'NO-GO']).optional(),
  /**
   * Of the newest pull request, or that of a branch: what the app's check at its head says. An annotation is looked for
   * as `.github/rollcall.yml:2:3 failure: There is no setting …`.
   */
  check: z
    .union([
      conclusion,
      z.strictObject({
        branch: text.optional(),
        conclusion: conclusion.optional(),
        title: text.optional(),
        summary: texts.optional(),
        annotation: texts.optional(),
        /** How many. */
        annotations: z.int().min(0).optional(),
      }),
    ])
    .optional(),
  /** Results by criterion, named by a part of its id or text. */
  verdicts: z.record(z.string(), text).optional(),
});

const step = z
  .strictObject({
    open: actions.open.optional(),
    comment: actions.comment.optional(),
    label: actions.label.optional(),
    edit: actions.edit.optional(),
    check: actions.check.optional(),
    uncheck: actions.uncheck.optional(),
    close: actions.close.optional(),
    reopen: actions.reopen.optional(),
    delete: actions.delete.optional(),
    put: actions.put.optional(),
    'pull-request': actions['pull-request'].optional(),
    /** `7 days`, `3 hours`, `2 weeks`, `1 month`, `month`, or a date. */
    wait: text.optional(),
    fault: fault.optional(),
    expect: expectation.optional(),
    /** A line for the story. */
    say: text.optional(),
  })
  .refine((value) => Object.keys(value).length === 1, { message: 'a step does exactly one thing' });

export const scenarioSchema = z.strictObject({
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'is not owner/name'),
  private: z.boolean().default(false),
  clock: z.string().refine((value) => !Number.isNaN(Date.parse(value)), { message: 'is not a time' }),
  /** Roles in the repository by login. */
  people: z.record(login, role),
  bots: z.record(login, role).default({}),
  teams: z
    .record(
      z.string(),
      z.strictObject({ members: z.array(login), role: role.default('none'), parent: z.string().optional() }),
    )
    .default({}),
  /** Text, or a file beside the scenario, by its path in the repository. `owner/name:path` is another repository. */
  files: z.record(z.string(), z.string()).default({}),
  steps: z.array(step),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type Step = Scenario['steps'][number];
export type Expectation = z.output<typeof expectation>;
export type IssueName = z.output<typeof issue>;
export type Actions = { readonly [Name in keyof typeof actions]: z.output<(typeof actions)[Name]> };
