import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CompiledTemplate, type CompileOptions, compileTemplate, parseTemplate } from './compile-template.ts';

/** Our own templates, by path under templates/ without `.hbs`. */
export interface TemplateFiles {
  has(name: string): boolean;
  /** Throws when there is no such file. */
  get(name: string): CompiledTemplate;
  names(): readonly string[];
}

/** From src/views/ as well as from dist/views/. */
const ownFolder = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Reads the folder when first asked for anything, and compiles each template when first asked for it. */
export function openTemplateFiles(options: CompileOptions = {}, folder = ownFolder): TemplateFiles {
  let sources: ReadonlyMap<string, string> | undefined;
  const compiled = new Map<string, CompiledTemplate>();
  const read = (): ReadonlyMap<string, string> => {
    sources ??= readSources(folder);
    return sources;
  };
  return {
    has: (name) => read().has(name),
    names: () => [...read().keys()],
    get(name) {
      const known = compiled.get(name);
      if (known !== undefined) return known;
      const source = read().get(name);
      if (source === undefined) throw new Error(`there is no template ${name}.hbs`);
      const template = compileTemplate(parseTemplate(source), options);
      compiled.set(name, template);
      return template;
    },
  };
}

function readSources(folder: string): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.hbs')) continue;
    const name = file.slice(0, -'.hbs'.length).replaceAll('\\', '/');
    sources.set(name, readFileSync(`${folder}${file}`, 'utf8'));
  }
  return sources;
}
