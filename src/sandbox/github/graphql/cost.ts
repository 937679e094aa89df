import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { GitHubError } from '../github-error.ts';
import type { Args, QueryCost } from './fields.ts';

const mostRecords = 100;
const mostNodes = 500_000;

/**
 * What a document costs before it runs: one request for each list that has to be fetched, a hundred of them a point;
 * docs.github.com, "Rate limits and query limits for the GraphQL API". Throws where GitHub refuses to run it at all:
 * a list without a bound, one of more than 100, or more than 500,000 nodes in all.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Args,
): QueryCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const part of document.definitions) {
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part);
  }
  let requests = 0;
  let nodes = 0;

  function walk(selections: SelectionSetNode | undefined, parent: GraphQLNamedType, times: number): void {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        walkField(selection, parent, times);
      } else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const condition = fragment?.typeCondition?.name.value;
        const type = condition === undefined ? parent : schema.getType(condition);
        if (type !== undefined) walk(fragment?.selectionSet, type, times);
      }
    }
  }

  function walkField(field: FieldNode, parent: GraphQLNamedType, times: number): void {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    if (definition === undefined) return;
    const type = getNamedType(definition.type);
    const isList = type.name.endsWith('Connection') && definition.args.some((argument) => argument.name === 'first');
    if (!isList) {
      if (isCompositeType(type)) walk(field.selectionSet, type, times);
      return;
    }
    const size = boundOf(field, variables);
    requests += times;
    nodes += times * size;
    if (nodes > mostNodes) {
      const sentence = `This query requests up to ${nodes.toLocaleString('en')} possible nodes which exceeds the maximum limit of 500,000.`;
      throw new GitHubError(422, sentence, { type: 'MAX_NODE_LIMIT_EXCEEDED' });
    }
    walk(field.selectionSet, type, times * size);
  }

  const root = schema.getRootType(operation.operation);
  if (root !== undefined && root !== null) walk(operation.selectionSet, root, 1);
  return { points: Math.max(1, Math.round(requests / 100)), nodes };
}

function boundOf(field: FieldNode, variables: Args): number {
  const name = field.name.value;
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    const size = numberOf(argument.value, variables);
    if (size === undefined) continue;
    if (size > mostRecords) {
      const sentence = `Requesting ${size} records on the \`${name}\` connection exceeds the \`${argument.name.value}\` limit of ${mostRecords} records.`;
      throw new GitHubError(422, sentence, { type: 'EXCESSIVE_PAGINATION' });
    }
    return size;
  }
  const sentence = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
  throw new GitHubError(422, sentence, { type: 'MISSING_PAGINATION_BOUNDARIES' });
}

function numberOf(value: ValueNode, variables: Args): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value);
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return typeof given === 'number' ? given : undefined;
}
