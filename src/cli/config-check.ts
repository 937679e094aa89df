import { findingJson } from '../app/finding-text.ts';
import type { Finding } from '../core/plan/plan.ts';
import { readSettings } from '../core/settings/read-settings.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { printFindings } from './print-findings.ts';
import { readTextFile } from './read-text-file.ts';
import { sarifLog } from './sarif.ts';

/** Checks a settings file. The exit code is 1 when it has an error, 2 when it cannot be read. */
export async function configCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, sarif: { type: 'boolean' } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new CommandLineError('Which settings? One file is wanted; - is standard input.', { showsUsage: true });
  }
  if (values.json && values.sarif) {
    throw new CommandLineError('One of --json and --sarif, not both.', { showsUsage: true });
  }
  const text = await readTextFile(file);
  const { settings, findings } = readSettings({ repository: { text, oid: '' } });
  if (values.sarif === true) printJson(sarifLog([{ file, findings }]));
  else if (values.json === true) printJson({ settings, findings: findings.map(findingJson) });
  else process.stdout.write(printFindings(file, text, findings));
  return hasError(findings) ? 1 : 0;
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
