/** Reads TypeScript as far as the rules need it: what is code, what is imported. Without a compiler, so it is fast. */

export interface Import {
  /** As written. */
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const beforeRegex = /(?:^|[(,=:[!&|?{};+*%~^<>-]|=>|\b(?:return|typeof|case|in|of|void))\s*$/;

/** The source with comments, and the contents of strings and regular expressions, as spaces. */
export function codeOf(source: string): string {
  return blank(source, true);
}

/** Everything the module imports or re-exports, dynamic imports included. */
export function importsOf(source: string): readonly Import[] {
  const text = blank(source, false);
  const imports: Import[] = [];
  const statements = /(?:^|[\n;}])\s*(import|export)\s+(type\s+)?([^'";]*?)\bfrom\s*['"]([^'"]+)['"]/g;
  for (const [, , type, names = '', specifier = ''] of text.matchAll(statements)) {
    imports.push({ specifier, typeOnly: type !== undefined || namesOnlyTypes(names) });
  }
  for (const [, specifier = ''] of text.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)['"]/g)) {
    imports.push({ specifier, typeOnly: false });
  }
  return imports;
}

/** `{ type A, type B }` */
function namesOnlyTypes(names: string): boolean {
  const braces = /^\s*\{([^}]*)\}\s*$/.exec(names);
  const list = (braces?.[1] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return list.length > 0 && list.every((name) => name.startsWith('type '));
}

function blank(source: string, strings: boolean): string {
  let result = '';
  let at = 0;
  const templates: number[] = [];
  const copy = (end: number): void => {
    result += source.slice(at, end);
    at = end;
  };
  const hide = (end: number): void => {
    result += source.slice(at, end).replace(/[^\n]/g, ' ');
    at = end;
  };
  while (at < source.length) {
    const character = source[at];
    const next = source[at + 1];
    if (character === '/' && next === '/') hide(endOf(source, '\n', at));
    else if (character === '/' && next === '*') hide(endOf(source, '*/', at + 2) + 2);
    else if (character === "'" || character === '"') literal(endOfQuoted(source, at, character), strings, copy, hide);
    else if (character === '`' || (character === '}' && templates.at(-1) === 0)) {
      if (character === '}') templates.pop();
      const end = endOfTemplate(source, at + 1);
      literal(end, strings, copy, hide);
      if (source[end - 1] === '{') templates.push(0);
    } else if (character === '/' && beforeRegex.test(result.slice(-60))) {
      literal(endOfRegex(source, at + 1), strings, copy, hide);
    } else {
      const depth = templates.length - 1;
      if (character === '{' && depth >= 0) templates[depth] = (templates[depth] ?? 0) + 1;
      if (character === '}' && depth >= 0) templates[depth] = (templates[depth] ?? 0) - 1;
      copy(at + 1);
    }
  }
  return result;
}

function literal(end: number, hidden: boolean, copy: (end: number) => void, hide: (end: number) => void): void {
  if (hidden) hide(end);
  else copy(end);
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from);
  return end === -1 ? source.length : end;
}

function endOfQuoted(source: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < source.length && source[at] !== quote && source[at] !== '\n') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Behind the closing backtick, or behind the `{` of `${`. */
function endOfTemplate(source: string, start: number): number {
  let at = start;
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '$' && source[at + 1] === '{') return at + 2;
    at += source[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

function endOfRegex(source: string, start: number): number {
  let at = start;
  let inClass = false;
  while (at < source.length && source[at] !== '\n' && (inClass || source[at] !== '/')) {
    if (source[at] === '[') inClass = true;
    if (source[at] === ']') inClass = false;
    at += source[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}
