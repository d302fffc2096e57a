import { createHash } from 'node:crypto';
import type { ByteSource } from './byte-source.ts';

/** Takes bytes in file order from one pass over a source. */
export interface ByteSink {
  readonly wants: 'all' | readonly Range[];
  /** Bytes that begin at `at`: a view, valid during the call only. */
  write(at: number, bytes: Uint8Array): void;
  end(): void;
}
interface Range {
  readonly at: number;
  readonly length: number;
}

const CHUNK = 4 * 1024 * 1024;

/** Reads the union of what the sinks want, each byte once, and hands every sink its share. Returns the bytes read. */
export async function sweep(source: ByteSource, sinks: readonly ByteSink[], signal?: AbortSignal): Promise<number> {
  let read = 0;
  const next = chunks(source, signal);
  for (const span of union(sinks, source.size)) {
    for (let at = span.at; at < span.at + span.length; at += CHUNK) {
      signal?.throwIfAborted();
      const bytes = await next(at, Math.min(CHUNK, span.at + span.length - at));
      read += bytes.length;
      for (const sink of sinks) give(sink, at, bytes);
    }
  }
  for (const sink of sinks) sink.end();
  return read;
}

/** Reads into the same memory each time where the source can: fresh memory would cost more than hashing it. */
function chunks(source: ByteSource, signal?: AbortSignal): (at: number, length: number) => Promise<Uint8Array> {
  if (source.readInto === undefined) return (at, length) => source.read(at, length, signal);
  const memory = new Uint8Array(Math.min(CHUNK, source.size));
  return async (at, length) => {
    const target = memory.subarray(0, length);
    return target.subarray(0, await source.readInto?.(target, at));
  };
}

function give(sink: ByteSink, at: number, bytes: Uint8Array): void {
  if (sink.wants === 'all') return sink.write(at, bytes);
  for (const want of sink.wants) {
    const from = Math.max(want.at, at);
    const to = Math.min(want.at + want.length, at + bytes.length);
    if (from < to) sink.write(from, bytes.subarray(from - at, to - at));
  }
}

function union(sinks: readonly ByteSink[], size: number): Range[] {
  if (sinks.some((sink) => sink.wants === 'all')) return size > 0 ? [{ at: 0, length: size }] : [];
  const ranges = sinks.flatMap((sink) => (sink.wants === 'all' ? [] : sink.wants));
  const merged: { at: number; length: number }[] = [];
  for (const range of ranges.toSorted((a, b) => a.at - b.at)) {
    const end = Math.min(range.at + range.length, size);
    if (range.at >= end) continue;
    const last = merged.at(-1);
    if (last !== undefined && range.at <= last.at + last.length) last.length = Math.max(last.length, end - last.at);
    else merged.push({ at: range.at, length: end - range.at });
  }
  return merged;
}

/** SHA-256 of everything, as lower-case hexadecimal once the sweep has ended. */
export function sha256Sink(): ByteSink & { digest(): string } {
  const hash = createHash('sha256');
  let hex = '';
  return {
    wants: 'all',
    write: (_at, bytes) => void hash.update(bytes),
    end: () => {
      hex = hash.digest('hex');
    },
    digest: () => hex,
  };
}
