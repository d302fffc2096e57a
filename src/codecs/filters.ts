/** A reversible change of bytes in place before compression, undone piece by piece. */
export interface Filter {
  /** Undoes it in what is at hand; returns what is done, and keeps the rest for the next call. */
  push(bytes: Uint8Array): Uint8Array;
  /** The rest, at the end. */
  end(): Uint8Array;
}

/** Differences to the byte `distance` before (xz's delta filter). */
export function deltaFilter(distance: number): Filter {
  const before = new Uint8Array(distance);
  let at = 0;
  return {
    push: (bytes) => {
      const out = new Uint8Array(bytes.length);
      for (let i = 0; i < bytes.length; i++) {
        const byte = ((bytes[i] ?? 0) + (before[at] ?? 0)) & 255;
        out[i] = byte;
        before[at] = byte;
        at = (at + 1) % distance;
      }
      return out;
    },
    end: () => new Uint8Array(0),
  };
}

const MASK_ALLOWED = [true, true, true, false, true, false, false, false];
const MASK_BIT = [0, 1, 2, 2, 3, 3, 3, 3];

/**
 * x86 calls and jumps, whose targets were made absolute (BCJ). The state says which of the last bytes looked like an
 * opcode; Source: XZ Embedded, xz_dec_bcj.c, `bcj_x86`, and the description in the 7-Zip SDK.
 */
export function x86Filter(start = 0): Filter {
  let rest: Uint8Array = new Uint8Array(0);
  let position = start;
  let mask = 0;
  const isEdge = (byte: number | undefined): boolean => byte === 0 || byte === 0xff;
  return {
    push: (bytes) => {
      const all = new Uint8Array(rest.length + bytes.length);
      all.set(rest);
      all.set(bytes, rest.length);
      const view = new DataView(all.buffer);
      const size = all.length - 4;
      let previous = -1;
      let i = 0;
      for (; i < size; i++) {
        if (((all[i] ?? 0) & 0xfe) !== 0xe8) continue;
        const gap = i - previous;
        if (gap > 3) mask = 0;
        else {
          mask = (mask << (gap - 1)) & 7;
          if (mask !== 0) {
            const byte = all[i + 4 - (MASK_BIT[mask] ?? 0)];
            if (MASK_ALLOWED[mask] !== true || isEdge(byte)) {
              previous = i;
              mask = (mask << 1) | 1;
              continue;
            }
          }
        }
        previous = i;
        if (!isEdge(all[i + 4])) {
          mask = (mask << 1) | 1;
          continue;
        }
        let source = view.getUint32(i + 1, true);
        let target: number;
        for (;;) {
          target = (source - (position + i + 5)) >>> 0;
          if (mask === 0) break;
          const shift = (MASK_BIT[mask] ?? 0) * 8;
          if (!isEdge((target >>> (24 - shift)) & 255)) break;
          source = (target ^ (2 ** (32 - shift) - 1)) >>> 0;
        }
        target = (target & 0x01ffffff) | (0 - (target & 0x01000000));
        view.setUint32(i + 1, target >>> 0, true);
        i += 4;
      }
      const done = Math.max(0, Math.min(i, all.length));
      const gap = i - previous;
      mask = gap > 3 ? 0 : mask << (gap - 1);
      rest = all.slice(done);
      position += done;
      return all.subarray(0, done);
    },
    end: () => rest,
  };
}

/** Undoes filters, the last applied first, over pieces as they come. */
export async function* filtered<End>(
  chunks: AsyncGenerator<Uint8Array, End>,
  filters: readonly Filter[],
): AsyncGenerator<Uint8Array, End> {
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) {
    let piece: Uint8Array = step.value;
    for (const filter of filters) piece = filter.push(piece);
    if (piece.length > 0) yield piece;
  }
  for (const [i, filter] of filters.entries()) {
    let piece = filter.end();
    for (const later of filters.slice(i + 1)) piece = later.push(piece);
    if (piece.length > 0) yield piece;
  }
  return step.value;
}
