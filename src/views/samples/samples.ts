import type { View } from '../../core/view-models.ts';
import { answerSamples } from './answer-samples.ts';
import { cardSamples } from './card-samples.ts';
import { reportSamples } from './report-samples.ts';
import type { SamplesOf } from './samples-of.ts';

/** A release that nobody runs, for tests and for trying a team's templates. A view without a sample does not compile. */
export const samples: SamplesOf<View> = { ...cardSamples, ...answerSamples, ...reportSamples };
