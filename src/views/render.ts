import type { Instant } from '../core/instant.ts';
import type { Finding } from '../core/plan/plan.ts';
import type { ViewCall } from '../core/view-models.ts';
import { type Budget, createBudget } from './budget.ts';
import type { CompiledTemplate, RenderSite } from './compile-template.ts';
import { readTeamTemplate, type TeamTemplate } from './team-template.ts';
import { openTemplateFiles, type TemplateFiles } from './template-files.ts';

export interface Renderer {
  render(call: ViewCall, context: RenderContext): string;
  /**
   * What is wrong with the team's templates, as far as it is known: those that were refused, and those that failed
   * while rendering. Ours stood in for them.
   */
  findings(): readonly Finding[];
}

interface RenderContext {
  /** Checklist issues by stage, as far as they exist. */
  readonly links: Readonly<Record<string, number>>;
  /** IANA name; moments are shown in it. */
  readonly zone: string;
  readonly now?: Instant | undefined;
}

export interface RendererOptions {
  /** A team's templates by path under `.github/rollcall/templates/` without `.hbs`: `card`, `issues/stage`. */
  readonly overrides?: Readonly<Record<string, string>> | undefined;
  /** Which of the names was probably meant; for a template that replaces nothing. */
  readonly nearest?: ((name: string, known: Iterable<string>) => string | undefined) | undefined;
  /** Our own templates; by default those in templates/, read and compiled once. */
  readonly files?: TemplateFiles | undefined;
}

const ownFiles = openTemplateFiles();
/** They are said where no team's templates are known: on the command line, and of its settings before they are in force. */
const ownTexts: ReadonlySet<string> = new Set(['settings-check', 'set-up', 'cut-note', 'finding', 'what-if']);
/** Texts within texts: a reply, its part, a line in it, a finding. More is a template that puts in itself. */
const deepestInclude = 8;

export function createRenderer(options: RendererOptions = {}): Renderer {
  const files = options.files ?? ownFiles;
  const team = new Map<string, CompiledTemplate>();
  const findings = new Map<string, readonly Finding[]>();
  for (const [name, source] of Object.entries(options.overrides ?? {})) {
    const isForTeams = files.has(name) && !ownTexts.has(name);
    const read = isForTeams
      ? readSafely(name, source)
      : unknownTemplate(name, options.nearest?.(name, forTeams(files)));
    if (read.template !== undefined) team.set(name, read.template);
    if (read.findings.length > 0) findings.set(name, read.findings);
  }

  /** `budgets` are those of one text, by template: a part of it may be put in a hundred times. */
  type Budgets = Map<string, Budget>;
  const renderNamed = (name: string, model: unknown, site: RenderSite, depth: number, budgets: Budgets): string => {
    if (depth > deepestInclude) throw new Error(`templates/${name}.hbs is put in too deep`);
    const within = (inner: RenderSite): RenderSite => ({
      ...inner,
      include: (part, partModel) => renderNamed(part, partModel, inner, depth + 1, budgets),
    });
    const override = team.get(name);
    if (override !== undefined) {
      const budget = site.budget ?? budgets.get(name) ?? createBudget();
      budgets.set(name, budget);
      try {
        const text = trimBlankLines(override(model, within({ ...site, budget })));
        // A part of a text may well be left out, a whole comment cannot.
        if (depth === 0 && text.trim() === '') throw new Error('nothing comes out of it');
        return text;
      } catch (error) {
        findings.set(name, [failure(name, error)]);
      }
    }
    return trimBlankLines(files.get(name)(model, within(site)));
  };

  const nowhere: RenderSite = {
    links: {},
    zone: 'UTC',
    now: undefined,
    budget: undefined,
    has: files.has,
    include: () => '',
  };
  return {
    findings: () => [...findings.values()].flat(),
    render({ view, model }, { links, zone, now }) {
      return tidy(renderNamed(view, model, { ...nowhere, links, zone, now }, 0, new Map()));
    },
  };
}

/** Whatever a template does to the parser, its repository's releases go on. */
function readSafely(name: string, source: string): TeamTemplate {
  try {
    return readTeamTemplate(name, source);
  } catch (error) {
    return { template: undefined, findings: [failure(name, error)] };
  }
}

function* forTeams(files: TemplateFiles): Iterable<string> {
  for (const name of files.names()) if (!ownTexts.has(name)) yield name;
}

function unknownTemplate(template: string, nearest: string | undefined): TeamTemplate {
  const facts = { template, ...(nearest === undefined ? {} : { nearest }) };
  const finding = { code: 'template-unknown', severity: 'warning', line: 1, column: 1, facts } as const;
  return { template: undefined, findings: [finding] };
}

function failure(template: string, error: unknown): Finding {
  const message = error instanceof Error ? error.message : 'unknown';
  return { code: 'template-failed', severity: 'error', line: 1, column: 1, facts: { template, message } };
}

function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

/** One blank line where conditions left several, none at the ends, nothing at the ends of lines. */
function tidy(text: string): string {
  const lines = text.split('\n').map(trimBlanks);
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** By hand: a pattern takes quadratic time on a line of blanks. */
function trimBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}
