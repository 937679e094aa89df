import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { collectTests, getFn, type Suite, type VitestRunner, type VitestRunnerConfig } from '@vitest/runner';
import { coreTests, isSlow } from './core-tests.ts';

/**
 * How much of the processor the tests of one mutant may use together, in microseconds; a test that is left out for it counts as one that
 * finds nothing. Hundreds of tests come past a mutant of a date, and those most likely to find it are run first.
 */
const enough = 3_000_000;

interface WarmTest {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly run: () => PromiseLike<void> | void;
  /** Of the latest run, in milliseconds. */
  lasted: number;
  /** How many mutants it has found in this process. */
  found: number;
}

/**
 * Runs vitest's tests of the core in Stryker's own process and keeps their modules loaded from mutant to mutant.
 * Stryker's runner for vitest loads the core anew for each, which is nine tenths of its time: a mutant of the stage
 * machine takes half a second there. It can do without because the core keeps nothing from call to call, and because
 * mutants that only run while modules are loaded are left out (`ignoreStatic`). A test that finds a mutant is run
 * again without it, so that nothing that a mutant left behind is taken for a find.
 */
class WarmRunner implements TestRunner {
  readonly #stryker = sharedWithMutants();
  #tests: readonly WarmTest[] = [];

  capabilities(): { readonly reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    const paths = coreTests(process.cwd()).map((path) => resolve(path));
    const files = await collectTests(paths, loader(process.cwd()));
    const broken = files.find(({ result }) => result?.state === 'fail');
    if (broken !== undefined) {
      throw new Error(`${broken.filepath} does not load: ${broken.result?.errors?.[0]?.message ?? 'no reason given'}`);
    }
    this.#tests = files.flatMap((file) => testsOf(file, file.filepath, []));
  }

  async dryRun({ disableBail }: DryRunOptions): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const test of this.#tests) {
      this.#stryker.currentTestId = test.id;
      const failure = await failureOf(test);
      const { id, name, fileName, lasted: timeSpentMs } = test;
      const result = { id, name, fileName, timeSpentMs };
      tests.push(
        failure === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: failure },
      );
      if (failure !== undefined && !disableBail) break;
    }
    delete this.#stryker.currentTestId;
    const { mutantCoverage } = this.#stryker;
    // For what runs while files are loaded too, Stryker would begin a process anew. It is tried with the tests alone.
    for (const id of Object.values(mutantCoverage?.perTest ?? {}).flatMap(Object.keys)) {
      delete mutantCoverage?.static[id];
    }
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage === undefined ? {} : { mutantCoverage }) };
  }

  async mutantRun({ activeMutant, hitLimit, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    const wanted = testFilter === undefined ? undefined : new Set(testFilter);
    const tests = this.#tests.filter(({ id }) => wanted?.has(id) ?? true).sort((a, b) => worth(b) - worth(a));
    const stryker = this.#stryker;
    stryker.hitCount = 0;
    if (hitLimit === undefined) delete stryker.hitLimit;
    else stryker.hitLimit = hitLimit;
    const before = process.cpuUsage();
    for (const [at, test] of tests.entries()) {
      if (process.cpuUsage(before).user > enough) return { status: MutantRunStatus.Survived, nrOfTests: at };
      stryker.activeMutant = activeMutant.id;
      const failure = await failureOf(test);
      delete stryker.activeMutant;
      if (hitLimit !== undefined && stryker.hitCount > hitLimit) {
        return { status: MutantRunStatus.Timeout, reason: `it went round more than ${hitLimit} times` };
      }
      if (failure === undefined) continue;
      const left = await failureOf(test);
      if (left !== undefined) throw new Error(`"${test.name}" fails also without a mutant: ${left}`);
      test.found += 1;
      return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage: failure, nrOfTests: at + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  }
}

/** Tests that find much in little time come first. */
function worth({ found, lasted }: WarmTest): number {
  return (found + 0.1) / (lasted + 1);
}

async function failureOf(test: WarmTest): Promise<string | undefined> {
  const begun = performance.now();
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    test.lasted = performance.now() - begun;
  }
}

function testsOf(suite: Suite, fileName: string, above: readonly string[]): readonly WarmTest[] {
  return suite.tasks.flatMap((task) => {
    const names = [...above, task.name];
    if (task.type === 'suite') return testsOf(task, fileName, names);
    if (task.mode !== 'run' || isSlow(task.name)) return [];
    return [{ id: task.id, name: names.join(' '), fileName, run: getFn(task), lasted: 0, found: 0 }];
  });
}

/** What vitest's collector asks of a runner: how to load a file, and settings that leave everything to the tests. */
function loader(root: string): VitestRunner {
  const config: VitestRunnerConfig = {
    root,
    setupFiles: [],
    name: undefined,
    passWithNoTests: false,
    testNamePattern: undefined,
    allowOnly: false,
    sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
    chaiConfig: undefined,
    maxConcurrency: 1,
    testTimeout: 0,
    hookTimeout: 0,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: true,
  };
  return { config, importFile: (path) => import(pathToFileURL(path).href) };
}

/** The object through which the instrumented code is told which mutant is on, and tells what it came past. */
function sharedWithMutants(): InstrumenterContext {
  const globals = globalThis as unknown as Record<string, InstrumenterContext | undefined>;
  const shared = globals[INSTRUMENTER_CONSTANTS.NAMESPACE] ?? {};
  globals[INSTRUMENTER_CONSTANTS.NAMESPACE] = shared;
  return shared;
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'warm', () => new WarmRunner())];
