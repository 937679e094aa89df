import type { CheckAnnotation, CheckResult } from '../adapters/github/check-run.ts';
import type { HeadFiles, HeadLimits } from '../adapters/github/pull-request-files.ts';
import type { Finding } from '../core/plan/plan.ts';
import { readSettings } from '../core/settings/read-settings.ts';
import { longestSettings } from '../core/settings/yaml-text.ts';
import type { TextFile } from '../ports.ts';
import { createRenderer } from '../views/render.ts';
import { longestSource } from '../views/team-template.ts';
import { findingJson } from './finding-text.ts';
import { tryTemplate } from './try-template.ts';

export const settingsPath = '.github/rollcall.yml';
export const templatesFolder = '.github/rollcall/templates/';
const checkName = 'Rollcall settings';

/** So many annotations are made; more mistakes are counted. Fifty go into one request. */
const mostAnnotations = 200;

/** So long may it take to try out all templates of a pull request. */
const longestTrialMs = 1_000;

/** A character has up to four bytes. */
export const headLimits: HeadLimits = { settings: 4 * longestSettings, template: 4 * longestSource, all: 4_000_000 };

const levels = { error: 'failure', warning: 'warning', note: 'notice' } as const;

interface Placed {
  readonly path: string;
  readonly finding: Finding;
}

/**
 * What is to be said of a repository's settings and templates, before they are in force. `elapsedMs` gives the time that
 * has passed since some moment.
 */
export async function checkSettings(
  { settings, templates, left }: HeadFiles,
  elapsedMs: () => number = () => performance.now(),
): Promise<CheckResult> {
  const read = settings === undefined ? [] : findingsOf(settings);
  const tried = await tryTemplates(templates, left, elapsedMs);
  const placed = [...read.map((finding) => ({ path: settingsPath, finding })), ...tried.placed];
  const count = (severity: Finding['severity']) => placed.filter(({ finding }) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const model = {
    settings: settings !== undefined,
    templates: tried.names,
    errors,
    warnings,
    left: Math.max(0, placed.length - mostAnnotations),
    untried: tried.untried,
  };
  const text = createRenderer().render({ view: 'settings-check', model }, { links: {}, zone: 'UTC' });
  const [title = '', ...rest] = text.trim().split('\n');
  return {
    name: checkName,
    conclusion: conclusionOf(errors, warnings + tried.untried.length),
    title,
    summary: rest.join('\n').trim() || title,
    annotations: [...placed].sort(byWeight).slice(0, mostAnnotations).map(annotationOf),
  };
}

function findingsOf(settings: TextFile | 'too-large'): readonly Finding[] {
  if (settings !== 'too-large') return readSettings({ repository: settings }).findings;
  return [{ code: 'settings-too-large', severity: 'error', line: 1, column: 1, facts: {} }];
}

interface TriedTemplates {
  readonly placed: readonly Placed[];
  readonly names: readonly string[];
  readonly untried: readonly string[];
}

/**
 * Reads templates by the same rules as when they are in force, and tries them out on a release that nobody runs. Anybody
 * can open a pull request, so there is an end to what it may cost, and other work goes on in between.
 */
async function tryTemplates(
  templates: HeadFiles['templates'],
  left: HeadFiles['left'],
  elapsedMs: () => number,
): Promise<TriedTemplates> {
  const until = elapsedMs() + longestTrialMs;
  const isTooLate = () => elapsedMs() > until;
  const placed: Placed[] = [];
  const names: string[] = [];
  const untried = [...left];
  for (const [name, file] of Object.entries(templates).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (isTooLate()) {
      untried.push(name);
      continue;
    }
    names.push(name);
    const path = `${templatesFolder}${name}.hbs`;
    const findings = file === 'too-large' ? [tooLarge(name)] : tryTemplate(name, file.text, isTooLate);
    placed.push(...findings.map((finding) => ({ path, finding })));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { placed, names, untried };
}

function tooLarge(template: string): Finding {
  return {
    code: 'template-too-large',
    severity: 'error',
    line: 1,
    column: 1,
    facts: { template, limit: longestSource },
  };
}

function byWeight(a: Placed, b: Placed): number {
  const order = ['error', 'warning', 'note'];
  return order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity);
}

function conclusionOf(errors: number, warnings: number): CheckResult['conclusion'] {
  if (errors > 0) return 'failure';
  return warnings > 0 ? 'neutral' : 'success';
}

function annotationOf({ path, finding }: Placed): CheckAnnotation {
  const { severity, line, column, message, hint } = findingJson(finding);
  return { path, line, column, level: levels[severity], message: hint === '' ? message : `${message}\n\n${hint}` };
}
