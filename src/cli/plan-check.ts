import { findingJson } from '../app/finding-text.ts';
import type { Plan } from '../core/plan/plan.ts';
import { planJson } from '../core/plan/plan-json.ts';
import { readPlan } from '../core/plan/read-plan.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { hasError, printJson } from './config-check.ts';
import { printFindings } from './print-findings.ts';
import { readTextFile } from './read-text-file.ts';
import { sarifLog } from './sarif.ts';

/**
 * Reads plans and says what is worth a look. The exit code is 1 when one has an error, 2 when one cannot be read.
 */
export async function planCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, sarif: { type: 'boolean' } });
  if (positionals.length === 0) {
    throw new CommandLineError('Which plan? A file is wanted; - is standard input.', { showsUsage: true });
  }
  if (values.json && values.sarif) {
    throw new CommandLineError('One of --json and --sarif, not both.', { showsUsage: true });
  }
  const read: { readonly file: string; readonly text: string; readonly plan: Plan }[] = [];
  for (const file of positionals) {
    const text = await readTextFile(file);
    read.push({ file, text, plan: readPlan(text, { now: Date.now() }).plan });
  }
  const checked = read.map(({ file, text }) => {
    const others = read.filter((other) => other.file !== file).map((other) => ({ name: other.file, plan: other.plan }));
    return { file, text, ...readPlan(text, { now: Date.now(), others }) };
  });
  if (values.sarif === true) printJson(sarifLog(checked));
  else if (values.json === true) {
    const plans = checked.map(({ plan, findings }) => ({
      ...planJson(plan, findings),
      findings: findings.map(findingJson),
    }));
    printJson(plans.length === 1 ? plans[0] : plans);
  } else {
    for (const { file, text, findings } of checked) process.stdout.write(printFindings(file, text, findings));
  }
  return checked.some(({ findings }) => hasError(findings)) ? 1 : 0;
}
