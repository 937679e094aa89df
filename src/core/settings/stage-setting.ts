import { z } from 'zod';
import { readDuration } from '../calendar/duration.ts';
import type { PlanStageInput } from '../settings.ts';
import { expects } from './expectation.ts';

const number = '\\d{1,3}(?:\\.\\d{1,3})?';
const sharePattern = new RegExp(`^(${number}) ?%?(?: ?(?:-|–|to) ?(${number}) ?%?)?$`);

/** `10%`, `30-60%`, `10`; `none` for a stage without a percentage. Goes out as `10%` or `30-60%`. */
const share = z
  .union(
    [
      z.number(expects('share')).min(0, expects('share')).max(100, expects('share')),
      z.literal('none', expects('share')),
      z
        .string(expects('share'))
        .regex(sharePattern, expects('share'))
        .refine((text) => normaliseShare(text) !== undefined, expects('share')),
    ],
    expects('share'),
  )
  .meta({ description: 'Share of users.', examples: ['10%', '30-60%', 'none'] })
  .transform((value) => (value === 'none' ? undefined : normaliseShare(String(value))));

const length = z
  .string(expects('length'))
  .max(200, expects('length'))
  .refine((text) => /^ongoing$/i.test(text) || readDuration(text) !== undefined, expects('length'))
  .meta({ description: 'Planned length.', examples: ['1-2 days', '1 week', 'ongoing'] });

const stage = z
  .strictObject(
    {
      name: z.string(expects('stage')).regex(/\S/, expects('stage')).max(120, expects('stage')),
      share: share.optional(),
      length: length.optional(),
    },
    expects('stage'),
  )
  .transform((value): PlanStageInput => ({ name: value.name, share: value.share, length: value.length }));

export const stages = z
  .array(stage, expects('stages'))
  .max(20, expects('stages'))
  .meta({
    description: 'Stages for plans that name none.',
    examples: [[{ name: 'Canary', share: '10%', length: '1-2 days' }]],
  });

function normaliseShare(text: string): string | undefined {
  const match = sharePattern.exec(text);
  if (match === null) return undefined;
  const lowest = Number(match[1]);
  const highest = match[2] === undefined ? lowest : Number(match[2]);
  if (highest > 100 || lowest > highest) return undefined;
  return lowest === highest ? `${lowest}%` : `${lowest}-${highest}%`;
}
