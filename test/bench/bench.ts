/**
 * Measures Rollcall on this machine, each figure beside its reference and its bar. Nothing fails for being slow: what is
 * measured on a busy machine says little, so the load is printed too.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { holds, type Measure } from './figure.ts';
import { printMeasures } from './print-measures.ts';
import { figures } from './registry.ts';

interface Result {
  readonly name: string;
  readonly measures: readonly Measure[];
  /** That the measuring itself took. */
  readonly seconds: number;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'string' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !figures.some((figure) => figure.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no figure ${unknown.join(', ')}: ${figures.map(({ name }) => name).join(', ')}\n`);
    return 2;
  }
  const chosen = positionals.length === 0 ? figures : figures.filter(({ name }) => positionals.includes(name));
  const machine = describeMachine();
  process.stdout.write(`${machineText(machine)}\n\n`);
  const results: Result[] = [];
  for (const { name, measure } of chosen) {
    const started = performance.now();
    const measures = await measure();
    results.push({ name, measures, seconds: (performance.now() - started) / 1000 });
    process.stdout.write(`${printMeasures(name, measures)}\n`);
  }
  process.stdout.write(`${summary(results)}\n`);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(asJson(machine, results), undefined, 2)}\n`);
  return 0;
}

function describeMachine() {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    loadAtStart: loadavg()[0] ?? 0,
  };
}

type Machine = ReturnType<typeof describeMachine>;

function machineText({ node, platform, cpu, cores, loadAtStart }: Machine): string {
  const text = `Node ${node} on ${platform}, ${cores} × ${cpu}, load ${loadAtStart.toFixed(1)}`;
  return loadAtStart > cores / 2 ? `${text}\nThe machine is busy with other things: times below are too long.` : text;
}

function summary(results: readonly Result[]): string {
  const verdicts = results.flatMap(({ measures }) => measures.map(holds)).filter((held) => held !== undefined);
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const held = verdicts.filter(Boolean).length;
  return `${held} of ${verdicts.length} bars hold; measured in ${seconds.toFixed(0)} s.`;
}

function asJson(machine: Machine, results: readonly Result[]) {
  return {
    machine,
    figures: results.map(({ name, seconds, measures }) => ({
      name,
      seconds,
      measures: measures.map((measure) => ({ ...measure, holds: holds(measure) })),
    })),
  };
}

process.exitCode = await main(process.argv.slice(2));
