/** Rules for registries: what is in a folder is named where it has to be named, and nothing is named that is not there. */
import { posix } from 'node:path';
import type { SourceFile } from './layer-rules.ts';
import { importsOf } from './source-text.ts';

export interface Registry {
  /** The file that names them all. */
  readonly path: string;
  /** Where the entries are; by default beside the registry. */
  readonly folder?: string;
  /** Type of the entries: a file with `export const x: Command` declares one. */
  readonly entry: string;
}

/**
 * One line for each file of the registry's folder that declares an entry and is not imported by it, or that nobody imports
 * at all.
 */
export function unregistered(registry: Registry, files: readonly SourceFile[]): readonly string[] {
  const folder = registry.folder ?? posix.dirname(registry.path);
  const beside = files.filter(({ path }) => posix.dirname(path) === folder && path !== registry.path);
  const inRegistry = importedBy(files.filter(({ path }) => path === registry.path));
  const anywhere = importedBy(files);
  const declaration = new RegExp(`export const \\w+:\\s*${registry.entry}\\b|\\}\\s*satisfies ${registry.entry}\\b`);
  return beside.flatMap(({ path, text }) => {
    if (declaration.test(text) && !inRegistry.has(path)) return [`${path} is not in ${registry.path}`];
    return anywhere.has(path) ? [] : [`${path} is imported by nobody`];
  });
}

/** One line for each difference between the names of things and the names of their files. */
export function differences(
  what: { readonly names: string; readonly files: string },
  names: Iterable<string>,
  files: Iterable<string>,
): readonly string[] {
  const named = new Set(names);
  const there = new Set(files);
  return [
    ...[...named].filter((name) => !there.has(name)).map((name) => `${name} of ${what.names} is not in ${what.files}`),
    ...[...there].filter((name) => !named.has(name)).map((name) => `${name} in ${what.files} is not of ${what.names}`),
  ];
}

function importedBy(files: readonly SourceFile[]): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ path, text }) =>
      importsOf(text).map(({ specifier }) => posix.join(posix.dirname(path), specifier)),
    ),
  );
}
