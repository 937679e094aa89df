/** The store of the simulations keeps the promises of the real one. */
import { describe } from 'vitest';
import { testEffects } from '../adapters/database/effects-contract.ts';
import { testInbox } from '../adapters/database/inbox-contract.ts';
import { testLanes } from '../adapters/database/lanes-contract.ts';
import { testDecisions } from '../adapters/database/record-contract.ts';
import { testTimers } from '../adapters/database/timers-contract.ts';
import { createMemoryStore } from './memory-store.ts';
import { emptyTables } from './memory-tables.ts';

const open = async () => createMemoryStore(emptyTables());

describe('the store in memory', () => {
  describe('inbox', () => testInbox(open));
  describe('lanes', () => testLanes(open));
  describe('decisions', () => testDecisions(open));
  describe('effects', () => testEffects(open));
  describe('timers', () => testTimers(open));
});
