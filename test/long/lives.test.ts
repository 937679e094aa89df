import { onEachEngine } from '../app/engines.ts';
import { testLives } from '../app/test-lives.ts';

onEachEngine((newDatabase, engine) => testLives(engine === 'embedded' ? 200 : 100, newDatabase));
