/** Where bytes come from. Reads are positioned, bounded and may be cut short only by the end of the source. */
export interface ByteSource {
  /** For messages and caches; never a machine path. */
  readonly id: string;
  /** Bytes, known before reading. */
  readonly size: number;
  readonly cost: 'memory' | 'disk' | 'network';
  /**
   * Up to `length` bytes from `at`; fewer only at the end.
   * @throws InputError `unreadable` or `changed`
   */
  read(at: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * The same into memory that the caller uses again and again, and at once: for passes over everything, where each trip
   * to another thread would cost as much as the piece. Returns the bytes read.
   */
  readInto?(target: Uint8Array, at: number): number;
}

/** Bytes already in memory. */
export function memorySource(id: string, bytes: Uint8Array): ByteSource {
  return {
    id,
    size: bytes.length,
    cost: 'memory',
    read: (at, length) =>
      Promise.resolve(bytes.subarray(Math.min(at, bytes.length), Math.min(at + length, bytes.length))),
  };
}

/** A sub-range of another source: `length` bytes from `at`, clipped to what there is. */
export function rangeSource(inner: ByteSource, at: number, length: number): ByteSource {
  const start = Math.min(Math.max(at, 0), inner.size);
  const size = Math.min(Math.max(length, 0), inner.size - start);
  return {
    id: `${inner.id}[${start}+${size}]`,
    size,
    cost: inner.cost,
    read: (from, wanted, signal) => {
      const offset = Math.min(Math.max(from, 0), size);
      return inner.read(start + offset, Math.min(wanted, size - offset), signal);
    },
  };
}
