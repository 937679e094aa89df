import type { Finding } from '../plan/plan.ts';
import type { AcceptedFinding } from './amendment.ts';

/** The same finding has the same key wherever it stands; with other facts it is another one. */
export function findingKey({ code, facts }: Finding): string {
  const entries = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${code} ${JSON.stringify(entries)}`;
}

/** Errors keep a plan from being judged: they stay until they are put right. */
export function canBeAccepted({ severity }: Finding): boolean {
  return severity !== 'error';
}

/** Findings without those that were accepted, and the acceptances that still have a finding. */
export function silenceFindings(
  findings: readonly Finding[],
  accepted: readonly AcceptedFinding[],
): { readonly findings: readonly Finding[]; readonly accepted: readonly AcceptedFinding[] } {
  const present = new Set(findings.filter(canBeAccepted).map(findingKey));
  const kept = accepted.filter(({ key }) => present.has(key));
  const silent = new Set(kept.map(({ key }) => key));
  return {
    findings: findings.filter((finding) => !canBeAccepted(finding) || !silent.has(findingKey(finding))),
    accepted: kept,
  };
}
