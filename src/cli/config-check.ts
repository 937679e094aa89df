import { resolve } from 'node:path';
import { templatesFolder } from '../app/check-settings.ts';
import { findingJson } from '../app/finding-text.ts';
import { tryTemplate } from '../app/try-template.ts';
import type { Finding } from '../core/plan/plan.ts';
import { readSettings } from '../core/settings/read-settings.ts';
import type { Settings } from '../core/settings.ts';
import { readArguments } from './arguments.ts';
import { CommandLineError } from './command-line-error.ts';
import { printFindings } from './print-findings.ts';
import { readTextFile } from './read-text-file.ts';
import { type CheckedFile, sarifLog } from './sarif.ts';

/** Where a team has its settings, when no file is named. */
const usualFile = '.github/rollcall.yml';

/**
 * Checks settings files, and templates, which end in `.hbs`. The exit code is 1 when one has an error, 2 when one cannot
 * be read.
 */
export async function configCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, sarif: { type: 'boolean' } });
  if (values.json && values.sarif) {
    throw new CommandLineError('One of --json and --sarif, not both.', { showsUsage: true });
  }
  const checked = [];
  for (const file of positionals.length === 0 ? [usualFile] : positionals) checked.push(await checkFile(file));
  if (values.sarif === true) printJson(sarifLog(checked));
  else if (values.json === true) {
    const files = checked.map(({ settings, findings }) => ({ settings, findings: findings.map(findingJson) }));
    printJson(files.length === 1 ? files[0] : files);
  } else {
    for (const { file, text, findings } of checked) process.stdout.write(printFindings(file, text, findings));
  }
  return checked.some(({ findings }) => hasError(findings)) ? 1 : 0;
}

async function checkFile(file: string): Promise<CheckedFile & { readonly settings?: Settings }> {
  const text = await readTextFile(file);
  if (!file.endsWith('.hbs')) return { file, text, ...readSettings({ repository: { text, oid: '' } }) };
  const path = resolve(file).replaceAll('\\', '/');
  const at = path.lastIndexOf(`/${templatesFolder}`);
  if (at === -1) throw new CommandLineError(`${file}: a template has to be in a folder ${templatesFolder}.`);
  const name = path.slice(at + templatesFolder.length + 1, -'.hbs'.length);
  return { file, text, findings: tryTemplate(name, text) };
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
