/** A run of bytes: `[at, end)`. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/** Bytes of a file that were had, each counted once. */
export class Spans {
  #sorted: Span[] = [];

  add(at: number, end: number): void {
    if (at >= end) return;
    const apart = this.#sorted.filter((span) => span.end < at || span.at > end);
    const touching = this.#sorted.filter((span) => span.end >= at && span.at <= end);
    const from = Math.min(at, ...touching.map((span) => span.at));
    const to = Math.max(end, ...touching.map((span) => span.end));
    this.#sorted = [...apart, { at: from, end: to }].toSorted((a, b) => a.at - b.at);
  }

  get bytes(): number {
    return this.#sorted.reduce((sum, span) => sum + span.end - span.at, 0);
  }

  /** What of `[at, end)` is not in here, in order. */
  missing(at: number, end: number): Span[] {
    const gaps: Span[] = [];
    let from = at;
    for (const span of this.#sorted) {
      if (span.end <= from || span.at >= end) continue;
      if (span.at > from) gaps.push({ at: from, end: span.at });
      from = span.end;
    }
    if (from < end) gaps.push({ at: from, end });
    return gaps;
  }
}
