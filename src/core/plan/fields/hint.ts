/** Phrases by which the templates explain a field. They are no answers. */
const hints: readonly RegExp[] = [
  /\\?\[?\s*use your kpis to help guide this[^\]\n]{0,300}\]?/i,
  /\(?a list that includes kpis? listed in the[^\n]{0,120}/i,
  /\(?the kpis and numbers are example values[^.\n]{0,120}\.?\)?/i,
  /\(\s*\*?minimum \d+ (?:hours?|days?)\*?\s*\)/i,
  /\(recommendation: [^()\n]{0,80}\)/i,
  /\[?\s*abandonment rate < 20%, reported contact center calls < 2 calls, error rate < 5%[^\]\n]{0,60}\]?/i,
];

/** Takes the template's hint off a value. `hinted` says that one stood there. */
export function withoutHint(text: string): { readonly text: string; readonly hinted: boolean } {
  let rest = text;
  for (const hint of hints) rest = rest.replace(hint, ' ');
  return { text: rest.replace(/\s+/g, ' ').trim(), hinted: /use your kpis|abandonment rate < 20%/i.test(text) };
}
