import type { Instant } from '../core/instant.ts';

/** A function that templates can call. To add one, put it in a list under helpers/. */
export interface Helper {
  readonly name: string;
  /** The result is Markdown. Without it the result is plain text and is escaped like any value. */
  readonly markdown?: true;
  /** What people wrote comes out as it is, because it is code, where GitHub reads no reference. */
  readonly verbatim?: true;
  /** Takes from our own templates; kept out of sub-expressions in a team's template. */
  readonly includes?: true;
  run(args: readonly unknown[], site: Site, hash: Readonly<Record<string, unknown>>): unknown;
}

/** Where a text is rendered: what helpers may know besides their arguments. */
export interface Site {
  /** Checklist issues by stage, as far as they exist. */
  readonly links: Readonly<Record<string, number>>;
  /** IANA name. */
  readonly zone: string;
  readonly now: Instant | undefined;
  /** Renders another template, by its path under templates/ without `.hbs`. */
  include(template: string, model: unknown): string;
  has(template: string): boolean;
}

/** A value as plain text: nothing for what is absent or has no text of its own. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

/** The texts in a list; anything else in it is left out. */
export function plainTexts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map(plainText).filter((text) => text !== '');
}

/** Whether there is something to show. 0 and `false` are something. */
export function isKnown(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '';
}
