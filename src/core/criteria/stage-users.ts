import type { NamedMetric } from '../readings/metric-name.ts';
import type { BookedStay } from './evidence-book.ts';

const people =
  /^(?:number )?(?:unique |total |active )*(?:user|people|person|visitor|veteran|customer|participant)(?: so far)?$/;

/** Whether a metric's name is that of a number of people, such as "Number of unique users". */
export function namesPeople({ words }: NamedMetric): boolean {
  return people.test(words.join(' '));
}

/** People in the stage, by its newest reading such as "Number of unique users: 1,301". */
export function stageUsers(stay: BookedStay | undefined): number | undefined {
  const figure = stay?.people?.value.figure;
  return figure?.value ?? figure?.n;
}
