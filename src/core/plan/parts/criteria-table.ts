import type { Criterion } from '../../criteria/criterion.ts';
import { readCriterion } from '../../criteria/read-criterion.ts';
import { isPlaceholder } from '../fields/placeholder.ts';
import type { SourceLine } from '../source/scan-lines.ts';
import { cellText, type Table, tablesOf } from '../source/table.ts';
import { toGuardrail } from './to-guardrail.ts';

const tableLimit = 20;
const rowLimit = 100;
const nameHead = /\bcriteri(?:a|on)\b|\bsuccess metrics?\b|\bguardrails?\b/i;
const metricHead = /\b(?:metrics?|kpis?|measures?|indicators?)\b/i;
const targetHead = /\btargets?\b|\bgoals?\b|\bthresholds?\b/i;
const baseHead = /\bbase(?:line)?\b|\bcurrent\b|\btoday\b|\bnow\b|\bbefore\b|\b(?:19|20)\d\d\b|\bavg\b|\baverage\b/i;

/** A table of criteria by its head, and not one of results. */
export function isCriteriaTable({ subject }: Table): boolean {
  return nameHead.test(subject);
}

/** Rows of tables whose head names criteria, or metrics with a target. */
export function criteriaOfTables(lines: readonly SourceLine[]): readonly Criterion[] {
  return tablesOf(lines).slice(0, tableLimit).flatMap(criteriaOfTable);
}

export function criteriaOfTable(table: Table): readonly Criterion[] {
  const { titles, subject } = table;
  const targetAt = titles.findIndex((title, at) => at > 0 && targetHead.test(title));
  const isNamed = isCriteriaTable(table);
  const rows = table.rows.slice(0, rowLimit);
  if (targetAt > 0 && (isNamed || subject === '' || metricHead.test(subject))) {
    const baseAt = titles.findLastIndex((title, at) => at > 0 && at < targetAt && baseHead.test(title));
    return rows.flatMap((row) => targetRow(row, targetAt, baseAt));
  }
  return isNamed ? rows.flatMap(nameRow) : [];
}

const noTarget = /^(?:n\/?a|none|unknown)$/i;
const gateHead = /\b(?:exit|success|gates?|criteria|go on|advance|proceed|pass)\b/i;
const watchHead = /^(?:what )?(?:to |we )?(?:watch|monitor)(?:ing|ed)?(?: for)?$/i;
const guardHead =
  /^(?:roll(?:ed|ing)?[ -]?back|stop|halt|abort|pause|revert|go back)\b(?! (?:plan|by|process|steps|owner))/i;
const comparison = /[<>≤≥]=? ?[$~]?\.?\d/;
const cellLimit = 300;

/** What the steps of a ladder in a table have to reach, in a column or, where the table lies on its side, in a row. */
export function gatesOfTables(lines: readonly SourceLine[]): readonly Criterion[] {
  const gates = cellsUnder(lines, gateHead);
  const watched = cellsUnder(lines, watchHead).filter(({ text }) => comparison.test(text));
  return [...gates, ...watched].flatMap(criteriaOfCell);
}

/** "Roll back when", as a column or a row of the ladder's table. */
export function guardsOfTables(lines: readonly SourceLine[]): readonly Criterion[] {
  return cellsUnder(lines, guardHead)
    .filter(({ text }) => comparison.test(text))
    .flatMap(criteriaOfCell)
    .map((criterion) => toGuardrail(criterion, true));
}

interface Cell {
  readonly row: SourceLine;
  readonly text: string;
}

function criteriaOfCell({ row, text }: Cell): readonly Criterion[] {
  return text.split(/\n|;\s+/).flatMap((one) => readCriterion(one, row.line));
}

function cellsUnder(lines: readonly SourceLine[], head: RegExp): readonly Cell[] {
  return tablesOf(lines)
    .slice(0, tableLimit)
    .flatMap(({ titles, rows: all }) => {
      const rows = all.slice(0, rowLimit);
      const at = titles.findIndex((title, index) => index > 0 && head.test(title));
      const column = rows.map((row) => ({ row, text: cellText(row, at) }));
      const named = rows.filter((row) => head.test(cellText(row, 0)));
      const across = named.flatMap((row) => row.cells.slice(1).map(({ text }) => ({ row, text })));
      return [...column, ...across].filter(({ text }) => !isPlaceholder(text) && text.length < cellLimit);
    });
}

function nameRow(row: SourceLine): readonly Criterion[] {
  const name = cellText(row, 0);
  return isPlaceholder(name) ? [] : readCriterion(name, row.line);
}

function targetRow(row: SourceLine, targetAt: number, baseAt: number): readonly Criterion[] {
  const name = cellText(row, 0);
  const target = cellText(row, targetAt);
  if (isPlaceholder(name) || isPlaceholder(target) || noTarget.test(target)) return [];
  const wanted = `${name} ${withComparator(target, firstNumber(cellText(row, baseAt)))}`;
  return readCriterion(wanted, row.line).map((criterion) => ({ ...criterion, text: `${name}: Target ${target}` }));
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
