/** A moment, in milliseconds since 1970-01-01T00:00:00Z. The core never reads the clock: moments come in as arguments. */
export type Instant = number;

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
