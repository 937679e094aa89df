/** A line that opens so many quotes and lists in each other that parsers take seconds over it and writers run out of stack. */
const deepLine = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){100}/m;

/** Whether a text is nested deeper than anybody writes. Linear in its length. */
export function isNestedTooDeep(text: string): boolean {
  return deepLine.test(text);
}
