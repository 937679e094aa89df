/** Something about Rollcall that can be measured: a file in figures/ and a line in registry.ts. */
export interface Figure {
  /** As the command line names it. */
  readonly name: string;
  readonly measure: () => Promise<readonly Measure[]>;
}

/** One line of the report. */
export interface Measure {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** What it is to be compared with, measured in the same run unless `what` says where it is from. */
  readonly reference?: Reference | undefined;
  readonly bar?: Bar | undefined;
}

export type Unit = 'ms' | 's' | 'MB' | 'per second' | 'requests' | 'points';

export interface Reference {
  readonly what: string;
  readonly value: number;
}

/** What is asked for: a limit, or a share or multiple of the reference. */
export type Bar =
  | { readonly kind: 'below'; readonly limit: number }
  | { readonly kind: 'at-most'; readonly limit: number }
  | { readonly kind: 'at-least-of-reference'; readonly share: number }
  | { readonly kind: 'at-most-of-reference'; readonly times: number };

export const below = (limit: number): Bar => ({ kind: 'below', limit });
export const atMost = (limit: number): Bar => ({ kind: 'at-most', limit });
export const atLeastOfReference = (share: number): Bar => ({ kind: 'at-least-of-reference', share });
export const atMostOfReference = (times: number): Bar => ({ kind: 'at-most-of-reference', times });

/** Undefined where nothing is asked for, or the reference is missing. */
export function holds({ value, reference, bar }: Measure): boolean | undefined {
  switch (bar?.kind) {
    case undefined:
      return undefined;
    case 'below':
      return value < bar.limit;
    case 'at-most':
      return value <= bar.limit;
    case 'at-least-of-reference':
      return reference === undefined ? undefined : value >= bar.share * reference.value;
    case 'at-most-of-reference':
      return reference === undefined ? undefined : value <= bar.times * reference.value;
    default:
      return bar satisfies never;
  }
}
