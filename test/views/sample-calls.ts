import type { ViewCall } from '../../src/core/view-models.ts';
import { samples } from '../../src/views/samples/samples.ts';

/** Every sample as a call, with the name of its golden file. */
export const calls = Object.entries(samples).flatMap(([view, models]) =>
  Object.entries(models).map(([name, model]) => ({
    file: `${view.replace('/', '-')}.${name}.md`,
    // `samples` has the models of each view under its name.
    call: { view, model } as ViewCall,
  })),
);
