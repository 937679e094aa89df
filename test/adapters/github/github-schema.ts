import { schema as publicSchema } from '@octokit/graphql-schema';
import { buildSchema, type GraphQLSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import type { GraphqlDocument } from '../../../src/adapters/github/graphql.ts';

// The published text defines two fields of one type twice, which is none of our business.
const schema: GraphQLSchema = buildSchema(publicSchema.idl, { assumeValidSDL: true });

/** What GitHub's published schema has against a document and its variables; empty when nothing. */
export function errorsOf(document: GraphqlDocument): readonly string[] {
  const parsed = parse(document.query);
  const errors = validate(schema, parsed).map((error) => error.message);
  if (errors.length > 0) return errors;
  return parsed.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const values = getVariableValues(schema, definition.variableDefinitions ?? [], document.variables);
    return (values.errors ?? []).map((error) => error.message);
  });
}
