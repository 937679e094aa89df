import type { MutantResult } from '@stryker-mutator/api/core';

export interface Score {
  readonly name: string;
  /** Mutants that a test found, or that never came to an end. */
  readonly found: number;
  readonly missed: number;
  /** Of those missed, the ones that no test comes past. */
  readonly unseen: number;
  /** Mutants that run only while modules are loaded, and those that do not compile: they are not tried. */
  readonly untried: number;
}

export function counted(name: string, results: readonly Pick<MutantResult, 'status'>[]): Score {
  const count = (...statuses: readonly MutantResult['status'][]) =>
    results.filter(({ status }) => statuses.includes(status)).length;
  return {
    name,
    found: count('Killed', 'Timeout'),
    missed: count('Survived', 'NoCoverage'),
    unseen: count('NoCoverage'),
    untried: count('Ignored', 'CompileError', 'RuntimeError', 'Pending'),
  };
}

/** In percent of the mutants that were tried; 100 where there are none. */
export function shareFound(scores: readonly Score[]): number {
  const found = total(scores, 'found');
  const tried = found + total(scores, 'missed');
  return tried === 0 ? 100 : (100 * found) / tried;
}

export function table(scores: readonly Score[]): string {
  const columns = ['found', 'missed', 'unseen', 'untried'] as const;
  const all: Score = {
    name: 'all',
    found: total(scores, 'found'),
    missed: total(scores, 'missed'),
    unseen: total(scores, 'unseen'),
    untried: total(scores, 'untried'),
  };
  const rows = [...scores, all].map((score) => [
    score.name,
    ...columns.map((column) => String(score[column])),
    `${shareFound([score]).toFixed(1)}%`,
  ]);
  return [['', ...columns, 'score'], ...rows].map(line).join('\n');
}

function line([name = '', ...cells]: readonly string[]): string {
  return `${name.padEnd(24)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}

function total(scores: readonly Score[], column: 'found' | 'missed' | 'unseen' | 'untried'): number {
  return scores.reduce((sum, score) => sum + score[column], 0);
}
