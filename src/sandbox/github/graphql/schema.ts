import { readFile } from 'node:fs/promises';
import { buildASTSchema, extendSchema, type GraphQLSchema, parse } from 'graphql';

/** What GitHub has and the published schema does not have yet; to be emptied when it catches up. */
const lagging = `
  extend input CreateIssueInput {
    "The Node ID of the issue type for this issue"
    issueTypeId: ID
    "An array of Node IDs for projects associated with this issue."
    projectV2Ids: [ID!]
  }
`;

let schema: Promise<GraphQLSchema> | undefined;

/** GitHub's schema. It takes half a second to build, so it is built once, and not before it is needed. */
export function githubSchema(): Promise<GraphQLSchema> {
  schema ??= buildGithubSchema();
  return schema;
}

async function buildGithubSchema(): Promise<GraphQLSchema> {
  // The package's own entry builds two further copies of the schema; the text alone is a twentieth of the work.
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
  const document = parse(await readFile(file, 'utf8'), { noLocation: true });
  const official = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  return extendSchema(official, parse(lagging, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
}
