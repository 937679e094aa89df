import { z } from 'zod';

const finite = z.number();
const maybe = finite.nullish();

/**
 * Rates, and the thresholds and margins of changes, are fractions here: 0.05, not 5%; where the criterion has a `unit`
 * they are in it. A threshold of null is one that could not be read.
 */
const criterion = z.object({
  id: z.string().optional(),
  metric: z.string().optional(),
  want: z.enum(['delta', 'rate', 'value']).optional(),
  kind: z.literal('count').optional(),
  op: z.enum(['<', '<=', '>', '>=', '=']).optional(),
  threshold: maybe,
  relative: z.boolean().optional(),
  better: z.enum(['lower', 'higher']).optional(),
  margin: maybe,
  min: maybe,
  minUnit: z.string().optional(),
  /** `ms`, `s`, `$`, …: of values and means, and of changes of them that are not `relative`. */
  unit: z.string().optional(),
  /** What a number of events is wanted of: `per hour`, `per 10 minutes`. */
  window: z.string().optional(),
  role: z.enum(['goal', 'guardrail', 'watch']).optional(),
  text: z.string().optional(),
});

/** T: with the change. C: the control group. Of the four kinds that follow, one is given. */
const figures = z.object({
  /** k of n people. */
  kT: maybe,
  nT: maybe,
  kC: maybe,
  nC: maybe,
  /** A bare value. */
  value: maybe,
  valueC: maybe,
  /** The mean of n values (nT, nC) with its standard deviation. */
  meanT: maybe,
  sdT: maybe,
  meanC: maybe,
  sdC: maybe,
  /** Events, and the hours in which they were counted. */
  eventsT: maybe,
  exposureT: maybe,
  eventsC: maybe,
  exposureC: maybe,
  /** Value of the reading before this one. */
  previous: maybe,
  unit: z.string().optional(),
});

const plan = z.object({
  looks: z.union([z.string(), z.number().int().positive(), z.array(z.string()).nonempty()]).optional(),
  nStar: finite.positive().optional(),
  alpha: finite.gt(0).lt(1).optional(),
});

const context = z.object({
  bar: z.enum(['safe', 'proven', 'shown']).optional(),
  windowOver: z.boolean().optional(),
  windowEnd: z.string().optional(),
  plan: plan.optional(),
});

const stage = z.object({
  soaked: z.boolean().optional(),
  until: z.string().optional(),
  unproven: z.enum(['advance', 'hold']).optional(),
  plan: z.string().optional(),
  srmP: maybe,
  freeze: z.string().optional(),
  newest: z.string().optional(),
  began: z.string().optional(),
  waitingFor: z.union([z.string(), z.array(z.string())]).optional(),
});

/** One question to the rules: criteria, the numbers for each, and where the stage stands. */
export const judgeCaseSchema = z.object({
  name: z.string().optional(),
  plan: plan.optional(),
  /** A criterion may be its line of text. */
  criteria: z.array(z.union([z.string(), criterion])).max(200),
  data: z.array(figures.nullable()).max(200),
  context: context.optional(),
  stage: stage.optional(),
});

/** A file of cases. One case alone is a file, too. */
export const judgeFileSchema = z.object({ cases: z.array(judgeCaseSchema).max(10_000) });

export type JudgeCase = z.infer<typeof judgeCaseSchema>;
export type JudgeCriterion = z.infer<typeof criterion>;
export type JudgeFigures = z.infer<typeof figures>;
