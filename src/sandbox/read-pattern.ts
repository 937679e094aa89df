/**
 * The regular expression that a text between slashes means; undefined for any other text. Searching for all matches, or
 * from a place on, makes no difference where only one is asked for. Throws `SyntaxError`.
 */
export function readPattern(text: string): RegExp | undefined {
  const [, source, flags = ''] = /^\/(.+)\/([dgimsuy]*)$/s.exec(text) ?? [];
  return source === undefined ? undefined : new RegExp(source, flags.replace(/[gy]/g, ''));
}
