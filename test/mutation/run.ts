import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { counted, type Score, shareFound, table } from './score.ts';

/** The least share of the mutants that the tests must find, in percent. */
const bar = 80;
const core = 'src/core';

/**
 * `npm run mutation` for all of the core, or `npm run mutation -- stages plan` for some of its folders; `.` stands for
 * the files that are in none. It goes folder by folder: mutants make the code around them slow, and so only the folder
 * that is looked at has any. A report for each is in reports/mutation/.
 */
async function main(wanted: readonly string[]): Promise<void> {
  const folders = [
    '.',
    ...readdirSync(core, { withFileTypes: true }).flatMap((f) => (f.isDirectory() ? [f.name] : [])),
  ];
  const unknown = wanted.filter((name) => !folders.includes(name));
  if (unknown.length > 0)
    throw new Error(`no folder of ${core}: ${unknown.join(', ')}; there are ${folders.join(', ')}`);
  const scores: Score[] = [];
  for (const folder of wanted.length === 0 ? folders : wanted) {
    const begun = performance.now();
    const name = folder === '.' ? 'core' : folder;
    const results = await new Stryker({
      mutate: [folder === '.' ? `${core}/*.ts` : `${core}/${folder}/**/*.ts`],
      htmlReporter: { fileName: join('reports', 'mutation', `${name}.html`) },
      jsonReporter: { fileName: join('reports', 'mutation', `${name}.json`) },
    }).runMutationTest();
    const score = counted(folder === '.' ? core : `${core}/${folder}`, results);
    scores.push(score);
    const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
    process.stdout.write(`${score.name}: ${score.found} of ${score.found + score.missed} found in ${minutes} min\n`);
  }
  process.stdout.write(`\n${table(scores)}\n`);
  if (shareFound(scores) < bar) {
    process.stdout.write(`\nThat is less than ${bar}%.\n`);
    process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
