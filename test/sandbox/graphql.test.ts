import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acme, startAcme } from './acme.ts';

let acme: Acme;
beforeAll(async () => {
  acme = await startAcme();
});
afterAll(() => acme.github.stop());

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly type?: string; readonly path?: readonly string[]; readonly message: string }[];
}

async function ask(query: string, variables: object = {}, on: Acme = acme): Promise<Answer> {
  const { token } = Object(await on.octokit.auth({ type: 'installation' }));
  const response = await fetch(`${on.github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = Object(await response.json());
  return { status: response.status, data, errors };
}

/** The read query of an `/advance`, as long as GitHub's documents get. */
const load = `query Load($owner:String!,$name:String!,$num:Int!,$login:String!,$logins:[String!]!,$cfg:String!,$isOrg:Boolean!){
  repository(owner:$owner,name:$name){ id viewerPermission
    collaborators(first:1,login:$login){ edges{ permission node{login} } }
    labels(first:100){ nodes{ id name } }
    config:object(expression:$cfg){ ... on Blob { oid text } }
    folder:object(expression:"HEAD:.github"){ ... on Tree { entries{ name object{ ... on Blob{ oid text } } } } }
    issues(labels:["blocker"],states:OPEN,first:20){ nodes{ number title url body } }
    issue(number:$num){ id databaseId state locked updatedAt lastEditedAt body parent{ number }
      labels(first:50){ nodes{ id name } }
      subIssuesSummary{ total completed percentCompleted }
      subIssues(first:100){ nodes{ id number databaseId title body state stateReason labels(first:20){ nodes{ name } } author{ login } } }
      comments(last:50){ nodes{ id databaseId body viewerDidAuthor isMinimized lastEditedAt author{ login __typename } } }
      timelineItems(last:20,itemTypes:[LABELED_EVENT,UNLABELED_EVENT,CROSS_REFERENCED_EVENT]){ nodes{ __typename
        ... on LabeledEvent{ createdAt actor{login} label{name} }
        ... on CrossReferencedEvent{ source{ ... on Issue{ number } } } } } } }
  orgConfig:repository(owner:$owner,name:".github"){ object(expression:$cfg){ ... on Blob{ oid text } } }
  organization(login:$owner) @include(if:$isOrg){ teams(first:20,userLogins:$logins){ nodes{ slug } } }
  rateLimit{ cost remaining resetAt }
}`;

function variables(login: string, num: number) {
  return {
    owner: 'acme',
    name: 'appointments',
    num,
    login,
    logins: [login],
    cfg: 'HEAD:.github/rollcall.yml',
    isOrg: true,
  };
}

describe('a query', () => {
  it('reads in one request what an advance needs, and tells what is missing', async () => {
    const pm = acme.as('product-manager');
    const plan = pm.openIssue(acme.repository, { title: 'Plan', body: 'the plan', labels: ['release-tracking'] });
    const child = pm.openIssue(acme.repository, { title: 'Canary', body: `of #${plan.number}`, labels: ['blocker'] });
    pm.addSubIssue(plan, child);
    acme.as('metrics-bot').comment(plan, 'starts: 812/1301');

    const { status, data, errors } = await ask(load, variables('product-manager', plan.number));

    expect(status).toBe(200);
    expect(errors).toMatchObject([
      {
        type: 'NOT_FOUND',
        path: ['orgConfig'],
        message: "Could not resolve to a Repository with the name 'acme/.github'.",
      },
    ]);
    expect(data).toMatchObject({
      orgConfig: null,
      organization: { teams: { nodes: [] } },
      rateLimit: { cost: 1 },
      repository: {
        viewerPermission: null,
        collaborators: { edges: [{ permission: 'WRITE', node: { login: 'product-manager' } }] },
        config: { text: 'timeZone: Europe/Berlin\n' },
        folder: { entries: [{ name: 'rollcall.yml', object: { text: 'timeZone: Europe/Berlin\n' } }] },
        issues: { nodes: [{ number: child.number }] },
        issue: {
          subIssuesSummary: { total: 1, completed: 0, percentCompleted: 0 },
          subIssues: { nodes: [{ number: child.number, databaseId: child.id, state: 'OPEN', stateReason: null }] },
          comments: { nodes: [{ author: { login: 'metrics-bot', __typename: 'Bot' }, viewerDidAuthor: false }] },
          timelineItems: {
            nodes: [
              { __typename: 'LabeledEvent', label: { name: 'release-tracking' }, actor: { login: 'product-manager' } },
              { __typename: 'CrossReferencedEvent', source: { number: child.number } },
            ],
          },
        },
      },
    });
  });

  it.each<[string, string | undefined, string[], string]>([
    ['lead', 'MAINTAIN', ['product'], 'a member of a team that has access'],
    ['tester', undefined, ['quality'], 'a member of a child team is not seen, and its parent is not named'],
    ['visitor', undefined, [], 'an outsider'],
  ])('sees of %s the permission %s', async (login, permission, teams) => {
    const { data } = await ask(load, variables(login, 1));

    const edges = permission === undefined ? [] : [{ permission }];
    expect(data).toMatchObject({ repository: { collaborators: { edges } } });
    expect(data).toMatchObject({ organization: { teams: { nodes: teams.map((slug) => ({ slug })) } } });
  });

  it.each([
    ['{ repository(owner:"acme",name:"appointments"){ colour } }', "Field 'colour' doesn't exist on type 'Repository'"],
    ['{ repository(owner:"acme"){ id } }', 'argument "name" of type "String!" is required'],
    [
      '{ repository(owner:"acme",name:"appointments"){ issues{ totalCount } } }',
      'must provide a `first` or `last` value',
    ],
    ['{ repository(owner:"acme",name:"appointments"){ issues(first:101){ totalCount } } }', 'limit of 100 records'],
    [
      '{ repository(owner:"acme",name:"appointments"){ issues(first:100){ nodes{ comments(first:100){ nodes{ reactions(first:100){ totalCount } } } } } } }',
      'maximum limit of 500,000',
    ],
    ['{ repository(owner:', 'Syntax Error'],
    ['{ node(id:"I_nothing"){ id } }', "Could not resolve to a node with the global id of 'I_nothing'."],
    [
      '{ repository(owner:"acme",name:"appointments"){ issue(number:999){ id } } }',
      'Could not resolve to an Issue with the number of 999.',
    ],
  ])('%s is answered 200 with an error', async (query, message) => {
    const { status, errors } = await ask(query);

    expect(status).toBe(200);
    expect(errors[0]?.message).toContain(message);
  });

  it('gives null for a node that is not there, and the others', async () => {
    const { data, errors } = await ask('query($ids:[ID!]!){ nodes(ids:$ids){ id } }', {
      ids: ['IC_gone', acme.repository.nodeId],
    });

    expect(data).toEqual({ nodes: [null, { id: acme.repository.nodeId }] });
    expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 0] }]);
  });

  it('costs a point for every hundred lists it fetches', async () => {
    const query =
      '{ repository(owner:"acme",name:"appointments"){ issues(first:100){ nodes{ comments(first:10){ totalCount } labels(first:10){ totalCount } } } } rateLimit{ cost nodeCount } }';

    const { data } = await ask(query);

    expect(data).toMatchObject({ rateLimit: { cost: 2, nodeCount: 2100 } });
  });

  it('notes a field of GitHub that the sandbox does not have', async () => {
    const { errors } = await ask('{ repository(owner:"acme",name:"appointments"){ stargazerCount } }');

    expect(errors[0]?.message).toContain('The sandbox does not know Repository.stargazerCount');
    expect(acme.github.unmodelled).toContain('Repository.stargazerCount');
  });

  it('is refused the teams when the app may not read members', async () => {
    const modest = await startAcme({ app: { slug: 'rollcall', permissions: { issues: 'write' }, events: [] } });
    const { data, errors } = await ask('{ organization(login:"acme"){ teams(first:1){ totalCount } } }', {}, modest);
    await modest.github.stop();

    expect(data).toEqual({ organization: null });
    expect(errors).toMatchObject([{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]);
  });
});

