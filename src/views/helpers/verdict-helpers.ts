import { amountText, changeText, figureText, probabilityText } from '../../core/criteria/figure-text.ts';
import { type Helper, plainText, plainTexts } from '../helper.ts';

const operators = new Set(['<', '<=', '>', '>=', '=']);

/** Helpers for the lines of verdicts: the same digits and ASCII signs wherever a line is shown. */
export const verdictHelpers: readonly Helper[] = [
  { name: 'exact', run: ([value, unit]) => (typeof value === 'number' ? figureText(value, unitOf(unit)) : '') },
  { name: 'exactChange', run: ([value, unit]) => (typeof value === 'number' ? changeText(value, unitOf(unit)) : '') },
  { name: 'amount', run: ([value]) => (typeof value === 'number' ? amountText(value) : '') },
  { name: 'probability', run: ([p]) => (typeof p === 'number' ? probabilityText(p) : '') },
  {
    /** Criteria by the names that people know, from their ids; the ids where no verdicts are given. */
    name: 'named',
    run: ([ids, verdicts]) =>
      listOf(ids)
        .map((id) => criterionName(id, verdicts))
        .join(', '),
  },
  {
    /** A comparator as a sign; it is Markdown because "<" must stay one. */
    name: 'operator',
    markdown: true,
    run: ([op]) => (operators.has(plainText(op)) ? plainText(op) : ''),
  },
];

function unitOf(unit: unknown): string | undefined {
  return plainText(unit) || undefined;
}

function listOf(ids: unknown): readonly string[] {
  return Array.isArray(ids) ? plainTexts(ids) : [plainText(ids)];
}

/** The metric, or the whole criterion where several are about the same metric or a person decides. */
function criterionName(id: string, verdicts: unknown): string {
  const criteria = Array.isArray(verdicts) ? verdicts.map((verdict: unknown) => fieldOf(verdict, 'criterion')) : [];
  const found = criteria.find((criterion) => fieldOf(criterion, 'id') === id);
  const metric = plainText(fieldOf(found, 'metric'));
  const isShared = criteria.filter((criterion) => fieldOf(criterion, 'metric') === metric).length > 1;
  const isSentence = isShared || fieldOf(found, 'kind') === 'boolean';
  const text = isSentence ? `“${plainText(fieldOf(found, 'text'))}”` : metric;
  return found === undefined ? id : text;
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return undefined;
  return (value as Record<string, unknown>)[field]; // an object with this own field
}
