import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
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

/** Stays in a processor's own cache between being read and being hashed. */
const CHUNK = 256 * 1024;
/** Bytes after which others get their turn, an interrupt among them: some milliseconds. */
const TURN = 8 * 1024 * 1024;

/** Reads the union of what the sinks want, each byte once, and hands every sink its share. Returns the bytes read. */
export async function sweep(source: ByteSource, sinks: readonly ByteSink[], signal?: AbortSignal): Promise<number> {
  let read = 0;
  let turn = TURN;
  // The same memory each time where the source can: fresh memory would cost more than hashing it.
  const memory = source.readInto === undefined ? undefined : new Uint8Array(Math.min(CHUNK, source.size));
  for (const span of union(sinks, source.size)) {
    for (let at = span.at; at < span.at + span.length; at += CHUNK) {
      signal?.throwIfAborted();
      const length = Math.min(CHUNK, span.at + span.length - at);
      const bytes = memory === undefined ? await source.read(at, length, signal) : into(source, memory, at, length);
      read += bytes.length;
      for (const sink of sinks) give(sink, at, bytes);
      if (memory === undefined || read < turn) continue;
      turn = read + TURN;
      await setImmediate();
    }
  }
  for (const sink of sinks) sink.end();
  return read;
}

function into(source: ByteSource, memory: Uint8Array, at: number, length: number): Uint8Array {
  return memory.subarray(0, source.readInto?.(memory.subarray(0, length), at) ?? 0);
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
