import { describe } from 'vitest';
import { testLives } from '../app/test-lives.ts';

describe('Rollcall', () => testLives(200));
