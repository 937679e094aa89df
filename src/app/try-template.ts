import { nearest } from '../core/nearest.ts';
import type { Finding } from '../core/plan/plan.ts';
import type { ViewCall } from '../core/view-models.ts';
import { createRenderer, type Renderer } from '../views/render.ts';
import { samples } from '../views/samples/samples.ts';
import { createFieldWatch, type UnknownField } from '../views/watch-fields.ts';

/**
 * What is wrong with a team's template: read by the rules by which it will be in force, and filled in for a sample
 * release. Where that takes too long it stops, and what was found until then counts.
 */
export function tryTemplate(name: string, source: string, isTooLate = () => false): readonly Finding[] {
  // fromEntries defines an own property, whatever the name is.
  const renderer = createRenderer({ overrides: Object.fromEntries([[name, source]]), nearest });
  const calls = sampleCalls(name);
  const unknown = fillIn(renderer, calls, isTooLate);
  if (renderer.findings().length > 0 || unknown.length === 0) return renderer.findings();
  // What our own texts ask for in vain is there in other releases.
  const alsoOurs = askedByOurs();
  return unknown
    .filter((field) => !alsoOurs.has(field.name))
    .map((field) => toFinding(name, source, field))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

let ours: ReadonlySet<string> | undefined;

function askedByOurs(): ReadonlySet<string> {
  ours ??= new Set(fillIn(createRenderer(), sampleCalls(''), () => false).map(({ name }) => name));
  return ours;
}

/** Fills the samples in until something is wrong; returns the fields that no sample has. */
function fillIn(renderer: Renderer, calls: readonly ViewCall[], isTooLate: () => boolean): readonly UnknownField[] {
  const watch = createFieldWatch();
  for (const { view, model } of calls) {
    if (renderer.findings().length > 0 || isTooLate()) break;
    // The watched model is the model.
    const call = { view, model: watch.watch(model) } as ViewCall;
    renderer.render(call, { links: { canary: 12 }, zone: 'UTC', now: 0 });
  }
  return watch.unknown();
}

/** A text is tried out as itself, a part of texts in all that may have it. */
function sampleCalls(name: string): readonly ViewCall[] {
  const all = Object.entries(samples);
  const own = all.filter(([view]) => view === name);
  const tried = own.length > 0 ? own : all;
  // `samples` has the models of each view under its name.
  return tried.flatMap(([view, models]) => Object.values(models).map((model) => ({ view, model }) as ViewCall));
}

function toFinding(template: string, source: string, { name, known }: UnknownField): Finding {
  const near = nearest(name, known);
  const facts = { template, field: name, ...(near === undefined ? {} : { nearest: near }) };
  return { code: 'template-field', severity: 'warning', ...placeOf(source, name), facts };
}

/** Where a field is asked for first: 1-based. */
function placeOf(source: string, field: string): Pick<Finding, 'line' | 'column'> {
  // Fields are made of letters, digits and hyphens.
  const found = new RegExp(`\\{\\{[^{}]*?(?<![\\w-])${field}(?![\\w-])`).exec(source);
  const offset = found === null ? 0 : found.index + found[0].length - field.length;
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
