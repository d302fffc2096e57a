import type { Anomaly } from '../../core/coverage.ts';
import type { RemoteFile } from '../subject.ts';
import { type Fetched, RangeRequest } from './range-request.ts';
import { ReadAgain } from './read-again.ts';
import type { RemoteAccess, Target } from './remote-access.ts';
import { type Span, Spans } from './spans.ts';

/** Bytes: reads are widened to multiples of this, so that neighbours are one request and the cache is found again. */
const ALIGN = 16_384;
/** The first request covers the header of most weights: 8 bytes of length and, for 1,000 tensors, about 100 kB. */
const FIRST = 131_072;
/** Files up to this size come in one request. */
const WHOLE = 262_144;
/** A hole this small is fetched rather than asked around: a request costs more than its bytes. */
const HOLE = 32_768;
const LARGEST = 8_388_608;
const AT_ONCE = 4;
/**
 * Kept in memory, for texts are read by several readers in turn: for one open file, for all of them together, and what a
 * file keeps in any case.
 */
const KEPT = { file: 16_777_216, all: 67_108_864, least: 1_048_576 };

interface Segment extends Span {
  readonly bytes: Promise<Uint8Array>;
}

/** A file on a server, read by ranges: widened, coalesced, kept between runs where the content has a sound name. */
export class RangeFile implements RemoteFile {
  readonly cost = 'network';
  readonly id: string;
  readonly size: number;
  readonly #access: RemoteAccess;
  readonly #target: Target;
  readonly #request: RangeRequest;
  readonly #had = new Spans();
  readonly #again = new ReadAgain();
  /** Oldest first. */
  #segments: Segment[] = [];
  #held = 0;

  constructor(access: RemoteAccess, target: Target) {
    this.#access = access;
    this.#target = target;
    this.id = target.id;
    this.size = target.size;
    this.#request = new RangeRequest(access, target);
    const { known } = target;
    if (known === undefined) return;
    this.#again.add(known.at, known.bytes);
    this.#keep({ at: known.at, end: known.at + known.bytes.length }, Promise.resolve(known.bytes));
  }

  get bytesRead(): number {
    return this.#had.bytes;
  }

  async read(at: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    const from = Math.min(Math.max(at, 0), this.size);
    const to = Math.min(from + Math.max(length, 0), this.size);
    if (to - from <= LARGEST) return this.#piece(from, to, signal);
    // One large read at a time over all files: many headers of 100 MB at once would be our memory (CWE-770).
    return this.#access.large.run(async () => {
      const result = new Uint8Array(to - from);
      for (let start = from; start < to; start += AT_ONCE * LARGEST) {
        const pieces = Array.from({ length: AT_ONCE }, (_, i) => start + i * LARGEST).filter((one) => one < to);
        const load = async (one: number): Promise<void> =>
          result.set(await this.#piece(one, Math.min(one + LARGEST, to), signal), one - from);
        await Promise.all(pieces.map(load));
      }
      return result;
    });
  }

  changed(): boolean {
    return false; // Each answer is checked for itself.
  }

  async doubt(signal?: AbortSignal): Promise<Anomaly | undefined> {
    if (!this.#request.unversioned) return undefined;
    return this.#again.check(async ({ at, end }) => (await this.#request.fetch(at, end, signal)).bytes);
  }

  close(): void {
    for (const segment of this.#segments) this.#drop(segment);
  }

  #piece(from: number, to: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    if (from >= to) return Promise.resolve(new Uint8Array());
    for (const gap of this.#gaps(this.#widened(from, to))) this.#keep(gap, this.#load(gap, signal));
    return this.#assemble(from, to);
  }

  #widened(from: number, to: number): Span {
    if (this.size <= WHOLE) return { at: 0, end: this.size };
    const end = Math.min(Math.ceil(to / ALIGN) * ALIGN, this.size);
    return { at: Math.floor(from / ALIGN) * ALIGN, end: from < ALIGN ? Math.max(end, FIRST) : end };
  }

  #gaps(wanted: Span): Span[] {
    const held = new Spans();
    for (const { at, end } of this.#segments) held.add(at, end);
    const gaps: { at: number; end: number }[] = [];
    for (const gap of held.missing(wanted.at, wanted.end)) {
      const last = gaps.at(-1);
      if (last !== undefined && gap.at - last.end <= HOLE) last.end = gap.end;
      else gaps.push({ ...gap });
    }
    return gaps;
  }

  #keep(span: Span, bytes: Promise<Uint8Array>): void {
    const segment = { ...span, bytes };
    this.#segments.push(segment);
    this.#held += span.end - span.at;
    this.#access.held.bytes += span.end - span.at;
    bytes.then(
      () => this.#had.add(span.at, span.end),
      () => this.#drop(segment),
    );
  }

  async #assemble(from: number, to: number): Promise<Uint8Array> {
    const touching = this.#segments.filter((one) => one.at < to && one.end > from);
    const only = touching.find((one) => one.at <= from && one.end >= to);
    if (only !== undefined) {
      const bytes = await only.bytes;
      this.#forget();
      return bytes.subarray(from - only.at, to - only.at);
    }
    const result = new Uint8Array(to - from);
    for (const one of touching) {
      const bytes = await one.bytes;
      const [start, end] = [Math.max(one.at, from), Math.min(one.end, to)];
      result.set(bytes.subarray(start - one.at, end - one.at), start - from);
    }
    this.#forget();
    return result;
  }

  #forget(): void {
    const { held } = this.#access;
    while (this.#held > KEPT.file || (held.bytes > KEPT.all && this.#held > KEPT.least)) {
      const [oldest] = this.#segments;
      if (oldest === undefined) return;
      this.#drop(oldest);
    }
  }

  #drop(segment: Segment): void {
    const left = this.#segments.filter((one) => one !== segment);
    if (left.length === this.#segments.length) return;
    this.#segments = left;
    this.#held -= segment.end - segment.at;
    this.#access.held.bytes -= segment.end - segment.at;
  }

  async #load(span: Span, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const { cache, budget } = this.#access;
    const { key } = this.#target;
    const length = span.end - span.at;
    const cached = key === undefined ? undefined : await cache?.read(key, span.at, length);
    if (cached !== undefined) {
      budget.fromCache(length);
      return cached;
    }
    const fetched = await this.#request.fetch(span.at, span.end, signal);
    this.#had.add(fetched.at, fetched.at + fetched.bytes.length);
    if (this.#request.unversioned) this.#again.add(fetched.at, fetched.bytes);
    const bytes = cut(fetched, span);
    // Of no told version: a later run must doubt it as this one does.
    if (key !== undefined && !this.#request.unversioned) await cache?.write(key, span.at, bytes);
    return bytes;
  }
}

const cut = (fetched: Fetched, span: Span): Uint8Array =>
  fetched.bytes.subarray(span.at - fetched.at, span.end - fetched.at);
