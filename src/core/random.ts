import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const TWO_32 = 2 ** 32;

/**
 * Seeded randomness: xoshiro128** (D. Blackman, S. Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47:4,
 * 2021), whose state is SHA-256 over the path of labels that leads to it. A stream depends on its seed and labels alone,
 * never on how much was drawn elsewhere, so a new use of randomness changes no old result. Not for secrets.
 */
export class Random {
  readonly #path: string;
  readonly #state: Uint32Array;

  private constructor(path: string, state: Uint32Array) {
    this.#path = path;
    this.#state = state;
  }

  /** The first stream of a seed; numbers and their decimal text are the same seed. */
  static from(seed: number | string): Random {
    return Random.#at(JSON.stringify(String(seed)));
  }

  /** The generator at a state of four 32-bit words, not all zero: for holding it against the reference. */
  static at(words: readonly [number, number, number, number]): Random {
    if (words.every((word) => word === 0)) throw new RangeError('xoshiro128** never leaves the state of zeros');
    return new Random(words.join(), Uint32Array.from(words));
  }

  static #at(path: string): Random {
    const digest = sha256(utf8ToBytes(path));
    const view = new DataView(digest.buffer, digest.byteOffset);
    return new Random(
      path,
      Uint32Array.from([0, 4, 8, 12], (at) => view.getUint32(at, true)),
    );
  }

  /** An independent stream for one use, the same one whenever it is asked for. */
  split(label: string): Random {
    return Random.#at(`${this.#path}/${JSON.stringify(label)}`);
  }

  /** The next 32 bits, as a number from 0 to 2^32 - 1. */
  bits(): number {
    // Index by index: taking the state apart as an array is ten times slower.
    const state = this.#state;
    const a = state[0] ?? 0;
    const b = state[1] ?? 0;
    const c = state[2] ?? 0;
    const d = state[3] ?? 0;
    const times5 = Math.imul(b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    const e = c ^ a;
    const f = d ^ b;
    state[0] = a ^ f;
    state[1] = b ^ e;
    state[2] = e ^ (b << 9);
    state[3] = (f << 11) | (f >>> 21);
    return result;
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  uniform(): number {
    const high = this.bits() >>> 5;
    return (high * 2 ** 26 + (this.bits() >>> 6)) / 2 ** 53;
  }

  /**
   * Uniform over 0 to `below` - 1, without the bias of a remainder: draws past the last whole multiple are thrown away.
   * @throws RangeError unless `below` is an integer from 1 to 2^32
   */
  integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > TWO_32) throw new RangeError(`no range of integers: ${below}`);
    const whole = TWO_32 - (TWO_32 % below);
    let draw = this.bits();
    while (draw >= whole) draw = this.bits();
    return draw % below;
  }

  /** A shuffled copy (R. Durstenfeld, CACM 7:7, 1964, algorithm 235). */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = items.slice();
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }

  /** Standard normal (G. E. P. Box, M. E. Muller, Ann. Math. Stat. 29, 1958, p. 610); two uniforms a draw, none kept. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}
