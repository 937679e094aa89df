import type { Helper } from '../helper.ts';
import { dateHelpers } from './date-helpers.ts';
import { figureHelpers } from './figure-helpers.ts';
import { includeHelpers } from './include-helpers.ts';
import { logicHelpers } from './logic-helpers.ts';
import { markdownHelpers } from './markdown-helpers.ts';
import { referenceHelpers } from './reference-helpers.ts';
import { verdictHelpers } from './verdict-helpers.ts';

/** Everything that templates can call besides `if`, `unless` and `each`. */
export const allHelpers: readonly Helper[] = [
  ...markdownHelpers,
  ...dateHelpers,
  ...figureHelpers,
  ...logicHelpers,
  ...referenceHelpers,
  ...verdictHelpers,
  ...includeHelpers,
];
