import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { counted, type Score, shareFound, table } from './score.ts';

/** The least share of the mutants that the tests must find, in percent. */
const bar = 80;
const core = 'src/core';

/**
 * `npm run mutation` for all of the core, or `npm run mutation -- stages plan/parts` for some of its folders with what
 * is in them; `.` stands for the files that are in none. It goes folder by folder: mutants make the code around them
 * slow, and so only the files of one folder have any. A report for each is in reports/mutation/.
 */
async function main(wanted: readonly string[]): Promise<void> {
  const folders = foldersWithFiles(core);
  const unknown = wanted.filter((name) => !folders.includes(name));
  if (unknown.length > 0)
    throw new Error(`no folder of ${core}: ${unknown.join(', ')}; there are ${folders.join(', ')}`);
  const isWanted = (folder: string) => wanted.some((name) => folder === name || folder.startsWith(`${name}/`));
  const scores: Score[] = [];
  for (const folder of folders.filter((name) => wanted.length === 0 || isWanted(name))) {
    const begun = performance.now();
    const path = folder === '.' ? core : `${core}/${folder}`;
    const report = join('reports', 'mutation', path.slice('src/'.length).replaceAll('/', '-'));
    const results = await new Stryker({
      mutate: [`${path}/*.ts`],
      htmlReporter: { fileName: `${report}.html` },
      jsonReporter: { fileName: `${report}.json` },
    }).runMutationTest();
    const score = counted(path, results);
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

/** Every folder that has files itself, from `root`. */
function foldersWithFiles(root: string): readonly string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return [...new Set(files.map(dirname))].sort();
}

await main(process.argv.slice(2));
