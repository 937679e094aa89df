import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findingJson } from '../app/finding-text.ts';
import type { Finding } from '../core/plan/plan.ts';

export interface CheckedFile {
  readonly file: string;
  readonly text: string;
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

interface SarifText {
  readonly text: string;
}

/** Code scanning shows these above an alert, and wants all of them. */
interface SarifRule {
  readonly id: string;
  readonly shortDescription: SarifText;
  readonly fullDescription: SarifText;
  readonly help: SarifText;
  readonly defaultConfiguration: { readonly level: Finding['severity'] };
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Finding['severity'];
  readonly message: SarifText;
  /** By this code scanning knows an alert again when lines have moved. */
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
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
  const rules = rulesOf(checked.flatMap(({ findings }) => findings));
  const driver = { name: 'Rollcall', rules };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      { tool: { driver }, columnKind: 'utf16CodeUnits', results: checked.flatMap((one) => resultsOf(one, rules)) },
    ],
  };
}

/** One for each code, described by what its first finding says. */
function rulesOf(findings: readonly Finding[]): readonly SarifRule[] {
  const rules = new Map<string, SarifRule>();
  for (const finding of findings) {
    if (rules.has(finding.code)) continue;
    const { code, severity, message, hint } = findingJson(finding);
    const name = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
    rules.set(code, {
      id: code,
      shortDescription: { text: name },
      fullDescription: { text: message },
      help: { text: hint || message },
      defaultConfiguration: { level: severity },
    });
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function resultsOf({ file, text, findings }: CheckedFile, rules: readonly SarifRule[]): readonly SarifResult[] {
  const lines = text.split(/\r\n|\n|\r/);
  const seen = new Map<string, number>();
  return findings.map((finding): SarifResult => {
    const { code, severity, line, column, message, hint } = findingJson(finding);
    const hash = createHash('sha256')
      .update(`${code}\n${(lines[line - 1] ?? '').trim()}`)
      .digest('hex')
      .slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    const region = { startLine: line, startColumn: column };
    return {
      ruleId: code,
      ruleIndex: rules.findIndex(({ id }) => id === code),
      level: severity,
      message: { text: hint === '' ? message : `${message} ${hint}` },
      partialFingerprints: { primaryLocationLineHash: `${hash}:${count}` },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
    };
  });
}

/** A relative reference for a path of the repository, so that a service finds the file in its own checkout. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
}
