/** Longest error or ledger text that is kept. */
const maxLength = 2000;

/** Text that both engines take: PostgreSQL refuses the character NUL, and lone surrogates are not UTF-8. */
export function storableText(text: string): string {
  return Buffer.from(text.slice(0, maxLength).replaceAll('\0', '')).toString();
}
