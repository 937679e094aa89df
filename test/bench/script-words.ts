import { readFileSync } from 'node:fs';

/** The command of a script in package.json, to be run without npm itself. */
export function scriptWords(name: 'start' | 'demo'): readonly string[] {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  // package.json is our own, and has both.
  const { scripts } = JSON.parse(text) as { readonly scripts: Readonly<Record<typeof name, string>> };
  return scripts[name].split(' ');
}

/** What `npm start` tells Node of itself. */
export function startFlags(): readonly string[] {
  return scriptWords('start').filter((word) => word.startsWith('--'));
}
