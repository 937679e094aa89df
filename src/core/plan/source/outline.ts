import { readShare } from '../values/share.ts';
import { stepName } from '../values/step-text.ts';
import type { SourceLine } from './scan-lines.ts';
import { plainTitle, type SectionRole, sectionRole } from './section-role.ts';

/** A heading and what stands under it. Headings repeat in plans, so a section is known by its place in the tree. */
export interface Section {
  /** Undefined for the root. */
  readonly heading: SourceLine | undefined;
  /** Text of the heading; empty for the root. */
  readonly title: string;
  /** The title in lower case and without signs, as `plainTitle` makes it. */
  readonly plainTitle: string;
  readonly role: SectionRole | undefined;
  readonly level: number;
  readonly parent: Section | undefined;
  /** Lines that belong to the section itself, without those of its subsections. */
  readonly lines: SourceLine[];
  readonly children: Section[];
}

/** Bold lines serve as headings below the real ones; `Planning` and `Results` below those. */
const captionLevel = 7;
const innerCaptionLevel = 8;
const innerCaption = /^(?:rollout )?planning:?$|^results:?$/i;
/** With what stands behind it. */
const plainStage = /^(?:stage|wave|ring) `?(?:[a-j]|[ivx]{1,4}|\d{1,2})\b`?\s*($|[:(–—-].{0,90}$)/i;
/** Deeper trees are garbage, and walking them would take the stack. */
const sectionLimit = 2_000;

/** Builds the tree of sections. What belongs to a heading that is struck through is left out. */
export function readOutline(lines: readonly SourceLine[]): Section {
  const root: Section = {
    heading: undefined,
    title: '',
    plainTitle: '',
    role: undefined,
    level: 0,
    parent: undefined,
    lines: [],
    children: [],
  };
  let current = root;
  let sections = 0;
  let struckLevel: number | undefined;
  const steps = linesOfLadders(lines);
  const planTitle = onlyTitle(lines);
  for (const line of lines) {
    const level = steps.has(line) ? undefined : levelOf(line);
    if (level === undefined || sections >= sectionLimit) {
      if (struckLevel === undefined && !line.struck) current.lines.push(line);
      continue;
    }
    if (struckLevel !== undefined && level > struckLevel && isInner(line.text)) continue;
    struckLevel = line.struck ? level : undefined;
    if (line.struck) continue;
    const title = line.text;
    const role = line === planTitle ? roleOfTitle(title) : sectionRole(title);
    const parent = parentFor(current, level, role);
    current = { heading: line, title, plainTitle: plainTitle(title), role, level, parent, lines: [], children: [] };
    parent.children.push(current);
    sections += 1;
  }
  return root;
}

/** All sections below and with `section`, in the order of the document. */
export function walkSections(section: Section): readonly Section[] {
  const found: Section[] = [section];
  for (const child of section.children) found.push(...walkSections(child));
  return found;
}

/** All lines below `section`, headings of subsections included, in order. */
export function allLines(section: Section): readonly SourceLine[] {
  const lines = [...section.lines];
  for (const child of section.children) {
    if (child.heading) lines.push(child.heading);
    lines.push(...allLines(child));
  }
  return lines;
}

/** Whether the section or one above it has the role. */
export function isWithin(section: Section, ...roles: readonly SectionRole[]): boolean {
  for (let at: Section | undefined = section; at !== undefined; at = at.parent) {
    if (at.role !== undefined && roles.includes(at.role)) return true;
  }
  return false;
}

function levelOf(line: SourceLine): number | undefined {
  if (line.kind === 'heading') return line.level;
  if (line.kind !== 'text' || line.text.length > 120) return undefined;
  if (innerCaption.test(line.text)) return innerCaptionLevel;
  if (isPlainStage(line.text)) return captionLevel;
  if (!line.bold || /[?]/.test(line.text) || !sectionRole(line.text)) return undefined;
  return captionLevel;
}

/** "Stage B: 40% - 4 days", on a line of its own without any mark. */
function isPlainStage(text: string): boolean {
  const rest = plainStage.exec(text)?.[1];
  if (rest === undefined || /[<>≤≥]|[.?!]$/.test(rest)) return false;
  return /^[\s:]*$/.test(rest) || readShare(rest) !== undefined || stepName.test(rest);
}

function onlyTitle(lines: readonly SourceLine[]): SourceLine | undefined {
  const [first, ...others] = lines.filter(({ kind, level }) => kind === 'heading' && level === 1);
  return others.length === 0 ? first : undefined;
}

/** A plan may be called "Canary release of …" and is no stage. */
function roleOfTitle(title: string): SectionRole | undefined {
  const role = sectionRole(title);
  return role === 'stage' ? undefined : role;
}

const labelledShare = /^[^:%]{2,40}:\s.*\d ?%/;

/** "Canary: 5%", "Stage 1: 25%" and "Full: 100%" right below each other are a list of steps, and no stage has a section. */
function linesOfLadders(lines: readonly SourceLine[]): ReadonlySet<SourceLine> {
  const found = new Set<SourceLine>();
  let run: SourceLine[] = [];
  const end = () => {
    const stages = run.filter(({ text }) => isPlainStage(text)).length;
    if (stages > 0 && stages < run.length) for (const line of run) found.add(line);
    run = [];
  };
  for (const line of lines) {
    const { text } = line;
    const isStep = line.kind === 'text' && labelledShare.test(text) && (stepName.test(text) || isPlainStage(text));
    if (!isStep || line.afterBlank || line.line !== (run.at(-1)?.line ?? 0) + 1) end();
    if (isStep) run.push(line);
  }
  end();
  return found;
}

/** `Planning` and `Results` are nothing without the stage above them. */
function isInner(title: string): boolean {
  return /^(?:planning|results)$/.test(plainTitle(title));
}

/**
 * The section under which a heading goes: the nearest one of a smaller level. `Planning` and `Results` belong to the
 * stage, test or go-live before them even where their level is wrong.
 */
function parentFor(current: Section, level: number, role: SectionRole | undefined): Section {
  let parent = current;
  while (parent.level >= level && parent.parent !== undefined) {
    if (takesIn(parent, role)) return parent;
    parent = parent.parent;
  }
  while (
    major.has(role) &&
    minor.has(parent.role) &&
    // Criteria may be listed for each stage.
    !(role === 'stage' && parent.role === 'criteria' && level > parent.level) &&
    parent.parent
  ) {
    parent = parent.parent;
  }
  return parent;
}

/** Sections of these are never part of sections of those, whatever their levels say. */
const major: ReadonlySet<SectionRole | undefined> = new Set([
  'stage',
  'rollout',
  'rollout-planning',
  'schedule',
  'go-live',
  'one-week',
  'one-month',
  'questions',
  'kpis',
]);
const minor: ReadonlySet<SectionRole | undefined> = new Set([
  'rollback',
  'guidance',
  'toggles',
  'validation',
  'dashboards',
  'criteria',
  'guardrails',
  'readiness',
  'roles',
  'user-impact',
]);

const inner: ReadonlySet<SectionRole | undefined> = new Set(['planning', 'results']);
const owners: ReadonlySet<SectionRole | undefined> = new Set(['stage', 'acceptance-testing', 'go-live']);

function takesIn(section: Section, role: SectionRole | undefined): boolean {
  const isPart = inner.has(role) && owners.has(section.role);
  return isPart && section.lines.length < 3 && !section.children.some((child) => child.role === role);
}
