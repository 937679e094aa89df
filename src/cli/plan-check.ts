import { planJson } from '../core/plan/plan-json.ts';
import { readPlan } from '../core/plan/read-plan.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { hasError } from './config-check.ts';
import { findingJson, printFindings } from './print-findings.ts';
import { readTextFile } from './read-text-file.ts';

/** Reads plans and says what is worth a look; the exit code is 1 when one has an error. */
export async function planCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
  if (positionals.length === 0) {
    throw new CommandLineError('Which plan? A file is wanted; - is standard input.', { showsUsage: true });
  }
  const checked = [];
  for (const file of positionals) {
    const text = await readTextFile(file);
    checked.push({ file, text, ...readPlan(text, { now: Date.now() }) });
  }
  if (values.json === true) {
    const plans = checked.map(({ plan, findings }) => ({
      ...planJson(plan, findings),
      findings: findings.map(findingJson),
    }));
    process.stdout.write(`${JSON.stringify(plans.length === 1 ? plans[0] : plans, undefined, 2)}\n`);
  } else {
    for (const { file, text, findings } of checked) process.stdout.write(printFindings(file, text, findings));
  }
  return checked.some(({ findings }) => hasError(findings)) ? 1 : 0;
}
