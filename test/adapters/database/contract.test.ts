/** What a store promises, held to on each engine. One file, so that one server serves all of it. */
import { describe } from 'vitest';
import { testEffects } from './effects-contract.ts';
import { onEachEngine } from './engines.ts';
import { testInbox } from './inbox-contract.ts';
import { testLanes } from './lanes-contract.ts';
import { testDecisions } from './record-contract.ts';
import { testTimers } from './timers-contract.ts';

onEachEngine((open) => {
  describe('inbox', () => testInbox(open));
  describe('lanes', () => testLanes(open));
  describe('decisions', () => testDecisions(open));
  describe('effects', () => testEffects(open));
  describe('timers', () => testTimers(open));
});
