import type { GraphqlDocument } from './graphql.ts';
import { templateFolder } from './template-folder.ts';

export interface ReadVariables {
  readonly owner: string;
  readonly name: string;
  readonly number: number;
  /** Login of the person who caused the event; undefined for bots, which are no collaborators, and for timers. */
  readonly person: string | undefined;
  readonly blockerLabel: string;
  /** Node ids of comments and issues of ours that might not be found otherwise; at most 100. */
  readonly known: readonly string[];
}

/**
 * Everything in one query, for one point of the hourly budget. Labels come newest first: ours are among the newest of
 * a repository that has more than a hundred. Teams come with their parents, because being in a child team is being in
 * its parents, and GitHub does not say so itself.
 */
const readQuery = /* GraphQL */ `
query RollcallRead(
  $owner: String!, $name: String!, $number: Int!, $person: Boolean!, $login: String!, $logins: [String!]!,
  $blocker: [String!]!, $known: [ID!]!
) {
  repository(owner: $owner, name: $name) {
    id
    databaseId
    name
    owner {
      __typename
      login
      ... on Organization {
        teams(first: 100, userLogins: $logins) @include(if: $person) {
          nodes { slug parentTeam { slug parentTeam { slug parentTeam { slug parentTeam { slug } } } } }
        }
      }
    }
    collaborators(first: 1, login: $login) @include(if: $person) {
      edges { permission node { login } }
    }
    labels(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { id name }
    }
    settings: object(expression: "HEAD:.github/rollcall.yml") { ...file }
    templates: object(expression: "HEAD:.github/rollcall/templates") { ${templateFolder} }
    issue(number: $number) {
      id
      number
      title
      body
      url
      state
      updatedAt
      locked
      author { __typename login }
      labels(first: 100) { nodes { id name } }
      subIssuesSummary { total }
      subIssues(first: 100) {
        nodes {
          id
          number
          title
          body
          url
          state
          updatedAt
          viewerDidAuthor
          author { __typename login }
          labels(first: 20) { nodes { name } }
        }
      }
      comments(last: 100) {
        pageInfo { hasPreviousPage startCursor }
        nodes { ...comment }
      }
    }
    blockers: issues(
      first: 100, labels: $blocker, states: [OPEN], orderBy: { field: UPDATED_AT, direction: DESC }
    ) {
      nodes { number title url body }
    }
  }
  ownerSettings: repository(owner: $owner, name: ".github") {
    settings: object(expression: "HEAD:.github/rollcall.yml") { ...file }
  }
  known: nodes(ids: $known) {
    ...comment
    ... on Issue { id number title body url state viewerDidAuthor author { __typename login } }
  }
  rateLimit { cost remaining resetAt }
}
fragment file on Blob { oid text }
fragment comment on IssueComment { id fullDatabaseId body viewerDidAuthor author { __typename login } }
`.trim();

const commentsQuery = /* GraphQL */ `
query RollcallComments($issue: ID!, $before: String) {
  node(id: $issue) {
    ... on Issue {
      comments(last: 100, before: $before) {
        pageInfo { hasPreviousPage startCursor }
        nodes { ...comment }
      }
    }
  }
}
fragment comment on IssueComment { id fullDatabaseId body viewerDidAuthor author { __typename login } }
`.trim();

const labelQuery = /* GraphQL */ `
query RollcallLabel($repository: ID!, $name: String!) {
  node(id: $repository) { ... on Repository { label(name: $name) { id name } } }
}
`.trim();

export function readDocument(variables: ReadVariables): GraphqlDocument {
  const { owner, name, number, person, blockerLabel, known } = variables;
  return {
    query: readQuery,
    variables: {
      owner,
      name,
      number,
      person: person !== undefined,
      login: person ?? '',
      logins: person === undefined ? [] : [person],
      blocker: [blockerLabel],
      known,
    },
  };
}

/** The hundred comments before a cursor; without one, the last hundred. */
export function commentsDocument(issueNodeId: string, before: string | undefined): GraphqlDocument {
  return { query: commentsQuery, variables: { issue: issueNodeId, before: before ?? null } };
}

export function labelDocument(repositoryNodeId: string, name: string): GraphqlDocument {
  return { query: labelQuery, variables: { repository: repositoryNodeId, name } };
}
