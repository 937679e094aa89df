import type { Criterion } from '../../criteria/criterion.ts';
import { readCriterion } from '../../criteria/read-criterion.ts';
import { isPlaceholder } from '../fields/placeholder.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { tablesOf } from './stage-table.ts';

const tableLimit = 20;
const rowLimit = 101;
const nameHead = /\bcriteri(?:a|on)\b|\bsuccess metrics?\b|\bguardrails?\b/i;
const metricHead = /\b(?:metrics?|kpis?|measures?|indicators?)\b/i;
const targetHead = /\btargets?\b|\bgoals?\b|\bthresholds?\b/i;
const baseHead = /\bbase(?:line)?\b|\bcurrent\b|\btoday\b|\bnow\b|\bbefore\b|\b(?:19|20)\d\d\b|\bavg\b|\baverage\b/i;

/** A table of criteria by its head, and not one of results. */
export function isCriteriaTable(table: readonly SourceLine[]): boolean {
  return table[0]?.head === true && nameHead.test(table[0].cells[0]?.text ?? '');
}

/** Rows of tables whose head names criteria, or metrics with a target. */
export function criteriaOfTables(lines: readonly SourceLine[]): readonly Criterion[] {
  return tablesOf(lines)
    .slice(0, tableLimit)
    .flatMap((table) => {
      const titles = table[0]?.head ? table[0].cells.map((cell) => cell.text) : [];
      const targetAt = titles.findIndex((title, at) => at > 0 && targetHead.test(title));
      const isMetrics = metricHead.test(titles[0] ?? '') || titles[0] === '';
      if (targetAt > 0 && (isMetrics || isCriteriaTable(table))) return targetRows(table, titles, targetAt);
      return isCriteriaTable(table) ? table.slice(1, rowLimit).flatMap(nameRow) : [];
    });
}

const gateHead = /\b(?:exit|success|gates?|criteria|go on|advance|proceed|pass)\b/i;

/** What the steps of a ladder in a table have to reach, in a column or, where the table lies on its side, in a row. */
export function gatesOfTables(lines: readonly SourceLine[]): readonly Criterion[] {
  return tablesOf(lines)
    .slice(0, tableLimit)
    .flatMap((table) => {
      const titles = table[0]?.head ? table[0].cells.map((cell) => cell.text) : [];
      const at = titles.findIndex((title, index) => index > 0 && gateHead.test(title));
      const column = at < 0 ? [] : table.slice(1, rowLimit).map((row) => ({ row, text: row.cells[at]?.text ?? '' }));
      const rows = table.slice(1, rowLimit).filter(({ cells }) => gateHead.test(cells[0]?.text ?? ''));
      const across = rows.flatMap((row) => row.cells.slice(1).map(({ text }) => ({ row, text })));
      const wanted = [...column, ...across].filter(({ text }) => !isPlaceholder(text) && text.length < 300);
      return wanted.flatMap(({ row, text }) => text.split(/\n|;\s+/).flatMap((one) => readCriterion(one, row.line)));
    });
}

function nameRow(row: SourceLine): readonly Criterion[] {
  const name = row.cells[0]?.text ?? '';
  return isPlaceholder(name) ? [] : readCriterion(name, row.line);
}

function targetRows(table: readonly SourceLine[], titles: readonly string[], targetAt: number): readonly Criterion[] {
  const baseAt = titles.findLastIndex(
    (title, at) => at > 0 && at !== targetAt && baseHead.test(title) && at < targetAt,
  );
  return table.slice(1, rowLimit).flatMap((row) => {
    const name = row.cells[0]?.text ?? '';
    const target = row.cells[targetAt]?.text ?? '';
    if (isPlaceholder(name) || isPlaceholder(target) || /^(?:n\/?a|none|unknown)$/i.test(target)) return [];
    const base = firstNumber(row.cells[baseAt]?.text ?? '');
    const wanted = `${name} ${withComparator(target, base)}`;
    return readCriterion(wanted, row.line).map((criterion) => ({ ...criterion, text: `${name}: Target ${target}` }));
  });
}

/** A bare target lies on the far side of the baseline: "34% now, target 10%" wants at most 10%. */
function withComparator(target: string, base: number | undefined): string {
  const number = firstNumber(target);
  if (number === undefined || !/^[$~≈]?\s*\.?\d/.test(target)) return target;
  if (number === 0) return `= ${target}`;
  if (base === undefined) return `>= ${target}`;
  return number < base ? `<= ${target}` : `>= ${target}`;
}

function firstNumber(text: string): number | undefined {
  const found = /-?\d[\d,]*(?:\.\d+)?|\.\d+/.exec(text)?.[0];
  return found === undefined ? undefined : Number(found.replaceAll(',', ''));
}
