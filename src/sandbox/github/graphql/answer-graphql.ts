import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { GitHubError } from '../github-error.ts';
import { costOf } from './cost.ts';
import type { Args, GraphqlContext, QueryCost } from './fields.ts';
import { typeFields } from './root-fields.ts';
import { githubSchema } from './schema.ts';

/** What was sent to `/graphql`, read but not run. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Args;
  readonly operationName: string | undefined;
}

export type Prepared =
  | {
      readonly kind: 'runnable';
      readonly schema: GraphQLSchema;
      readonly document: DocumentNode;
      readonly operation: OperationDefinitionNode;
      readonly cost: QueryCost;
    }
  | { readonly kind: 'refused'; readonly answer: GraphqlAnswer };

export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly object[];
}

/** Documents that were accepted before: an app sends the same few again and again. */
const accepted = new Map<string, DocumentNode>();

/** Checks a document against the schema and reckons what it costs. GitHub answers 200 to a bad one, with errors. */
export async function prepareGraphql(request: GraphqlRequest): Promise<Prepared> {
  const schema = await githubSchema();
  let document = accepted.get(request.query);
  if (document === undefined) {
    try {
      document = parse(request.query);
    } catch (error) {
      return refuse([{ message: error instanceof Error ? error.message : 'syntax error' }]);
    }
    const mistakes = validate(schema, document);
    if (mistakes.length > 0) return refuse(mistakes.map(presentMistake));
    accepted.set(request.query, document);
  }
  const operation = getOperationAST(document, request.operationName);
  if (operation === undefined || operation === null) return refuse([{ message: 'An operation name is required' }]);
  try {
    return {
      kind: 'runnable',
      schema,
      document,
      operation,
      cost: costOf(schema, document, operation, request.variables),
    };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return refuse([{ type: error.type, message: error.message }]);
  }
}

export interface Run {
  readonly prepared: Extract<Prepared, { kind: 'runnable' }>;
  readonly request: GraphqlRequest;
  readonly context: GraphqlContext;
  /** Told of fields that GitHub has and the sandbox does not. */
  readonly onUnmodelled: (what: string) => void;
  /** A field that is to fail, by its name or alias; the empty string: the last one of the operation. */
  readonly brokenField: string | undefined;
}

export async function runGraphql(run: Run): Promise<GraphqlAnswer> {
  const { schema, document, operation } = run.prepared;
  const result = await execute({
    schema,
    document,
    contextValue: run.context,
    variableValues: { ...run.request.variables },
    ...(run.request.operationName === undefined ? {} : { operationName: run.request.operationName }),
    fieldResolver: resolver(run, run.brokenField === '' ? lastRootField(operation) : run.brokenField),
    typeResolver: (value: { readonly kind?: string }) => value.kind,
  });
  const errors = result.errors?.map(presentError);
  return { ...(result.data === undefined ? {} : { data: result.data }), ...(errors === undefined ? {} : { errors }) };
}

function resolver(run: Run, brokenField: string | undefined): GraphQLFieldResolver<unknown, GraphqlContext> {
  return (source, args, context, info) => {
    const key = info.path.key;
    if (brokenField !== undefined && (brokenField === key || brokenField === info.fieldName)) {
      throw new GitHubError(502, 'Something went wrong while executing your query.', { type: 'INTERNAL' });
    }
    const field = typeFields[info.parentType.name]?.[info.fieldName];
    // The table's fields take the source of their type; what leads here returned one (see root-fields.ts).
    if (field !== undefined) return field(source as never, args, context);
    const plain = typeof source === 'object' && source !== null && info.fieldName in source;
    if (plain && !('nodeId' in source)) return Reflect.get(source, info.fieldName);
    const what = `${info.parentType.name}.${info.fieldName}`;
    run.onUnmodelled(what);
    throw new Error(`The sandbox does not know ${what}`);
  };
}

function lastRootField(operation: OperationDefinitionNode): string {
  const last = operation.selectionSet.selections.at(-1);
  return last?.kind === Kind.FIELD ? (last.alias ?? last.name).value : '';
}

function refuse(errors: readonly object[]): Prepared {
  return { kind: 'refused', answer: { errors } };
}

/** A document that does not fit the schema, in GitHub's words where they are known. */
function presentMistake(error: GraphQLError): object {
  const unknown = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  const locations = error.locations;
  if (unknown === null) return { message: error.message, locations };
  const [, fieldName, typeName] = unknown;
  const extensions = { code: 'undefinedField', typeName, fieldName };
  return { extensions, locations, message: `Field '${fieldName}' doesn't exist on type '${typeName}'` };
}

function presentError(error: GraphQLError): object {
  const { locations, path, message, originalError } = error;
  const type = originalError instanceof GitHubError ? originalError.type : undefined;
  return {
    ...(type === undefined ? {} : { type }),
    ...(path === undefined ? {} : { path }),
    ...(type === 'FORBIDDEN' ? { extensions: { saml_failure: false } } : {}),
    locations,
    message,
  };
}
