/**
 * Templates that a team puts in its repository. Handlebars compiles templates to JavaScript, so a template from
 * outside is parsed first, and only an allow-list of its syntax tree goes on: what is not named here is refused.
 */
import type { Finding } from '../core/plan/plan.ts';
import { longestText } from './budget.ts';
import { type CompiledTemplate, compileTemplate, parseTemplate } from './compile-template.ts';
import { allHelpers } from './helpers/all-helpers.ts';

export interface TeamTemplate {
  /** Undefined when the template is refused. */
  readonly template: CompiledTemplate | undefined;
  /** Codes: `template-too-large`, `template-syntax`, `template-not-allowed`. Lines are those of the template. */
  readonly findings: readonly Finding[];
}

/** Characters of a team's template. */
export const longestSource = 20_000;
const deepestNesting = 12;
const mostBlocks = 300;
/** Ours have a hundred. */
const mostCalls = 1_000;
const longestPath = 10;
/** In one pair of braces. */
const mostExpressions = 50;
/** `{{else if}}` one after the other. */
const longestChain = 50;
const deepestParent = 3;
const deepestExpression = 5;

export function readTeamTemplate(name: string, source: string): TeamTemplate {
  if (source.length > longestSource) {
    return refused(
      finding('template-too-large', 1, 1, { template: name, length: source.length, limit: longestSource }),
    );
  }
  const tangle = tangleOf(source);
  if (tangle !== undefined) return refused(finding('template-not-allowed', 1, 1, { template: name, what: tangle }));
  let tree: hbs.AST.Program;
  try {
    tree = parseTemplate(source);
  } catch (error) {
    return refused(syntaxFinding(name, error));
  }
  const findings = objectionsTo(tree).map(({ what, node }) =>
    finding('template-not-allowed', node.loc.start.line, node.loc.start.column + 1, {
      template: name,
      what: brief(what),
    }),
  );
  if (findings.length > 0) return { template: undefined, findings };
  const compiled = compileTemplate(tree);
  return { template: (model, site) => withinLength(compiled(model, site)), findings: [] };
}

/** Nobody reads more of them. */
const mostFindings = 20;

function objectionsTo(tree: hbs.AST.Program): readonly Objection[] {
  const found: Objection[] = [];
  for (const statement of tree.body) {
    found.push(...checkStatement(statement, 0));
    if (found.length >= mostFindings) break;
  }
  return found.slice(0, mostFindings);
}

