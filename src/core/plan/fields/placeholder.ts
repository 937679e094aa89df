const empties = new Set([
  '',
  'x',
  'xx',
  'xxx',
  'x/x',
  'xx/xx',
  'etc',
  'data',
  'tbd',
  'tba',
  'tbc',
  'todo',
  'tk',
  'link tk',
  'link here',
  'link',
  'date',
  'duration',
  'yes/no',
  'yes no',
  'yes no n/a',
  'no response',
  'ready / not ready',
  'fill in',
  'pick one',
  'placeholder',
  'insert link',
  'insert date',
  'domo dashboard',
]);

const patterns = [
  /\blorem ipsum\b/,
  /^fill.in\b/,
  /^pick.one\b(?:[\s:]*(?:yes|no|n\/a|[|,/\s])*)$/,
  /^(?:m{1,2}|x{1,2})\/(?:d{1,2}|x{1,2})\/(?:y{2,4}|x{2,4})\b/,
  /^x+(?:\.x+)?\s*(?:%|users?|days?|hours?)?$/,
  /^[\s_.?*–—/-]*(?:%|sec|s|ms)?$/,
  /^date\s*(?:-\s*date)?(?:\s*or\s*duration)?$/,
  /^(?:add|update|insert)\b.{0,40}\bhere$/,
  /^yes\s*(?:\/|\||or)\s*no\b(?:\s*(?:\/|\||or|,)?\s*(?:n\/a)?)?$/,
  /^_*no response_*$/,
];

/**
 * Whether a value is the template's own filling: `x`, `lorem ipsum`, `[FILL_IN]`, `mm/dd/yy`, `TBD`, nothing at all.
 * `0`, `N/A`, `None` and `no` are answers, and so is a TBD that says what it waits for.
 */
export function isPlaceholder(text: string): boolean {
  const bare = bareValue(text).toLowerCase();
  if (bare.length > 200) return /^(?:\W*lorem ipsum)/.test(bare);
  return empties.has(bare) || patterns.some((pattern) => pattern.test(bare));
}

/** The value without the brackets, marks and quotes of a template: `_[mm/dd/yy - mm/dd/yy]_`, `[11]`. */
export function bareValue(text: string): string {
  let bare = text.trim();
  for (let turn = 0; turn < 3; turn += 1) {
    const before = bare;
    bare = bare.replace(/^[_*\s]+|[_*\s]+$/g, '');
    const inner = /^\[([^[\]]*)\]$/.exec(bare) ?? /^\(([^()]*)\)$/.exec(bare);
    if (inner) bare = (inner[1] ?? '').trim();
    if (bare === before) break;
  }
  return bare;
}
