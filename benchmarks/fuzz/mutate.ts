/** Seeded mutation of bytes: the usual moves of a file fuzzer. */

export type Random = () => number;

/** xorshift is more than enough here; seeded, so that a failing case can be made again. */
export function randomFrom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}

const INTERESTING = [
  0,
  1,
  0x7f,
  0x80,
  0xff,
  0x100,
  0x7fff,
  0xffff,
  0x10000,
  0x7fffffff,
  0x80000000,
  0xffffffff,
  2 ** 40,
  2 ** 53,
  2 ** 62,
  2 ** 63,
  2 ** 64 - 2048,
];

type Move = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

const at = (random: Random, length: number): number => Math.floor(random() * Math.max(1, length));

const MOVES: readonly Move[] = [
  (bytes, random) => {
    const copy = bytes.slice();
    copy[at(random, copy.length)] = at(random, 256);
    return copy;
  },
  (bytes, random) => {
    const copy = bytes.slice();
    const i = at(random, copy.length);
    copy[i] = (copy[i] ?? 0) ^ (1 << at(random, 8));
    return copy;
  },
  (bytes, random) => {
    const copy = bytes.slice();
    const width = [1, 2, 4, 8][at(random, 4)] ?? 4;
    const value = BigInt(INTERESTING[at(random, INTERESTING.length)] ?? 0);
    const from = at(random, copy.length);
    for (let j = 0; j < width && from + j < copy.length; j++) copy[from + j] = Number((value >> BigInt(8 * j)) & 0xffn);
    return copy;
  },
  (bytes, random) => bytes.slice(0, at(random, bytes.length)),
  (bytes, random) => {
    const from = at(random, bytes.length);
    return join(bytes.slice(0, from), bytes.slice(from + 1 + at(random, 16)));
  },
  (bytes, random) => {
    const from = at(random, bytes.length);
    return join(
      bytes.slice(0, from),
      Uint8Array.from({ length: 1 + at(random, 16) }, () => at(random, 256)),
      bytes.slice(from),
    );
  },
  (bytes, random) => {
    const from = at(random, bytes.length);
    const piece = bytes.slice(from, from + 1 + at(random, 64));
    return join(bytes.slice(0, from), ...Array.from({ length: 1 + at(random, 8) }, () => piece), bytes.slice(from));
  },
  (bytes, random, others) => {
    const other = others[at(random, others.length)] ?? bytes;
    return join(bytes.slice(0, at(random, bytes.length)), other.slice(at(random, other.length)));
  },
];

function join(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

/** One to six moves, the first of them on a seed; at most 64 KiB come out. */
export function mutate(seeds: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = seeds[at(random, seeds.length)] ?? new Uint8Array(0);
  for (let moves = 1 + at(random, 6); moves > 0; moves--) {
    const move = MOVES[at(random, MOVES.length)];
    if (move !== undefined) bytes = move(bytes, random, seeds);
  }
  return bytes.slice(0, 65_536);
}
