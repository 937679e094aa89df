import { readFileSync } from 'node:fs';

/** The pieces of plans in a file, each below a line such as `%% a title`, with what is said of each there. */
export function planPieces(path: URL): readonly { readonly what: string; readonly body: string }[] {
  return readFileSync(path, 'utf8')
    .split(/^%% /m)
    .slice(1)
    .map((piece) => {
      const [what = '', ...lines] = piece.trimEnd().split('\n');
      return { what, body: lines.join('\n') };
    });
}
