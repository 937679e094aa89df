import { readFile } from 'node:fs/promises';
import type { Reply } from './reply.ts';

const script = 'text/javascript; charset=utf-8';

const folder = new URL('../static/', import.meta.url);
const ownName = /^\/assets\/([a-z-]+\.(?:css|js))$/;

/** Of the package: its module and the chunks that it loads when it needs them. */
const mermaidName = /^\/vendor\/mermaid\/((?:chunks\/mermaid\.esm\.min\/)?[\w.-]+\.mjs)$/;

const mermaidModule = import.meta.resolve('mermaid/dist/mermaid.esm.min.mjs');

/** One of the page's own files, or of Mermaid's; undefined when there is none of this name. */
export async function staticFile(path: string): Promise<Reply | undefined> {
  const own = ownName.exec(path)?.[1];
  if (own !== undefined) return read(new URL(own, folder), 'no-cache');
  const vendor = mermaidName.exec(path)?.[1];
  return vendor === undefined ? undefined : read(new URL(vendor, mermaidModule), 'max-age=86400');
}

async function read(file: URL, cache: string): Promise<Reply | undefined> {
  try {
    const type = file.pathname.endsWith('.css') ? 'text/css; charset=utf-8' : script;
    return { status: 200, type, body: await readFile(file, 'utf8'), cache };
  } catch {
    return undefined;
  }
}
