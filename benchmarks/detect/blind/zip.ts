import { bin, crc32, deflate, pad, type Part, u16, u32, zeros } from './bytes.ts';

/** What one of the two headers says when it should not say the truth. */
export interface Header {
  readonly name?: Part;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly csize?: number;
  readonly usize?: number;
  readonly extra?: Uint8Array;
}

export interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflated?: boolean;
  /** Write sizes after the data, as streaming writers do. */
  readonly descriptor?: boolean;
  readonly local?: Header;
  readonly central?: Header;
  readonly both?: Header;
  /** Raw bytes put before the local header. */
  readonly gap?: Uint8Array;
  /** Raw bytes put between the data and whatever follows. */
  readonly after?: Uint8Array;
  readonly align?: number;
  readonly noLocal?: boolean;
  readonly noCentral?: boolean;
  /** Central header points at the local header of the entry with this index. */
  readonly pointsTo?: number;
  readonly mode?: number;
  readonly comment?: string;
  readonly offset?: number;
}

export interface ZipOptions {
  readonly prefix?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly comment?: Uint8Array;
  /** Offsets count from the beginning of the file (true) or of the archive. */
  readonly absolute?: boolean;
  readonly count?: number;
  readonly beforeCentral?: Uint8Array;
  readonly zip64?: boolean;
  readonly eocd?: { readonly count?: number; readonly size?: number; readonly offset?: number };
  /** Order of the central headers, by entry index. */
  readonly order?: readonly number[];
}

function local(entry: Entry, packed: Uint8Array, at: number): Uint8Array {
  const say = { ...entry.both, ...entry.local };
  const name = bin(say.name ?? entry.name);
  const late = entry.descriptor === true;
  let extra = say.extra ?? zeros(0);
  if (entry.align !== undefined) {
    const lead = at + 30 + name.length + extra.length + 4;
    const fillers = pad(lead, entry.align);
    extra = bin(extra, 'FB', u16(fillers.length), fillers);
  }
  return bin(
    [u32(0x04034b50), u16(20), u16(say.flags ?? (late ? 8 : 0)), u16(say.method ?? (entry.deflated ? 8 : 0))],
    [u16(0), u16(0x21), u32(say.crc ?? (late ? 0 : crc32(entry.data)))],
    [u32(say.csize ?? (late ? 0 : packed.length)), u32(say.usize ?? (late ? 0 : entry.data.length))],
    [u16(name.length), u16(extra.length), name, extra, packed],
    late ? [u32(0x08074b50), u32(crc32(entry.data)), u32(packed.length), u32(entry.data.length)] : '',
  );
}

function central(entry: Entry, packed: Uint8Array, offset: number): Uint8Array {
  const say = { ...entry.both, ...entry.central };
  const name = bin(say.name ?? entry.name);
  const extra = say.extra ?? zeros(0);
  const comment = bin(entry.comment ?? '');
  return bin(
    [u32(0x02014b50), u16(entry.mode === undefined ? 20 : 0x0314), u16(20)],
    [u16(say.flags ?? (entry.descriptor ? 8 : 0)), u16(say.method ?? (entry.deflated ? 8 : 0)), u16(0), u16(0x21)],
    [u32(say.crc ?? crc32(entry.data)), u32(say.csize ?? packed.length), u32(say.usize ?? entry.data.length)],
    [u16(name.length), u16(extra.length), u16(comment.length), u16(0), u16(0)],
    [u32(((entry.mode ?? 0) << 16) >>> 0), u32(entry.offset ?? offset), name, extra, comment],
  );
}

/** Central directory and end record alone, for archives with several of them. */
export function directory(headers: readonly Uint8Array[], offset: number, options: ZipOptions = {}): Uint8Array {
  const all = bin(...headers);
  const count = options.eocd?.count ?? headers.length;
  const size = options.eocd?.size ?? all.length;
  const at = options.eocd?.offset ?? offset;
  const comment = options.comment ?? zeros(0);
  const big = options.zip64
    ? bin(
        [u32(0x06064b50), u32(44), u32(0), u16(45), u16(45), u32(0), u32(0)],
        [u32(count), u32(0), u32(count), u32(0), u32(size), u32(0), u32(at), u32(0)],
        [u32(0x07064b50), u32(0), u32(offset + all.length), u32(0), u32(1)],
      )
    : '';
  return bin(
    [options.beforeCentral ?? '', all, big, u32(0x06054b50), u16(0), u16(0), u16(count & 0xffff), u16(count & 0xffff)],
    [u32(size), u32(at), u16(comment.length), comment],
  );
}

export function zip(entries: readonly Entry[], options: ZipOptions = {}): Uint8Array {
  const prefix = options.prefix ?? zeros(0);
  const base = options.absolute === false ? 0 : prefix.length;
  const chunks: Uint8Array[] = [];
  const offsets: number[] = [];
  let at = base;
  const packed = entries.map((entry) => (entry.deflated ? deflate(entry.data) : entry.data));
  entries.forEach((entry, i) => {
    const gap = entry.gap ?? zeros(0);
    offsets.push(at + gap.length);
    if (entry.noLocal) return;
    const piece = bin(gap, local(entry, packed[i] ?? zeros(0), at + gap.length), entry.after ?? '');
    chunks.push(piece);
    at += piece.length;
  });
  const order = options.order ?? entries.map((_, i) => i);
  const headers: Uint8Array[] = [];
  for (const i of order) {
    const entry = entries[i];
    if (entry === undefined || entry.noCentral) continue;
    headers.push(central(entry, packed[i] ?? zeros(0), offsets[entry.pointsTo ?? i] ?? 0));
  }
  const start = at + (options.beforeCentral?.length ?? 0);
  return bin(prefix, ...chunks, directory(headers, start, options), options.suffix ?? '');
}
