/** The layers of docs/architecture.md as a table, and what breaks it. Paths are from the project's root. */
import { posix } from 'node:path';
import { importsOf } from './source-text.ts';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

interface Layer {
  readonly name: string;
  readonly holds: (path: string) => boolean;
  /** Layers it may import values and types from; its own is always among them. */
  readonly values: readonly string[];
  /** Layers it may import types from. */
  readonly types: readonly string[];
  /** Packages it may import: a name, or the beginning of names where it ends in `*`. */
  readonly packages: readonly string[];
}

const entries = ['src/index.ts', 'src/main.ts', 'src/cli.ts'];

/** Vendor libraries of each adapter, and zod for what comes from outside. A new adapter needs its row here. */
const vendors: Readonly<Record<string, readonly string[]>> = {
  github: ['@octokit/*', 'probot', 'zod', 'node:*'],
  database: ['kysely', 'libsql', 'pg', 'zod', 'node:*'],
  web: ['handlebars', 'pino', 'zod', 'node:*'],
};

const layers: readonly Layer[] = [
  {
    name: 'core',
    holds: (path) => path.startsWith('src/core/'),
    values: ['core'],
    types: [],
    packages: ['zod', 'yaml'],
  },
  { name: 'ports', holds: (path) => path === 'src/ports.ts', values: [], types: ['core'], packages: [] },
  {
    name: 'views',
    holds: (path) => path.startsWith('src/views/'),
    values: ['views', 'units'],
    types: ['core'],
    packages: ['handlebars', 'node:fs', 'node:path', 'node:url'],
  },
  ...Object.entries(vendors).map(([vendor, packages]) => ({
    name: `adapters/${vendor}`,
    holds: (path: string) => path.startsWith(`src/adapters/${vendor}/`),
    values: [`adapters/${vendor}`, 'ports', 'core'],
    types: [],
    packages,
  })),
  {
    name: 'app',
    holds: (path) => path.startsWith('src/app/'),
    values: ['app', 'core', 'ports', 'views', 'adapters/*'],
    types: [],
    packages: ['*'],
  },
  {
    name: 'sandbox',
    holds: (path) => path.startsWith('src/sandbox/'),
    values: ['sandbox', 'app', 'core', 'ports', 'views', 'adapters/*', 'entry'],
    types: [],
    packages: ['*'],
  },
  {
    name: 'entry',
    holds: (path) => entries.includes(path) || path.startsWith('src/cli/'),
    values: ['entry', 'sandbox', 'app', 'core', 'ports', 'views', 'adapters/*'],
    types: [],
    packages: ['*'],
  },
];

/** Lengths of time and the writing of figures: the only values of the core that views use. */
const units: readonly string[] = ['src/core/instant.ts', 'src/core/criteria/figure-text.ts'];

/** One line for each import that the table does not allow, and for each file that is in no layer. */
export function brokenLayers(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const layer = layerOf(path);
    if (layer === undefined) return [`${path} is in no layer`];
    return importsOf(text)
      .filter(({ specifier, typeOnly }) => !allows(layer, path, specifier, typeOnly))
      .map(({ specifier, typeOnly }) => `${path} (${layer.name}) imports ${typeOnly ? 'types of ' : ''}${specifier}`);
  });
}

function allows(layer: Layer, path: string, specifier: string, typeOnly: boolean): boolean {
  if (!specifier.startsWith('.')) return matches(specifier, layer.packages);
  const target = posix.join(posix.dirname(path), specifier);
  if (layer.values.includes('units') && units.includes(target)) return true;
  const name = layerOf(target)?.name;
  if (name === undefined) return layer.packages.includes('*') && !target.startsWith('src/');
  return matches(name, layer.values) || (typeOnly && matches(name, layer.types));
}

function layerOf(path: string): Layer | undefined {
  return layers.find((layer) => layer.holds(path));
}

function matches(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    if (pattern.endsWith('*')) return name.startsWith(pattern.slice(0, -1));
    return name === pattern || (!name.startsWith('node:') && name.startsWith(`${pattern}/`));
  });
}