/** Handlebars' parser takes quadratic time on nested blocks and expressions, and its compiler long for many calls. */
function tangleOf(source: string): string | undefined {
  const calls = source.split('{{').slice(1);
  const nested = calls.map((call) => (call.split('}}', 1)[0] ?? '').split('(').length - 1);
  let inAll = calls.length;
  for (const count of nested) inAll += count;
  if (inAll > mostCalls) return `more than ${mostCalls} {{…}}`;
  if (calls.filter((call) => /^~?(?:[#^]|\s*else\b)/.test(call)).length > mostBlocks) return 'deep nesting';
  return nested.some((count) => count > mostExpressions) ? 'deep nesting' : undefined;
}

/** As much of a template as a finding repeats. */
function brief(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function withinLength(text: string): string {
  if (text.length > longestText) throw new Error(`the text is longer than ${longestText} characters`);
  return text;
}

interface Objection {
  readonly what: string;
  readonly node: hbs.AST.Node;
}

const pureHelpers: ReadonlySet<string> = new Set(
  allHelpers.filter(({ includes }) => !includes).map(({ name }) => name),
);
/** Those that put in one of our other texts by a code are fine where they stand alone. `include` and `view` name files. */
const ownHelpers: ReadonlySet<string> = new Set(
  allHelpers.map(({ name }) => name).filter((name) => name !== 'include' && name !== 'view'),
);
const blocks: ReadonlySet<string> = new Set(['if', 'unless', 'each']);
const loopVariables: ReadonlySet<string> = new Set(['index', 'first', 'last']);

/** What is objected to stands in `block`: a program has no place of its own when it is empty. */
function checkProgram(
  program: hbs.AST.Program | undefined,
  block: hbs.AST.BlockStatement,
  depth: number,
): readonly Objection[] {
  if (program === undefined) return [];
  if (depth > deepestNesting) return [{ what: 'deep nesting', node: block }];
  if (program.blockParams !== undefined && program.blockParams.length > 0) return [{ what: 'as |…|', node: block }];
  return program.body.flatMap((statement) => checkStatement(statement, depth));
}

function checkStatement(node: hbs.AST.Statement, depth: number): readonly Objection[] {
  switch (node.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return [];
    case 'MustacheStatement':
      return checkMustache(node as hbs.AST.MustacheStatement); // the type says so
    case 'BlockStatement':
      return checkBlock(node as hbs.AST.BlockStatement, depth); // the type says so
    case 'PartialStatement':
    case 'PartialBlockStatement':
      return [{ what: '{{> …}}', node }];
    default:
      return [{ what: node.type, node }];
  }
}

function checkMustache(node: hbs.AST.MustacheStatement): readonly Objection[] {
  // Handlebars counts `{{&value}}` as unescaped, as it does `{{{value}}}`.
  if (!node.escaped) return [{ what: '{{{…}}}', node }];
  return checkCall(node, ownHelpers);
}

function checkBlock(node: hbs.AST.BlockStatement, depth: number, chain = 0): readonly Objection[] {
  if (!blocks.has(node.path.original)) return [{ what: `{{#${String(node.path.original)}}}`, node }];
  if (node.params.length !== 1) return [{ what: `{{#${node.path.original}}} without one value`, node }];
  if (chain > longestChain) return [{ what: 'a long chain of {{else if}}', node }];
  const own = [...checkArguments(node), ...checkProgram(node.program, node, depth + 1)];
  const next = chainedBlock(node);
  if (next !== undefined) return [...own, ...checkBlock(next, depth, chain + 1)];
  return [...own, ...checkProgram(node.inverse, node, depth + 1)];
}

/** `{{else if}}` is a block within the inverse of another, and no deeper for who reads it. */
function chainedBlock({ inverse }: hbs.AST.BlockStatement): hbs.AST.BlockStatement | undefined {
  const isChained = inverse !== undefined && 'chained' in inverse && inverse.chained === true;
  const [only, ...more] = isChained ? inverse.body : [];
  // The type says so.
  return only?.type === 'BlockStatement' && more.length === 0 ? (only as hbs.AST.BlockStatement) : undefined;
}

interface Call extends hbs.AST.Node {
  readonly path: hbs.AST.Node;
  readonly params: readonly hbs.AST.Expression[];
  readonly hash: hbs.AST.Hash | undefined;
}

function checkCall(node: Call, helpers: ReadonlySet<string>, depth = 0): readonly Objection[] {
  const name = (node.path as hbs.AST.PathExpression).original; // literals have an `original` too
  if (node.params.length === 0 && node.hash === undefined) return checkExpression(node.path);
  if (node.path.type !== 'PathExpression' || !helpers.has(name)) return [{ what: String(name), node }];
  return checkArguments(node, depth);
}

function checkArguments(node: Call, depth = 0): readonly Objection[] {
  if (depth > deepestExpression) return [{ what: 'deep nesting', node }];
  const pairs = node.hash?.pairs ?? [];
  if (node.params.length + pairs.length > mostExpressions) return [{ what: 'so many values', node }];
  const odd = pairs.find((pair) => !isFieldName(pair.key));
  if (odd !== undefined) return [{ what: `${odd.key}=`, node }];
  return [...node.params, ...pairs.map((pair) => pair.value)].flatMap((value) => checkExpression(value, depth + 1));
}

function checkExpression(node: hbs.AST.Expression, depth = 0): readonly Objection[] {
  switch (node.type) {
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
    case 'UndefinedLiteral':
    case 'NullLiteral':
      return [];
    case 'PathExpression':
      return checkPath(node as hbs.AST.PathExpression); // the type says so
    case 'SubExpression':
      return checkCall(node as hbs.AST.SubExpression, pureHelpers, depth); // the type says so
    default:
      return [{ what: node.type, node }];
  }
}

function checkPath(node: hbs.AST.PathExpression): readonly Objection[] {
  const refusal = [{ what: node.original, node }];
  if (node.depth > deepestParent) return refusal;
  if (node.data) return node.parts.length === 1 && loopVariables.has(node.parts[0] ?? '') ? [] : refusal;
  if (node.parts.length > longestPath) return refusal;
  return node.parts.every((part) => typeof part === 'string' && isFieldName(part)) ? [] : refusal;
}

function isFieldName(part: string): boolean {
  return /^[A-Za-z0-9-]{1,60}$/.test(part) && part !== 'constructor' && part !== 'prototype';
}

function refused(found: Finding): TeamTemplate {
  return { template: undefined, findings: [found] };
}

function finding(code: string, line: number, column: number, facts: Finding['facts']): Finding {
  return { code, severity: 'error', line, column, facts };
}

function syntaxFinding(template: string, error: unknown): Finding {
  const message = error instanceof Error ? error.message : '';
  const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  return finding('template-syntax', line, 1, { template });
}
