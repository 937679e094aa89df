import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findingJson } from '../app/finding-text.ts';
import type { Finding } from '../core/plan/plan.ts';

export interface CheckedFile {
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** The parts of SARIF 2.1.0 that code scanning services and editors read. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly SarifRule[] } };
      readonly columnKind: 'utf16CodeUnits';
      readonly results: readonly SarifResult[];
    },
  ];
}

interface SarifRule {
  readonly id: string;
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Finding['severity'];
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number; readonly startColumn: number };
      };
    },
  ];
}

/** Findings as a SARIF log; severities have the names of SARIF's levels. */
export function sarifLog(checked: readonly CheckedFile[]): SarifLog {
  const ids = [...new Set(checked.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  const results = checked.flatMap(({ file, findings }) =>
    findings.map((finding): SarifResult => {
      const { code, severity, line, column, message, hint } = findingJson(finding);
      const region = { startLine: line, startColumn: column };
      return {
        ruleId: code,
        ruleIndex: ids.indexOf(code),
        level: severity,
        message: { text: hint === '' ? message : `${message} ${hint}` },
        locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
      };
    }),
  );
  const driver = { name: 'Rollcall', rules: ids.map((id) => ({ id })) };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
}

/** A relative reference for a path of the repository, so that a service finds the file in its own checkout. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
}
