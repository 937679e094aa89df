import { z } from 'zod';

/*
 * The exact form of a plan: a fenced block that begins with ```yaml release-plan. Every key is optional, what is given
 * counts before the prose, and nothing is guessed.
 */

const text = z.string().trim().min(1).max(2_000);
const texts = z
  .union([text, z.array(text).max(100)])
  .transform((value) => (typeof value === 'string' ? [value] : value));
/** `10%`, `30%..60%`, `30-60%` or a number of percent. */
const share = z.union([z.number().min(0).max(100), text]).describe('Percent of users: 10%, 30%..60%');
/** `2d`, `1d..2d`, `1-2 days`, `1 week`. */
const length = z
  .union([z.number().positive(), text])
  .describe('A length of time: 2d, 1d..2d, 1 week; a number is days');

const sampleBlock = z.strictObject({
  min: z.number().int().positive().optional().describe('Observations that each group needs'),
  unit: text.optional().describe('What one observation is: path starts'),
  if_short: z.enum(['raise-share', 'extend']).optional(),
  by: share.optional().describe('How far the share is raised at a time'),
  max: z.union([share, length]).optional().describe('Highest share, or longest time'),
});

const criterionBlock = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens')
    .optional(),
  metric: text,
  want: text.optional().describe('What is wanted of it: < 5%, Δ > 0%, at least 50'),
  from: z.record(z.string(), text).optional().describe('What the metric is made of, for people'),
  no_worse_than: text.optional().describe('How much worse is accepted where the bar is safe: 5 pp'),
  min: z.union([z.number().int().positive(), text]).optional().describe('Smallest sample: 200, 200 path starts'),
  role: z.enum(['goal', 'guardrail', 'watch']).optional(),
});

const criteria = z.array(z.union([text, criterionBlock])).max(100);

const stageBlock = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens')
    .optional(),
  name: text,
  share: share.optional(),
  soak: length.optional(),
  length: length.optional().describe('The same as soak'),
  dates: text.optional(),
  bar: z.enum(['safe', 'proven', 'shown']).optional(),
  sample: sampleBlock.optional(),
  unproven: z.enum(['advance', 'hold']).optional(),
  criteria: criteria.optional().describe('Asked from this stage on, until a later one has another for the metric'),
});

const kpiBlock = z.strictObject({
  name: text,
  target: z.coerce.string().optional(),
  baseline: z.coerce.string().optional(),
});

const toggleBlock = z.strictObject({ name: text, description: text.optional() });

const rolloutBlock = z.strictObject({
  flag: texts.optional(),
  unit: text.optional().describe('What one observation is: path start'),
  baseline: text.optional().describe('concurrent, before: 4w, previous stage, value'),
  looks: z
    .union([text, z.array(text)])
    .optional()
    .describe('daily, final, or the dates on which numbers are read'),
  confidence: z.number().min(50).max(99.9).optional(),
});

/** The keys of a release-plan block. */
export const planBlock = z.strictObject({
  title: text.optional(),
  window: text.optional().describe('Desired date range: 2021-03-01 - 2021-04-30'),
  rollout: rolloutBlock.optional(),
  toggles: z
    .array(z.union([text, toggleBlock]))
    .max(50)
    .optional(),
  stages: z.array(stageBlock).max(40).optional(),
  criteria: criteria.optional(),
  dashboards: texts.optional(),
  monitors: text.optional(),
  goLive: text.optional().describe('Desired date of the go-live'),
  kpis: z
    .array(z.union([text, kpiBlock]))
    .max(50)
    .optional(),
  rollback: text.optional(),
  readiness: texts.optional(),
  roles: texts.optional(),
  questions: texts.optional(),
});

export type PlanBlock = z.infer<typeof planBlock>;
export type StageBlock = z.infer<typeof stageBlock>;
export type CriterionBlock = z.infer<typeof criterionBlock>;

const parts: Readonly<Record<string, z.ZodObject>> = {
  rollout: rolloutBlock,
  toggles: toggleBlock,
  stages: stageBlock,
  criteria: criterionBlock,
  kpis: kpiBlock,
};

/** The keys that are allowed where a path into the block leads. */
export function planBlockKeys(path: readonly (string | number)[]): readonly string[] {
  const [first, , third] = path;
  const part = first === undefined ? planBlock : parts[first];
  if (third === 'criteria') return Object.keys(criterionBlock.shape);
  return Object.keys(third === 'sample' ? sampleBlock.shape : (part?.shape ?? {}));
}