describe('a mutation document', () => {
  const create = `mutation Create($repo:ID!,$issue:ID!,$title:String!,$body:String!,$labels:[ID!]){
    c0:createIssue(input:{repositoryId:$repo,parentIssueId:$issue,title:$title,body:$body,labelIds:$labels}){
      issue{ id number url parent{ subIssuesSummary{ total } } } } }`;
  const flip = `mutation Flip($issue:ID!,$add:[ID!]!,$del:[ID!]!,$sticky:ID!,$text:String!,$comment:ID!,$old:ID!){
    add:addLabelsToLabelable(input:{labelableId:$issue,labelIds:$add}){ labelable{ __typename } }
    del:removeLabelsFromLabelable(input:{labelableId:$issue,labelIds:$del}){ labelable{ __typename } }
    s:updateIssueComment(input:{id:$sticky,body:$text}){ issueComment{ id } }
    h:minimizeComment(input:{subjectId:$old,classifier:OUTDATED}){ minimizedComment{ isMinimized } }
    r:addReaction(input:{subjectId:$comment,content:ROCKET}){ reaction{ id } } }`;

  it('creates a labelled sub-issue in one go, then flips the rest', async () => {
    const pm = acme.as('product-manager');
    const plan = pm.openIssue(acme.repository, {
      title: 'Plan',
      labels: ['stage: planning', 'checklist', 'stage: canary'],
    });
    pm.removeLabel(plan, 'stage: canary');
    const command = pm.comment(plan, '/advance canary');
    const label = (name: string) => acme.repository.labels.get(name)?.nodeId ?? '';
    const { data: said } = await ask(
      'mutation($id:ID!){ addComment(input:{subjectId:$id,body:"card"}){ commentEdge{ node{ id } } } }',
      { id: plan.nodeId },
    );
    const card = plan.comments.at(-1)?.nodeId;

    const created = await ask(create, {
      repo: acme.repository.nodeId,
      issue: plan.nodeId,
      title: 'Canary',
      body: 'to do',
      labels: [label('checklist')],
    });
    const flipped = await ask(flip, {
      issue: plan.nodeId,
      add: [label('stage: canary')],
      del: [label('stage: planning')],
      sticky: card,
      text: 'card 2',
      comment: command.nodeId,
      old: card,
    });

    expect(said).toMatchObject({ addComment: { commentEdge: { node: { id: card } } } });
    expect(created.data).toMatchObject({ c0: { issue: { parent: { subIssuesSummary: { total: 1 } } } } });
    expect(flipped.errors).toEqual([]);
    expect([...plan.labels].map((one) => one.name)).toEqual(['checklist', 'stage: canary']);
    expect(plan.comments.at(-1)).toMatchObject({ body: 'card 2', minimizedAs: 'OUTDATED' });
    expect(command.reactions.map((one) => one.content)).toEqual(['rocket']);
  });

  it('goes on after a mutation that failed, and undoes nothing', async () => {
    const pm = acme.as('product-manager');
    const plan = pm.openIssue(acme.repository, { title: 'Full' });
    for (let index = 0; index < 100; index += 1)
      pm.addSubIssue(plan, pm.openIssue(acme.repository, { title: `Child ${index}` }));

    const { status, data, errors } = await ask(
      `mutation($repo:ID!,$id:ID!){
        child:createIssue(input:{repositoryId:$repo,parentIssueId:$id,title:"One more"}){ issue{ id } }
        title:updateIssue(input:{id:$id,title:"Renamed"}){ issue{ title } } }`,
      { repo: acme.repository.nodeId, id: plan.nodeId },
    );

    expect(status).toBe(200);
    expect(data).toEqual({ child: null, title: { issue: { title: 'Renamed' } } });
    expect(errors).toMatchObject([
      { type: 'UNPROCESSABLE', path: ['child'], message: 'Parent cannot have more than 100 sub-issues' },
    ]);
  });

  it.each([
    ['addComment(input:{subjectId:$id,body:$long}){ subject{ id } }', 'Body is too long (maximum is 65536 characters)'],
    [
      'createLabel(input:{repositoryId:$repo,name:"checklist",color:"ededed"}){ label{ id } }',
      'Name has already been taken',
    ],
    [
      'createLabel(input:{repositoryId:$repo,name:"x",color:"red"}){ label{ id } }',
      'Color must be 6 character hex code',
    ],
    ['createIssue(input:{repositoryId:$repo,title:""}){ issue{ id } }', "Title can't be blank"],
    ['deleteIssue(input:{issueId:$id}){ clientMutationId }', 'Resource not accessible by integration'],
    [
      'createIssue(input:{repositoryId:$repo,title:"x",issueTypeId:"IT_1"}){ issue{ id } }',
      "Could not resolve to a node with the global id of 'IT_1'.",
    ],
  ])('%s is refused', async (field, message) => {
    const issue = acme.as('product-manager').openIssue(acme.repository, { title: 'Any' });

    const { errors } = await ask(
      `mutation($repo:ID!,$id:ID!,$long:String!){ ${field} again:closeIssue(input:{issueId:$id}){ issue{ body } } n:addComment(input:{subjectId:$id,body:$long}){ clientMutationId } x:reopenIssue(input:{issueId:$id}){ issue{ id } } y:createLabel(input:{repositoryId:$repo,name:"",color:"ededed"}){ label{ id } } }`,
      {
        repo: acme.repository.nodeId,
        id: issue.nodeId,
        long: 'x'.repeat(65_537),
      },
    );

    expect(errors[0]?.message).toBe(message);
  });

  it('takes reactions and comments away again', async () => {
    const issue = acme.as('product-manager').openIssue(acme.repository, { title: 'Any' });
    const { errors } = await ask(
      `mutation($id:ID!){
        a:addReaction(input:{subjectId:$id,content:EYES}){ reaction{ content } }
        b:removeReaction(input:{subjectId:$id,content:EYES}){ reaction{ content } }
        c:addComment(input:{subjectId:$id,body:"x"}){ subject{ id } } }`,
      { id: issue.nodeId },
    );
    const gone = await ask('mutation($id:ID!){ deleteIssueComment(input:{id:$id}){ clientMutationId } }', {
      id: issue.comments[0]?.nodeId,
    });

    expect([...errors, ...gone.errors]).toEqual([]);
    expect(issue).toMatchObject({ reactions: [], comments: [] });
  });
});
