import { Buffer } from 'node:buffer';

/** A compiled map with these replacements: every node of the trie has 256 units to itself, so nothing can collide. */
export function writeCharsmap(replacements: Readonly<Record<string, string>>): Uint8Array {
  const units: number[] = [];
  const pool: number[] = [];
  const bases = new Map<string, number>();
  const base = (prefix: string): number => {
    const known = bases.get(prefix);
    if (known !== undefined) return known;
    const made = (bases.size + 1) * 256;
    bases.set(prefix, made);
    return made;
  };
  units[0] = base('') << 10;
  for (const [text, replacement] of Object.entries(replacements)) {
    const key = Buffer.from(text).toString('latin1');
    for (let i = 0; i < key.length; i++) {
      const child = base(key.slice(0, i)) ^ key.charCodeAt(i);
      const next = base(key.slice(0, i + 1));
      const leaf = i + 1 === key.length ? 0x100 : 0;
      units[child] = ((units[child] ?? 0) & 0x100) | leaf | key.charCodeAt(i) | ((child ^ next) << 10);
      if (leaf !== 0) units[next] = (pool.length | 0x80000000) >>> 0;
    }
    pool.push(...Buffer.from(`${replacement}\0`));
  }
  const size = (bases.size + 1) * 256 * 4;
  const bytes = Buffer.alloc(4 + size + pool.length);
  bytes.writeUInt32LE(size, 0);
  units.forEach((unit, i) => bytes.writeUInt32LE(unit >>> 0, 4 + 4 * i));
  Buffer.from(pool).copy(bytes, 4 + size);
  return new Uint8Array(bytes);
}

type Piece = readonly [text: string, score: number, type?: number];

/** A SentencePiece model with these pieces and, if one is given, this map. */
export function writeSentencePiece(pieces: readonly Piece[], charsmap?: Uint8Array): Uint8Array {
  const message = pieces.map(([text, score, type]) => {
    const float = Buffer.alloc(4);
    float.writeFloatLE(score);
    const kind = type === undefined ? [] : [0x18, type];
    return field(1, Buffer.concat([field(1, Buffer.from(text)), Buffer.from([0x15]), float, Buffer.from(kind)]));
  });
  const spec = charsmap === undefined ? [] : [field(1, Buffer.from('nmt_nfkc')), field(2, charsmap)];
  return new Uint8Array(Buffer.concat([...message, field(2, Buffer.from([0x20, 3])), field(3, Buffer.concat(spec))]));
}

function field(number: number, bytes: Uint8Array): Buffer {
  const length: number[] = [];
  for (let rest = bytes.length; ; rest = Math.floor(rest / 128)) {
    length.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    if (rest < 128) break;
  }
  return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), bytes]);
}
