import { readMetricName } from '../readings/metric-name.ts';
import type { Reading } from '../readings/reading.ts';
import { inOrder } from './observation.ts';
import { isCounted } from './quantity.ts';
import type { StageRun } from './stage-run.ts';

const people =
  /^(?:number )?(?:unique |total |active )*(?:user|people|person|visitor|veteran|customer|participant)(?: so far)?$/;

/** People in the stage, by its newest reading such as "Number of unique users: 1,301". */
export function readStageUsers(readings: readonly Reading[], run: StageRun): number | undefined {
  let newest: Reading | undefined;
  for (const reading of readings) {
    if (reading.kind !== 'reading' || reading.at < run.from) continue;
    if (reading.stage === undefined ? run.until !== undefined && reading.at >= run.until : reading.stage !== run.stage)
      continue;
    if (newest && inOrder(reading, newest) < 0) continue;
    if (isPeople(reading)) newest = reading;
  }
  return newest?.figure.value ?? newest?.figure.n;
}

function isPeople({ metric, figure }: Reading): boolean {
  // Most names are no such thing: the cheap look comes first.
  if (!/user|people|person|visitor|veteran|customer|participant/i.test(metric)) return false;
  return isCounted(figure.unit) && people.test(readMetricName(metric).words.join(' '));
}
