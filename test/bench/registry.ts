import type { Figure } from './figure.ts';
import { advance } from './figures/advance.ts';
import { comments } from './figures/comments.ts';
import { demo } from './figures/demo.ts';
import { intake } from './figures/intake.ts';
import { memory } from './figures/memory.ts';
import { plans } from './figures/plans.ts';
import { readings } from './figures/readings.ts';
import { start } from './figures/start.ts';
import { timers } from './figures/timers.ts';

export const figures: readonly Figure[] = [start, intake, advance, readings, timers, plans, comments, memory, demo];
