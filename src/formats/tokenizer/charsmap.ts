import { Buffer } from 'node:buffer';
import { Counter, type Tally } from './structure.ts';

/** Nodes visited; the maps of NFKC have some 265,000 (CWE-834). */
const NODES = 600_000;
/** Bytes of one key; longer ones are not followed. */
const KEY = 96;
/** Bytes of one replacement; the longest of NFKC has 33. */
const REPLACEMENT = 512;

/**
 * The replacements of a precompiled map of SentencePiece that no Unicode normalization makes: text that it rewrites on
 * its own account. A map is a double-array trie (darts-clone: 32-bit units, each with a label, an offset and a mark for
 * a leaf) over keys in UTF-8, and a pool of replacements that end in zero bytes.
 * https://github.com/google/sentencepiece/blob/master/src/normalizer.cc
 * @returns `key\0replacement` for each; undefined where it is no such map
 */
export function ownReplacements(map: Uint8Array): Tally | undefined {
  const bytes = Buffer.from(map.buffer, map.byteOffset, map.length);
  if (bytes.length < 8) return undefined;
  const size = bytes.readUInt32LE(0);
  if (size % 4 !== 0 || size < 4 || 4 + size > bytes.length) return undefined;
  // A copy of its own: 32-bit units must begin at a multiple of four.
  const units = new Uint32Array(bytes.buffer.slice(bytes.byteOffset + 4, bytes.byteOffset + 4 + size));
  const pool = bytes.subarray(4 + size);
  const own = new Counter();
  const key = new Uint8Array(KEY);
  let nodes = 0;
  descend(offsetOf(units[0] ?? 0), 0);
  return own.tally();

  function descend(at: number, depth: number): void {
    for (let label = 1; label < 256 && nodes < NODES; label++) {
      const child = (at ^ label) >>> 0;
      const value = units[child] ?? 0;
      if ((value & LABEL) >>> 0 !== label) continue;
      nodes++;
      key[depth] = label;
      const next = (child ^ offsetOf(value)) >>> 0;
      if ((value & LEAF) !== 0) consider(key.subarray(0, depth + 1), (units[next] ?? 0) & 0x7fffffff);
      if (depth + 1 < KEY) descend(next, depth + 1);
    }
  }

  function consider(found: Uint8Array, at: number): void {
    const rest = pool.subarray(at, at + REPLACEMENT);
    const end = rest.indexOf(0);
    const replacement = rest.toString('utf8', 0, end < 0 ? rest.length : end);
    const text = Buffer.from(found).toString('utf8');
    if (isOwn(text, replacement)) own.add(() => `${text}\0${replacement.slice(0, 200)}`);
  }
}

const LEAF = 0x100;
/** The top bit tells a value from a node. */
const LABEL = 0x800000ff;

const offsetOf = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6);

/** True where words or plain letters and digits become something else than their own NFKC form, in either case. */
function isOwn(text: string, replacement: string): boolean {
  const plain = (form: string): string => form.normalize('NFKC').toLowerCase().normalize('NFKC');
  if (plain(text) === plain(replacement)) return false;
  return /[A-Za-z0-9]/.test(text) || /\p{L}.*\p{L}/u.test(text.normalize('NFC'));
}
