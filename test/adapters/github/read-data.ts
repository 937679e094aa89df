/** What GitHub answers to the read, with what a test is about laid over it. */

type Json = Readonly<Record<string, unknown>>;

export interface ReadOverlay {
  readonly repository?: Json | null;
  readonly issue?: Json | null;
  readonly ownerSettings?: Json | null;
  readonly known?: readonly unknown[];
}

export function readData(overlay: ReadOverlay = {}): Json {
  const issue = overlay.issue === null ? null : { ...issueNode, ...overlay.issue };
  return {
    repository: overlay.repository === null ? null : { ...repositoryNode, issue, ...overlay.repository },
    ownerSettings: overlay.ownerSettings ?? null,
    known: overlay.known ?? [],
    rateLimit: { cost: 1, remaining: 4999, resetAt: '2021-03-01T13:00:00Z' },
  };
}

export function commentNode(id: number, body: string, overlay: Json = {}): Json {
  const author = { __typename: 'Bot', login: 'rollcall' };
  return { id: `IC_${id}`, fullDatabaseId: String(id), body, viewerDidAuthor: true, author, ...overlay };
}

export function subIssueNode(number: number, overlay: Json = {}): Json {
  return {
    id: `I_${number}`,
    number,
    title: `Issue ${number}`,
    body: '',
    url: `https://github.com/acme/appointments/issues/${number}`,
    state: 'OPEN',
    viewerDidAuthor: true,
    author: { __typename: 'Bot', login: 'rollcall' },
    labels: { nodes: [] },
    ...overlay,
  };
}

export function pageOf(nodes: readonly unknown[], before?: string): Json {
  return { pageInfo: { hasPreviousPage: before !== undefined, startCursor: before ?? null }, nodes };
}

const issueNode = {
  id: 'I_tracking',
  number: 12,
  title: 'Release plan',
  body: 'The plan',
  url: 'https://github.com/acme/appointments/issues/12',
  state: 'OPEN',
  locked: false,
  author: { __typename: 'User', login: 'product-manager' },
  labels: { nodes: [] },
  subIssuesSummary: { total: 0 },
  subIssues: { nodes: [] },
  comments: pageOf([]),
};

const repositoryNode = {
  id: 'R_900',
  databaseId: 900,
  name: 'appointments',
  owner: { __typename: 'Organization', login: 'acme' },
  labels: { nodes: [{ id: 'L_t', name: 'release-tracking' }] },
  settings: null,
  templates: null,
  blockers: { nodes: [] },
};
