import type { Finding } from '../core/plan/plan.ts';
import { readSettings } from '../core/settings/read-settings.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { findingJson, printFindings } from './print-findings.ts';
import { readTextFile } from './read-text-file.ts';

/** Checks a settings file; the exit code is 1 when it has an error. */
export async function configCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new CommandLineError('Which settings? One file is wanted; - is standard input.', { showsUsage: true });
  }
  const text = await readTextFile(file);
  const { settings, findings } = readSettings({ repository: { text, oid: '' } });
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify({ settings, findings: findings.map(findingJson) }, undefined, 2)}\n`);
  } else process.stdout.write(printFindings(file, text, findings));
  return hasError(findings) ? 1 : 0;
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
