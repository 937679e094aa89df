import Handlebars from 'handlebars';
import type { Budget } from './budget.ts';
import { breakCode } from './escape.ts';
import type { Helper, Site } from './helper.ts';
import { allHelpers } from './helpers/all-helpers.ts';

export interface RenderSite extends Site {
  /** What a team's template may still use up; undefined for our own. */
  readonly budget: Budget | undefined;
}

export type CompiledTemplate = (model: unknown, site: RenderSite) => string;

export interface CompileOptions {
  /** A field that the model does not have is an error instead of nothing. For tests of our own templates. */
  readonly strict?: boolean;
}

/** Parses without treating blank lines; throws Handlebars' own error for a syntax error. */
export function parseTemplate(source: string): hbs.AST.Program {
  return Handlebars.parseWithoutProcessing(source);
}

/** Makes a function of a syntax tree that came from `parseTemplate`; compiled when first called. */
export function compileTemplate(tree: hbs.AST.Program, options: CompileOptions = {}): CompiledTemplate {
  rewriteProgram(tree);
  const template = engine.compile(tree, {
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers,
    strict: options.strict ?? false,
  });
  return (model, site) =>
    template(model, {
      data: { site },
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    });
}

const engine = createEngine();
const knownHelpers: Record<string, boolean> = Object.fromEntries(allHelpers.map(({ name }) => [name, true]));
const markdownHelpers: ReadonlySet<string> = new Set(allHelpers.filter(makesMarkdown).map(({ name }) => name));

function createEngine(): typeof Handlebars {
  const own = Handlebars.create();
  for (const helper of allHelpers) {
    own.registerHelper(helper.name, (...parameters: readonly unknown[]) => {
      const { hash, data } = parameters.at(-1) as CallOptions; // Handlebars passes its options last
      const { budget } = data.site;
      const result = helper.run(parameters.slice(0, -1), data.site, hash);
      budget?.spendCall(typeof result === 'string' ? result.length : 0);
      // In a team's text a stray backtick or fence may turn code inside out.
      const isExposed = helper.verbatim === true && budget !== undefined && typeof result === 'string';
      return isExposed ? breakCode(result) : result;
    });
  }
  own.registerHelper('each', renderEach);
  return own;
}

interface CallOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: { readonly site: RenderSite };
}

interface BlockOptions extends CallOptions {
  fn(item: unknown, options: { data: unknown }): string;
  inverse(context: unknown): string;
}

/** Handlebars' `each`, for lists only, and within the budget. */
function renderEach(this: unknown, list: unknown, options: BlockOptions): string {
  if (!Array.isArray(list) || list.length === 0) return options.inverse(this);
  let text = '';
  for (const [index, item] of list.entries()) {
    const data = Handlebars.createFrame(options.data);
    Object.assign(data, { index, first: index === 0, last: index === list.length - 1 });
    text += options.fn(item, { data });
    options.data.site.budget?.checkRound(text.length);
  }
  return text;
}

function makesMarkdown(helper: Helper): boolean {
  return helper.markdown === true;
}

/** `{{value}}` becomes `{{md value}}`, `{{> name model}}` becomes `{{include "name" model}}`. */
function rewriteProgram(program: hbs.AST.Program | undefined): void {
  if (program === undefined) return;
  program.body = program.body.map(rewriteStatement);
}

function rewriteStatement(statement: hbs.AST.Statement): hbs.AST.Statement {
  if (isMustache(statement)) return isMarkdownCall(statement) ? statement : escaped(statement);
  if (isPartial(statement)) return included(statement);
  if (isBlock(statement)) {
    rewriteProgram(statement.program);
    rewriteProgram(statement.inverse);
  }
  return statement;
}

/** A name alone is a field, also where a helper has the same name. */
function isCall({ params, hash }: hbs.AST.MustacheStatement): boolean {
  return params.length > 0 || hash !== undefined;
}

function isMarkdownCall(statement: hbs.AST.MustacheStatement): boolean {
  return isCall(statement) && isPath(statement.path) && markdownHelpers.has(statement.path.original);
}

function escaped(statement: hbs.AST.MustacheStatement): hbs.AST.MustacheStatement {
  const { path, params, hash, loc } = statement;
  const call: hbs.AST.Expression = isCall(statement)
    ? ({ type: 'SubExpression', path, params, hash, loc } as never)
    : path;
  return { ...statement, path: helperPath('md', loc), params: [call], hash: noHash(loc) };
}

function included(statement: hbs.AST.PartialStatement): hbs.AST.MustacheStatement {
  const { name, params, hash, loc, strip } = statement;
  const file = { type: 'StringLiteral', value: isPath(name) ? name.original : '', original: '', loc };
  const model = params[0] ?? { type: 'PathExpression', data: false, depth: 0, parts: [], original: 'this', loc };
  return {
    type: 'MustacheStatement',
    path: helperPath('include', loc),
    params: [file, model],
    hash: hash ?? noHash(loc),
    escaped: false,
    strip,
    loc,
  };
}

function helperPath(name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

function noHash(loc: hbs.AST.SourceLocation): hbs.AST.Hash {
  return { type: 'Hash', pairs: [], loc };
}

function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}

function isPartial(node: hbs.AST.Node): node is hbs.AST.PartialStatement {
  return node.type === 'PartialStatement';
}

function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}
