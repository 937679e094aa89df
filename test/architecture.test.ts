import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../src/core/settings/command-names.ts';
import { templateFolders, templateNames } from '../src/core/settings/template-names.ts';
import { brokenFileRules, impurities } from './architecture/file-rules.ts';
import { brokenLayers, type SourceFile } from './architecture/layer-rules.ts';
import { differences, type Registry, unregistered } from './architecture/registry-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .sort();
}

/** Names of the templates in a folder, without `.hbs`, with the folders below it. */
function templatesIn(folder: string): readonly string[] {
  return filesBelow(folder, '.hbs').map((path) => path.slice(folder.length + 1, -'.hbs'.length));
}

function textOf(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}

const sources: readonly SourceFile[] = filesBelow('src', '.ts').map((path) => ({ path, text: textOf(path) }));
const core = sources.filter(({ path }) => path.startsWith('src/core/'));

describe('the source', () => {
  it('is there', () => {
    expect(core.length).toBeGreaterThan(50);
  });

  it('keeps to the layers', () => {
    expect(brokenLayers(sources)).toEqual([]);
  });

  it('has a core without time, chance, waiting, process and network', () => {
    expect(core.flatMap(impurities)).toEqual([]);
  });

  it('has short files with names that say something', () => {
    expect(sources.flatMap(brokenFileRules)).toEqual([]);
  });
});

describe('registries', () => {
  const registries: readonly Registry[] = [
    { path: 'src/core/commands/registry.ts', entry: 'Command' },
    { path: 'src/core/reports/registry.ts', entry: 'Report' },
    { path: 'src/core/criteria/kinds.ts', folder: 'src/core/criteria/kinds', entry: 'CriterionKindRule' },
  ];

  it.each(registries.filter(({ path }) => existsSync(`${root}${path}`)))(
    '$path names everything in its folder',
    (registry) => {
      expect(unregistered(registry, sources)).toEqual([]);
    },
  );

  it('has a template for every view and a view for every template', () => {
    const parts = ['partials/', 'refusals/', 'help/', 'findings/', 'settings-findings/'];
    const views = templatesIn('templates').filter((name) => !parts.some((part) => name.startsWith(part)));
    const notForTeams = ['settings-check', 'set-up', 'cut-note', 'finding', 'what-if'];

    expect(differences({ names: 'the views', files: 'templates/' }, [...templateNames, ...notForTeams], views)).toEqual(
      [],
    );
  });

  it('lets a team replace the texts of every folder', () => {
    const folders = templatesIn('templates').flatMap((name) => /^(.+)\//.exec(name)?.[1] ?? []);

    expect(differences({ names: 'the settings', files: 'templates/' }, templateFolders, [...new Set(folders)])).toEqual(
      [],
    );
  });

  it('has a text for every refusal', () => {
    const reasons = [...textOf('src/core/refusal.ts').matchAll(/readonly reason: '([a-z-]+)'/g)].map(
      ([, name]) => `${name}`,
    );

    expect(reasons.length).toBeGreaterThan(20);
    expect(
      differences({ names: 'the refusals', files: 'templates/refusals/' }, reasons, templatesIn('templates/refusals')),
    ).toEqual([]);
  });

  it('has help for every command that can be given a permission', () => {
    const names = { names: 'the commands', files: 'templates/help/' };

    expect(differences(names, commandNames, templatesIn('templates/help'))).toEqual([]);
  });

  const commandRegistry = `${root}src/core/commands/registry.ts`;

  it.runIf(existsSync(commandRegistry))('gives every command a permission that can be set', async () => {
    const { commands }: { commands: readonly { name: string }[] } = await import(commandRegistry);
    const names = { names: 'the command registry', files: 'the settings’ commands' };

    expect(
      differences(
        names,
        commands.map(({ name }) => name),
        commandNames,
      ),
    ).toEqual([]);
  });
});
