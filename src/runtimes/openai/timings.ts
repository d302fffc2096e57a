/** Milliseconds. */
export interface Timings {
  readonly connect: number;
  /** Until the first byte of an answer; one that is not streamed takes as long as it is generated. */
  readonly first: number;
  /** Between two parts of a stream. */
  readonly idle: number;
  /** After the word for the end: what may still come is usage. */
  readonly tail: number;
  /** For a whole answer: a server that drips for ever is given up. */
  readonly whole: number;
  /** Before the second attempt; doubles with each. */
  readonly backOff: number;
}

export const TIMINGS: Timings = {
  connect: 15_000,
  first: 300_000,
  idle: 120_000,
  tail: 5_000,
  whole: 1_800_000,
  backOff: 500,
};

/** What one answer may be, against a server that never stops (CWE-400, CWE-770). */
export interface Bounds {
  /** Bytes of a whole answer, with all that surrounds its text. */
  readonly answer: number;
  /** UTF-16 units of one event of a stream. */
  readonly event: number;
  /** Bytes of all headers. */
  readonly headers: number;
  /** Bytes of an error that are read. */
  readonly error: number;
}

export const BOUNDS: Bounds = { answer: 67_108_864, event: 4_194_304, headers: 32_768, error: 65_536 };
