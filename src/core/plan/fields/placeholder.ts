const empties = new Set([
  '',
  'x',
  'xx',
  'xxx',
  'x/x',
  'xx/xx',
  '/',
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
  'ready / not ready',
  'ready/not ready',
  'placeholder',
  'domo dashboard',
  'no response',
  'dev to provide',
]);

const patterns = [
  /^(?:xx? )?lorem ipsum\b/,
  /^fill in\b/,
  /^pick one\W*(?:$|(?:yes|no) ?[|/])/,
  /^yes ?(?:\/|\||or) ?no\b[\s/|,]*(?:or )?(?:n\/a)?[\s/|,]*(?:fill in.*|lorem ipsum.*)?$/,
  /^(?:m{1,2}|x{1,2})\/(?:d{1,2}|x{1,2})(?:\/(?:y{2,4}|x{2,4}))?\b/,
  /^x+(?:\.x+)? ?(?:%|users?|days?|hours?|calls?)?$/,
  /^xx+ [a-z]/,
  /^[\s_.?*–—-]*(?:%|sec|s|ms)?$/,
  /^(?:date|duration)(?: ?- ?date)?(?: ?or ?duration)?$/,
  /^(?:add|update|insert|put)\b.{0,40}\b(?:here|link|date)$/,
  /^[a-z]{2,20} to (?:provide|add|fill in)$/,
];

/**
 * Whether a value is the template's own filling: `x`, `lorem ipsum`, `[FILL_IN]`, `mm/dd/yy`, `TBD`, nothing at all.
 * `0`, `N/A`, `None` and `no` are answers, and so is a TBD that says what it waits for.
 */
export function isPlaceholder(text: string): boolean {
  if (/^[\s\\]*_{2,}(?:\s|$)/.test(text)) return true;
  const plain = text
    .slice(0, 300)
    .toLowerCase()
    .replace(/[[\]\\*_()]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:,]+|[\s:,]+$/g, '');
  return empties.has(plain) || patterns.some((pattern) => pattern.test(plain));
}

/** The value without the brackets, marks and leftovers of a template: `_[11]_`, `[PICK_ONE]: no`, `yes/no, No`. */
export function bareValue(text: string): string {
  let bare = text.replace(/^[\s:]+/, '').trim();
  for (let turn = 0; turn < 3; turn += 1) {
    bare = bare
      .replace(/^[_*\s]+|[_*\s]+$/g, '')
      .replace(/^\[pick_one\]\s*:?\s*/i, '')
      .replace(/^yes\s*\/\s*no\s*,\s*(?=\S)/i, '')
      .replace(/^\[([^[\]]*)\](?:\s*:?\s*yes\s*\/\s*no)?$/, '$1')
      .replace(/^\(([^()]*)\)$/, '$1')
      .replace(/^\|\s*([^|]*?)\s*\|$/, '$1');
  }
  return bare.trim();
}
