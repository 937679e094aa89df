// The yaml package is a parser without I/O, like the Markdown parser: the core may use it.
import { Composer, CST, type Document, Lexer, LineCounter, Parser } from 'yaml';

/** Characters of a settings file. Real ones have a few hundred. */
export const longestSettings = 32 * 1024;
/** Pieces the text is cut into: they, more than characters, cost time. Real files have some hundreds. */
const maxLexemes = 10_000;
/** Our own settings nest four deep. */
const maxDepth = 20;
/** The parser's stack holds a document, and up to two tokens for each level of nesting. */
const maxStack = 2 * maxDepth + 2;

export type YamlText =
  | { readonly kind: 'document'; readonly document: Document; readonly lines: LineCounter }
  | { readonly kind: 'refused'; readonly code: YamlRefusal; readonly place: Place; readonly problem: string };

type YamlRefusal =
  | 'settings-too-large'
  | 'settings-too-deep'
  | 'settings-alias'
  | 'settings-several-documents'
  | 'settings-syntax';

/** 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const top: Place = { line: 1, column: 1 };

/**
 * Reads a YAML text from a repository: one document of the core schema, without aliases and merge keys, bounded in
 * length and depth. Depth and aliases are watched while the text is cut into tokens, before
 * anything recurses into them.
 */
export function readYamlText(text: string): YamlText {
  if (text.length > longestSettings) return refused('settings-too-large');
  const lines = new LineCounter();
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  let previous: string | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('*') && previous !== CST.SCALAR) {
      return refused('settings-alias', placeOf(lines, parser.offset));
    }
    previous = lexeme;
    lexemes += 1;
    if (lexemes > maxLexemes) return refused('settings-too-large');
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > maxStack) return refused('settings-too-deep', placeOf(lines, parser.offset));
  }
  tokens.push(...parser.end());
  return compose(tokens, lines, text.length);
}

function compose(tokens: readonly CST.Token[], lines: LineCounter, end: number): YamlText {
  const options = { schema: 'core', version: '1.2', merge: false, uniqueKeys: false } as const;
  const [document, second] = new Composer(options).compose(tokens, true, end);
  if (document === undefined) return refused('settings-syntax', top, 'EMPTY');
  if (second !== undefined) return refused('settings-several-documents', placeOf(lines, second.range[0]));
  const [error] = document.errors;
  if (error !== undefined) return refused('settings-syntax', placeOf(lines, error.pos[0]), error.code);
  return { kind: 'document', document, lines };
}

function refused(code: YamlRefusal, place = top, problem = ''): YamlText {
  return { kind: 'refused', code, place, problem };
}

export function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
