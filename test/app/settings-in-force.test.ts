import { beforeEach, describe, expect, it } from 'vitest';
import { createSetups, type ReadSetup } from '../../src/app/repository-setup.ts';
import type { Store } from '../../src/ports.ts';

const issue = { installationId: 1, repositoryId: 2, owner: 'acme', repository: 'appointments', number: 3 };

let facts: Map<string, string>;
let setupOf: ReadSetup;

/** As after a restart: only what the store has is known. */
function restart(): void {
  // Of the store only the facts are asked for.
  const store = {
    getFact: async (key: string) => facts.get(key),
    putFact: async (key: string, value: string) => void facts.set(key, value),
  } as unknown as Store;
  setupOf = createSetups(store, new Map());
}

beforeEach(() => {
  facts = new Map();
  restart();
});

async function read(owner: string | undefined, repository: string | undefined) {
  const file = (text: string | undefined) => (text === undefined ? undefined : { oid: text, text });
  const { settings, findings } = await setupOf(issue, {
    owner: file(owner),
    repository: file(repository),
    templates: {},
  });
  return { title: settings.title, zone: settings.timeZone, codes: findings.map(({ code }) => code) };
}

describe('the settings in force', () => {
  it('are the last good ones of a file that has a mistake, also after a restart', async () => {
    await read(undefined, 'title: share\n');
    expect(await read(undefined, 'title: shrae\n')).toMatchObject({ title: 'share', codes: ['bad-setting'] });
    restart();
    expect(await read(undefined, 'title: [\n')).toMatchObject({ title: 'share', codes: ['settings-syntax'] });
    expect(await read(undefined, 'title: none\n')).toMatchObject({ title: 'none', codes: [] });
  });

  it('are the last good ones also when a mistake comes back that was there before', async () => {
    const mistake = 'title: shrae\n';
    await read(undefined, 'title: none\n');
    expect(await read(undefined, mistake)).toMatchObject({ title: 'none' });
    await read(undefined, 'title: share\n');
    expect(await read(undefined, mistake)).toMatchObject({ title: 'share' });
  });

  it('are those of one file although the other has a mistake', async () => {
    await read('time-zone: Europe/Berlin\n', 'title: none\n');
    expect(await read('time-zone: Berlin/Europe\n', 'title: share\n')).toMatchObject({
      title: 'share',
      zone: 'Europe/Berlin',
      codes: ['bad-setting'],
    });
    restart();
    expect(await read('time-zone: Europe/Paris\n', 'title: shrae\n')).toMatchObject({
      title: 'share',
      zone: 'Europe/Paris',
    });
  });

  it('leave the key with the mistake out where none have been good before', async () => {
    expect(await read(undefined, 'title: shrae\ntime-zone: Europe/Berlin\n')).toMatchObject({
      title: 'none',
      zone: 'Europe/Berlin',
    });
  });

  it('stay the defaults when the first file ever has a mistake', async () => {
    await read(undefined, undefined);
    expect(await read(undefined, 'title: shrae\ntime-zone: Europe/Berlin\n')).toMatchObject({ zone: 'UTC' });
  });

  it('come with twenty findings and the number of the others, and one for each template', async () => {
    const templates = Array.from({ length: 30 }, (_, index) => [
      `text-${index}`,
      { oid: `${index}`, text: '{{{a}}}{{{b}}}' },
    ]);
    const bad = { oid: '1', text: '{{{a}}}{{{b}}}' };
    const files = {
      owner: undefined,
      repository: undefined,
      templates: { held: bad, ...Object.fromEntries(templates) },
    };
    const { findings } = await setupOf(issue, files);
    expect(findings).toHaveLength(21);
    expect(findings.filter(({ facts }) => facts['template'] === 'held')).toHaveLength(1);
    expect(findings.at(-1)).toMatchObject({ code: 'more-findings', facts: { count: 11 } });
  });

  it('are those of the file when a key in it is only unknown', async () => {
    await read(undefined, 'title: none\n');
    expect(await read(undefined, 'title: share\nweakly: on\n')).toMatchObject({
      title: 'share',
      codes: ['unknown-setting'],
    });
  });
});
