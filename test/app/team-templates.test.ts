import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '../../src/sandbox/github/state/world.ts';
import { botComments, startWorld, type World } from './world.ts';

const folder = '.github/rollcall/templates/';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.end());

function put(path: string, text: string): void {
  world.as('product-manager').putFile(world.repository, { path, text });
}

async function open(): Promise<Issue> {
  const issue = world.openPlan();
  await world.settle();
  return issue;
}

async function say(issue: Issue, body: string): Promise<void> {
  world.as('product-manager').comment(issue, body);
  await world.settle();
}

function checklist(issue: Issue): string {
  return (issue.subIssues[0]?.body ?? '').replace(/<!--.*?-->/gs, '').trim();
}

function card(issue: Issue): string {
  return botComments(issue)[0] ?? '';
}

describe('templates of a team', () => {
  it('in a folder change a checklist issue and a refusal, with the one read of the event', async () => {
    put(`${folder}issues/stage.hbs`, 'Our steps for {{stage.name}} at {{share share}}\n\n- [ ] Ring {{code "#ops"}}\n');
    put(`${folder}refusals/not-on-hold.hbs`, 'It is running already.');
    const issue = await open();
    const before = world.github.requests.length;
    await say(issue, '/advance');
    const requests = world.github.requests.slice(before).filter(({ path }) => path === '/graphql');
    expect(checklist(issue)).toMatch(/^Our steps for Stage A: Canary at 10%\n\n- \[ \] Ring `#ops`$/);
    expect(requests.map(({ operation }) => operation)).toEqual(['RollcallRead', 'RollcallCreate', 'RollcallFlip']);
    expect(requests[0]?.points).toBe(1);

    await say(issue, '/resume');
    expect(botComments(issue).at(-1)).toContain('It is running already.');
  });

  it('are in force from the next event on when they change', async () => {
    put(`${folder}issues/stage.hbs`, 'First');
    const issue = await open();
    put(`${folder}issues/stage.hbs`, 'Second');
    await say(issue, '/advance');
    expect(checklist(issue)).toBe('Second');
  });

  it('that are not listed in the settings are not in force; a folder lists all in it', async () => {
    put('.github/rollcall.yml', 'templates: [refusals]\n');
    put(`${folder}issues/stage.hbs`, 'Ours');
    put(`${folder}refusals/not-on-hold.hbs`, 'It is running already.');
    const issue = await open();
    await say(issue, '/advance');
    expect(checklist(issue)).not.toBe('Ours');
    await say(issue, '/resume');
    expect(botComments(issue).at(-1)).toContain('It is running already.');
  });

  it('that are refused give way to ours, and the card names them with their line', async () => {
    put(`${folder}issues/stage.hbs`, 'Our steps\n{{{stage.name}}}\n');
    const issue = await open();
    expect(card(issue)).toContain('`issues/stage`');
    expect(card(issue)).toContain('line 2, column 1');
    await say(issue, '/advance');
    expect(checklist(issue)).toContain('- [ ]');
  });

  it('that fail only when they are filled in give way to ours, and the card says so without another event', async () => {
    put(`${folder}moved.hbs`, '{{#if nothing}}x{{/if}}');
    const issue = await open();
    expect(card(issue)).not.toContain('`moved`');
    await say(issue, '/advance');
    expect(botComments(issue).at(-1)).toContain('Stage A: Canary');
    expect(card(issue)).toContain('The template `moved` could not be filled in');
  });

  it('of the card itself that fail leave the card, and it says so', async () => {
    put(`${folder}card.hbs`, '{{#each stages}}{{#each ../stages}}{{#if nothing}}x{{/if}}{{/each}}{{/each}}');
    const issue = await open();
    expect(card(issue)).toContain('The template `card` could not be filled in');
    expect(world.github.requests.length).toBeLessThan(20);
  });
});
