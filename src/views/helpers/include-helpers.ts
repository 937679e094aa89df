import { type Helper, isKnown, plainText, type Site } from '../helper.ts';

/** Helpers that put in another template. */
export const includeHelpers: readonly Helper[] = [
  {
    /** What `{{> name model}}` in our own templates becomes; a `name=value` is added to the model. */
    name: 'include',
    markdown: true,
    includes: true,
    run: ([name, model], site, hash) => site.include(`partials/${plainText(name)}`, withFields(model, hash)),
  },
  {
    /** A part of a reply: another view with its model. */
    name: 'view',
    markdown: true,
    includes: true,
    run: ([part], site) => site.include(plainText(fieldOf(part, 'view')), fieldOf(part, 'model')),
  },
  {
    name: 'refusal',
    markdown: true,
    includes: true,
    run: ([refusal], site) => site.include(`refusals/${codeOf(refusal, 'reason')}`, refusal),
  },
  {
    /** First line of a command's help: what it does in one sentence. */
    name: 'commandSummary',
    markdown: true,
    includes: true,
    run: ([name], site) => splitFirstLine(commandHelp(name, site))[0],
  },
  {
    /** The rest of a command's help. */
    name: 'commandText',
    markdown: true,
    includes: true,
    run: ([name], site) => splitFirstLine(commandHelp(name, site))[1],
  },
  {
    /** What was noticed and how to put it right, on one line. */
    name: 'finding',
    markdown: true,
    includes: true,
    run: ([finding], site) => findingText(finding, site).replace(/\s*\n\s*/g, ' '),
  },
  {
    /** What was noticed; `templates/<folder>/<code>.hbs`, first line. */
    name: 'findingMessage',
    markdown: true,
    includes: true,
    run: ([finding], site) => splitFirstLine(findingText(finding, site))[0],
  },
  {
    /** How to put it right; the template's other lines on one line. */
    name: 'findingHint',
    markdown: true,
    includes: true,
    run: ([finding], site) => splitFirstLine(findingText(finding, site))[1].replace(/\s*\n\s*/g, ' '),
  },
];

function commandHelp(name: unknown, site: Site): string {
  const template = `help/${fileName(plainText(name))}`;
  return site.has(template) ? site.include(template, {}) : '';
}

function findingText(finding: unknown, site: Site): string {
  const code = codeOf(finding, 'code');
  const template = [`findings/${code}`, `settings-findings/${code}`].find(site.has);
  if (template === undefined) return site.include('partials/finding-unknown', finding);
  return site.include(template, fieldOf(finding, 'facts') ?? {});
}

function splitFirstLine(text: string): readonly [first: string, rest: string] {
  const end = text.indexOf('\n');
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end + 1).trim()];
}

function codeOf(value: unknown, field: string): string {
  return fileName(plainText(fieldOf(value, field)));
}

/** Only what our files are named with, so that no text leads out of templates/. */
function fileName(text: string): string {
  return text.replace(/[^a-z0-9-]/g, '');
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return undefined;
  return (value as Record<string, unknown>)[field]; // an object with this own field
}

function withFields(model: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  const isPlain = typeof model === 'object' && model !== null && !Array.isArray(model);
  return isPlain && isKnown(Object.keys(fields)) ? { ...model, ...fields } : model;
}
