import type { View, ViewModels } from '../../core/view-models.ts';

/** Models for some views, by what they show. */
export type SamplesOf<Some extends View> = { readonly [Name in Some]: Readonly<Record<string, ViewModels[Name]>> };
