import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { findMistakes, type Mistake } from './find-mistakes.ts';
import { type Scenario, scenarioSchema } from './scenario-schema.ts';

/** What is wrong with a scenario, each with its place: `scenario.yml:12:5: …`. */
export class ScenarioError extends Error {
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[], options: { cause?: unknown } = {}) {
    super(mistakes.join('\n'), options);
    this.name = 'ScenarioError';
    this.mistakes = mistakes;
  }
}

type Path = Mistake['path'];

/** Reads a scenario and the files it names. Throws `ScenarioError`. */
export async function readScenario(file: string): Promise<Scenario> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ScenarioError([`${file}: cannot be read`], { cause });
  }
  return parseScenario(source, file);
}

export async function parseScenario(source: string, file: string): Promise<Scenario> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const broken = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return `${file}:${line}:${col}: ${error.message.split('\n')[0]}`;
  });
  if (broken.length > 0) throw new ScenarioError(broken);
  const parsed = scenarioSchema.safeParse(document.toJS());
  const mistakes = parsed.success ? findMistakes(parsed.data) : parsed.error.issues.flatMap(explain);
  if (!parsed.success || mistakes.length > 0) {
    throw new ScenarioError(withoutVaguer(mistakes).map((mistake) => tell(mistake, document, lines, file)));
  }
  return fillIn(parsed.data, dirname(file), (mistake) => tell(mistake, document, lines, file));
}

/** Zod's issue with a path to the very key that is meant; of alternatives, what is wrong with the nearest. */
function explain(issue: z.core.$ZodIssue): Mistake[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: `there is no “${key}” here` }));
  }
  const inside = issue.code === 'invalid_union' ? issue.errors.find((one) => one.some(isInside)) : undefined;
  if (inside === undefined) return [{ path: issue.path, message: issue.message }];
  return inside.flatMap(explain).map((mistake) => ({ ...mistake, path: [...issue.path, ...mistake.path] }));
}

function isInside(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}

/** Of two about the same thing only the one that says more exactly where. */
function withoutVaguer(mistakes: readonly Mistake[]): Mistake[] {
  const text = (mistake: Mistake) => `${mistake.path.map(String).join('/')}/`;
  return mistakes.filter((one) => {
    const place = text(one);
    return !mistakes.some((other) => text(other) !== place && text(other).startsWith(place));
  });
}

function tell({ path, message }: Mistake, document: Document, lines: LineCounter, file: string): string {
  const { line, col } = lines.linePos(offsetOf(path, document));
  const where = path.map(String).join('.');
  return `${file}:${line}:${col}: ${where === '' ? '' : `${where}: `}${message}`;
}

/** Where the key is, or the value that has none; of what is missing, where it should be. */
function offsetOf(path: Path, document: Document): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Puts the texts of files in the place of their names. */
async function fillIn(
  scenario: Scenario,
  folder: string,
  tellMistake: (mistake: Mistake) => string,
): Promise<Scenario> {
  const mistakes: string[] = [];
  async function textOf(value: string, path: Path): Promise<string> {
    if (!/^[\w./-]+\.(?:md|ya?ml|hbs|txt)$|^\.{1,2}\/\S+$/.test(value)) return value;
    try {
      return await readFile(resolve(folder, value), 'utf8');
    } catch {
      if (!value.startsWith('.')) return value;
      mistakes.push(tellMistake({ path, message: `the file ${value} cannot be read` }));
      return value;
    }
  }
  const files: Record<string, string> = {};
  for (const [path, value] of Object.entries(scenario.files)) files[path] = await textOf(value, ['files', path]);
  const steps: Scenario['steps'] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const filled = structuredClone(step);
    for (const name of ['open', 'comment', 'edit'] as const) {
      const action = filled[name];
      if (action?.body !== undefined) action.body = await textOf(action.body, ['steps', index, name, 'body']);
    }
    const changed = filled['pull-request']?.files ?? {};
    for (const [path, value] of Object.entries(changed)) {
      if (value !== null) changed[path] = await textOf(value, ['steps', index, 'pull-request', 'files', path]);
    }
    if (filled.put !== undefined) filled.put.text = await textOf(filled.put.text, ['steps', index, 'put', 'text']);
    steps.push(filled);
  }
  if (mistakes.length > 0) throw new ScenarioError(mistakes);
  return { ...scenario, files, steps };
}
