import { type JudgedCase, judgeFile } from '../core/criteria/judge-file.ts';
import { readCriterion } from '../core/criteria/read-criterion.ts';
import { readQuantity } from '../core/parsing/read-quantity.ts';
import type { Figure } from '../core/readings/reading.ts';
import { plainLine } from '../views/plain-line.ts';
import { createRenderer } from '../views/render.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { readTextFile } from './read-text-file.ts';

const usage =
  'usage: rollcall judge FILE.json [--json], or rollcall judge --criterion "error rate < 5%" --reading 2/205 [--control 4/400]';
const renderer = createRenderer();

/** Asks the rules without a release. The exit code is 1 when the answer to one of the questions is NO-GO. */
export async function judge(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    json: { type: 'boolean' },
    criterion: { type: 'string' },
    reading: { type: 'string' },
    control: { type: 'string' },
  });
  const [file, ...more] = positionals;
  if (more.length > 0 || (file === undefined) === (values.criterion === undefined)) throw new CommandLineError(usage);
  const question = file === undefined ? oneQuestion(values) : parseJson(file, await readTextFile(file));
  const judged = judgeFile(question);
  if (judged.kind === 'unreadable') throw new CommandLineError(judged.problems.join('\n'));
  const answers = judged.cases.map(answer);
  process.stdout.write(
    values.json === true ? `${JSON.stringify(answers, undefined, 2)}\n` : answers.map(tell).join('\n'),
  );
  return answers.some(({ recommendation }) => recommendation === 'NO-GO') ? 1 : 0;
}

type Answer = ReturnType<typeof answer>;

function answer({ name, verdicts, recommendation, code }: JudgedCase) {
  const text = renderer.render({ view: 'what-if', model: { verdicts, recommendation } }, { links: {}, zone: 'UTC' });
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(plainLine);
  return {
    name,
    verdicts: verdicts.map((verdict) => verdict.result),
    recommendation: recommendation.result,
    code,
    line: lines[verdicts.length] ?? '',
    criterion_lines: lines.slice(0, verdicts.length),
    further: lines.slice(verdicts.length + 1),
  };
}

function tell({ name, criterion_lines: lines, line, further }: Answer): string {
  const title = name === undefined ? [] : [name];
  return `${[...title, ...lines.map((one) => `- ${one}`), `=> ${line}`, ...further].join('\n')}\n`;
}

/** One criterion in its own words, and one reading of it. */
function oneQuestion(values: {
  readonly criterion?: string | undefined;
  readonly reading?: string | undefined;
  readonly control?: string | undefined;
}): unknown {
  const [criterion] = readCriterion(values.criterion ?? '');
  if (criterion === undefined) throw new CommandLineError('--criterion needs a line such as "error rate < 5%"');
  const reading = values.reading === undefined ? undefined : readFigure('--reading', values.reading);
  const control = values.control === undefined ? undefined : readFigure('--control', values.control);
  const data = reading && { unit: reading.unit, ...figuresOf(reading, 'T'), ...(control && figuresOf(control, 'C')) };
  return { criteria: [values.criterion], data: [data ?? null], stage: { soaked: true } };
}

/** What is known of one arm, in the words of the file. */
function figuresOf({ value, hits, n, sd, exposure }: Figure, arm: 'T' | 'C'): Readonly<Record<string, unknown>> {
  if (exposure !== undefined) return { [`events${arm}`]: value, [`exposure${arm}`]: exposure };
  if (sd !== undefined) return { [`mean${arm}`]: value, [`sd${arm}`]: sd, [`n${arm}`]: n };
  if (hits !== undefined) return { [`k${arm}`]: hits, [`n${arm}`]: n };
  return arm === 'T' ? { value } : { valueC: value };
}

function readFigure(flag: string, text: string): Figure {
  const read = readQuantity(text);
  if (read.kind === 'none') throw new CommandLineError(`${flag} needs a number such as 2/205 or 1.2%; it is ${text}`);
  return read.figure;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandLineError(`${file} is not JSON: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
