/**
 * Answers GraphQL from the sandbox's own fields without checking anything against the schema, many times as fast as the
 * sandbox itself. simulation.test.ts holds that both give the same.
 */
import {
  type FieldNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { GitHubError } from '../../src/sandbox/github/github-error.ts';
import type { GraphqlAnswer, GraphqlRequest } from '../../src/sandbox/github/graphql/answer-graphql.ts';
import type { Args, GraphqlContext } from '../../src/sandbox/github/graphql/fields.ts';
import { typeFields } from '../../src/sandbox/github/graphql/root-fields.ts';

interface Field {
  readonly key: string;
  readonly name: string;
  readonly args: (variables: Args) => Args;
  readonly isIncluded: (variables: Args) => boolean;
  readonly fields: readonly Field[] | undefined;
  /** Types of which it is asked for; undefined: of any. */
  readonly ofType: string | undefined;
}

interface Compiled {
  readonly root: 'Query' | 'Mutation';
  readonly fields: readonly Field[];
}

const compiled = new Map<string, Compiled>();

export function answerFast(request: GraphqlRequest, context: GraphqlContext, brokenField?: string): GraphqlAnswer {
  const { root, fields } = compile(request.query);
  const errors: object[] = [];
  const data = select(undefined, root, fields, []);
  return errors.length === 0 ? { data } : { data, errors };

  function select(source: unknown, type: string | undefined, wanted: readonly Field[], path: readonly unknown[]) {
    const result: Record<string, unknown> = {};
    for (const field of wanted) {
      if (field.ofType !== undefined && type !== undefined && field.ofType !== type) continue;
      if (!field.isIncluded(request.variables)) continue;
      const here = [...path, field.key];
      result[field.key] = resolve(source, type, field, here);
    }
    return result;
  }

  function resolve(source: unknown, type: string | undefined, field: Field, path: readonly unknown[]): unknown {
    if (field.name === '__typename') return type;
    try {
      if (path.length === 1 && brokenField === field.key) {
        throw new GitHubError(502, 'Something went wrong while executing your query.', { type: 'INTERNAL' });
      }
      return complete(valueAt(source, type, field), field, path);
    } catch (error) {
      errors.push(describe(error, path));
      return null;
    }
  }

  function valueAt(source: unknown, type: string | undefined, { name, args }: Field): unknown {
    const known = type === undefined ? undefined : typeFields[type]?.[name];
    // The table's fields take the source of their type, which is what the type was read from.
    if (known !== undefined) return known(source as never, args(request.variables), context);
    return Reflect.get(Object(source), name);
  }

  function complete(value: unknown, field: Field, path: readonly unknown[]): unknown {
    if (value === undefined || value === null) return null;
    if (value instanceof GitHubError) throw value;
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) => {
        if (!(item instanceof GitHubError)) return complete(item, field, path);
        errors.push(describe(item, [...path, index]));
        return null;
      });
    }
    if (field.fields === undefined) return value;
    const kind: unknown = Reflect.get(Object(value), 'kind');
    return select(value, typeof kind === 'string' ? kind : undefined, field.fields, path);
  }
}

function describe(error: unknown, path: readonly unknown[]): object {
  if (!(error instanceof Error)) throw error;
  return { path, message: error.message, ...(error instanceof GitHubError ? { type: error.type } : {}) };
}

function compile(query: string): Compiled {
  const known = compiled.get(query);
  if (known !== undefined) return known;
  const document = parse(query, { noLocation: true });
  // Each document of the app has one operation.
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const fragments = new Map<string, { readonly type: string; readonly selections: SelectionSetNode }>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { name, typeCondition, selectionSet } = definition;
    fragments.set(name.value, { type: typeCondition.name.value, selections: selectionSet });
  }

  function fieldsOf(set: SelectionSetNode | undefined, ofType: string | undefined): readonly Field[] | undefined {
    return set?.selections.flatMap((selection): readonly Field[] => {
      if (selection.kind === Kind.FIELD) return [fieldOf(selection, ofType)];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return fieldsOf(selection.selectionSet, selection.typeCondition?.name.value ?? ofType) ?? [];
      }
      const fragment = fragments.get(selection.name.value);
      return fieldsOf(fragment?.selections, fragment?.type) ?? [];
    });
  }

  function fieldOf({ name, alias, arguments: given = [], directives = [], selectionSet }: FieldNode, ofType?: string) {
    const includes = directives.filter((one) => one.name.value === 'include');
    const conditions = includes.flatMap((one) => one.arguments?.map(({ value }) => value) ?? []);
    return {
      key: alias?.value ?? name.value,
      name: name.value,
      args: readerOf(given.map((one) => [one.name.value, one.value])),
      isIncluded: (variables: Args) =>
        conditions.every((condition) => valueFromASTUntyped(condition, { ...variables })),
      fields: fieldsOf(selectionSet, undefined),
      ofType,
    };
  }

  const root = operation.operation === 'mutation' ? 'Mutation' : 'Query';
  const made: Compiled = { root, fields: fieldsOf(operation.selectionSet, undefined) ?? [] };
  compiled.set(query, made);
  return made;
}

const none: Args = {};

function readerOf(given: readonly (readonly [string, ValueNode])[]): (variables: Args) => Args {
  if (given.length === 0) return () => none;
  return (variables) =>
    Object.fromEntries(given.map(([name, value]) => [name, valueFromASTUntyped(value, { ...variables })]));
}
