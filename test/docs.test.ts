import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/core/commands/registry.ts';
import type { Position } from '../src/core/rollout.ts';
import { answerMove, machine } from '../src/core/stages/machine.ts';
import type { Move } from '../src/core/stages/move.ts';
import { ladder } from './core/ladder.ts';
import { recommend } from './core/recommendations.ts';

/** `UPDATE=1 npx vitest run test/docs.test.ts` prints the sections anew. */
const update = process.env['UPDATE'] === '1';

describe('the documents', () => {
  it('README.md has the table of all commands', () => {
    expectSection('README.md', 'commands', commandTable());
  });

  it('docs/architecture.md has the stage machine as it is', () => {
    expectSection('docs/architecture.md', 'stage machine', machineTable());
  });
});

function expectSection(file: string, name: string, content: string): void {
  const text = readFileSync(file, 'utf8');
  const pattern = new RegExp(`(<!-- ${name}: .*? -->\n)([\\s\\S]*?)(<!-- /${name} -->)`);
  const found = pattern.exec(text);
  if (found === null) throw new Error(`${file} has no section "${name}"`);
  if (update)
    writeFileSync(
      file,
      text.replace(pattern, (_all, start, _old, end) => `${start}${content}\n${end}`),
    );
  else expect(found[2]?.trim()).toBe(content.trim());
}

function commandTable(): string {
  const rows = commands.map(({ name, usage, permission }) => {
    const [summary = ''] = readFileSync(`templates/help/${name}.hbs`, 'utf8').split('\n');
    const who = permission === 'role' ? 'the role' : permission;
    return `| \`${usage.replaceAll('|', '\\|')}\` | ${who} | ${summary} |`;
  });
  return ['| command | who | what it does |', '|---|---|---|', ...rows].join('\n');
}

const now = Date.parse('2021-03-01T14:00:00Z');
const entered = { since: now, by: 'product-manager' };

const states: { readonly [At in Position['at']]: { readonly position: Position; readonly share: number } } = {
  planning: { position: { at: 'planning' }, share: 0 },
  stage: { position: { at: 'stage', stage: 'moderate', ...entered, hold: undefined }, share: 30 },
  'rolled-back': { position: { at: 'rolled-back', from: 'moderate', since: now, why: 'errors' }, share: 5 },
  live: { position: { at: 'live', stage: 'go-live', ...entered }, share: 100 },
  complete: { position: { at: 'complete', since: now }, share: 100 },
  cancelled: { position: { at: 'cancelled', since: now, why: 'not needed' }, share: 0 },
};

const moves: { readonly [Kind in Move['kind']]: Extract<Move, { kind: Kind }> } = {
  advance: { kind: 'advance', to: undefined, share: undefined, force: undefined },
  share: { kind: 'share', share: 45 },
  hold: { kind: 'hold', why: 'alarms' },
  resume: { kind: 'resume' },
  rollback: { kind: 'rollback', to: undefined, why: 'errors' },
  complete: { kind: 'complete' },
  cancel: { kind: 'cancel', why: 'not needed' },
};

/** What each state answers to each move: where it leads, or why it is refused. */
function machineTable(): string {
  const kinds = Object.keys(moves) as (keyof typeof moves)[];
  const rows = Object.entries(states).map(([at, { position, share }]) => {
    const cells = kinds.map((kind) => {
      const context = { stages: ladder, share, now, by: 'product-manager', evidence: undefined };
      const answer = answerMove(position, moves[kind], {
        ...context,
        evidence: { recommendation: recommend('GO'), verdicts: [] },
      });
      if (answer.kind === 'refused') return `_${answer.refusal.reason}_`;
      const to = answer.position;
      const where = to.at === 'stage' || to.at === 'live' ? to.stage : to.at;
      const held = to.at === 'stage' && to.hold !== undefined ? ', held' : '';
      return `${where} ${answer.share}%${held}`;
    });
    const example = 'stage' in position ? ` (${position.stage})` : '';
    return `| **${at}**${example} | ${cells.join(' | ')} |`;
  });
  expect(Object.keys(states)).toEqual(Object.keys(machine));
  return [`| state | ${kinds.join(' | ')} |`, `|---|${kinds.map(() => '---|').join('')}`, ...rows].join('\n');
}
