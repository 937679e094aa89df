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
const longestSource = 20_000;
const deepestNesting = 12;
const mostBlocks = 300;
/** In one pair of braces. */
const mostExpressions = 50;
const deepestParent = 3;
const deepestExpression = 5;

export function readTeamTemplate(name: string, source: string): TeamTemplate {
  if (source.length > longestSource) {
    return refused(
      finding('template-too-large', 1, 1, { template: name, length: source.length, limit: longestSource }),
    );
  }
  if (isTangled(source))
    return refused(finding('template-not-allowed', 1, 1, { template: name, what: 'deep nesting' }));
  let tree: hbs.AST.Program;
  try {
    tree = parseTemplate(source);
  } catch (error) {
    return refused(syntaxFinding(name, error));
  }
  const findings = checkProgram(tree, 0).map(({ what, node }) =>
    finding('template-not-allowed', node.loc.start.line, node.loc.start.column + 1, { template: name, what }),
  );
  if (findings.length > 0) return { template: undefined, findings };
  const compiled = compileTemplate(tree);
  return { template: (model, site) => withinLength(compiled(model, site)), findings: [] };
}

/** Handlebars' parser takes quadratic time on nested blocks and expressions. */
function isTangled(source: string): boolean {
  const calls = source.split('{{').slice(1);
  if (calls.filter((call) => /^~?[#^]/.test(call)).length > mostBlocks) return true;
  return calls.some((call) => (call.split('}}', 1)[0]?.split('(').length ?? 0) > mostExpressions);
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

function checkProgram(program: hbs.AST.Program | undefined, depth: number): readonly Objection[] {
  if (program === undefined) return [];
  if (depth > deepestNesting) return [{ what: 'deep nesting', node: program }];
  if (program.blockParams !== undefined && program.blockParams.length > 0) return [{ what: 'as |…|', node: program }];
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

function checkBlock(node: hbs.AST.BlockStatement, depth: number): readonly Objection[] {
  if (!blocks.has(node.path.original)) return [{ what: `{{#${String(node.path.original)}}}`, node }];
  if (node.params.length !== 1) return [{ what: `{{#${node.path.original}}} without one value`, node }];
  return [...checkArguments(node), ...checkProgram(node.program, depth + 1), ...checkProgram(node.inverse, depth + 1)];
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
  const values = (node.hash?.pairs ?? []).map((pair) => pair.value);
  return [...node.params, ...values].flatMap((value) => checkExpression(value, depth + 1));
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
