import { crc32, deflateRawSync } from 'node:zlib';

/** What a header says, for a test that wants it to lie. */
interface HeaderLies {
  readonly name?: string | Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly compressedSize?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
}

export interface WrittenMember {
  readonly name: string | Uint8Array;
  readonly data: Uint8Array;
  /** How it is really written: 0 (the default) stored, 8 deflated. */
  readonly method?: 0 | 8;
  /** The bytes to write in place of the data as the method would make them. */
  readonly raw?: Uint8Array;
  readonly flags?: number;
  /** Leaves sizes and checksum to a descriptor after the data, as torch does; `unsigned` omits its signature. */
  readonly descriptor?: 'signed' | 'unsigned' | 'wrong';
  /** Pads the local header's extra field so that the data begins at a multiple of this, as torch does. */
  readonly align?: number;
  /** Bytes before the local header that belong to nothing. */
  readonly gap?: Uint8Array;
  readonly local?: HeaderLies;
  /** `null` hides the member from the central directory. */
  readonly central?:
    | (HeaderLies & {
        readonly offset?: number;
        readonly disk?: number;
        readonly attributes?: number;
        readonly comment?: Uint8Array;
      })
    | null;
  /** Leaves out the local header and the data: the directory alone names it. */
  readonly absent?: boolean;
}

export interface WrittenZip {
  readonly members: readonly WrittenMember[];
  readonly prefix?: Uint8Array;
  /** Whether offsets count from the file's start (as after `zip -A`) or from the archive's. */
  readonly prefixCounted?: boolean;
  readonly beforeDirectory?: Uint8Array;
  readonly afterDirectory?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly zip64?:
    | boolean
    | { readonly entries?: number; readonly size?: number; readonly offset?: number; readonly locator?: number };
  readonly end?: {
    readonly entries?: number;
    readonly size?: number;
    readonly offset?: number;
    readonly disk?: number;
    readonly commentLength?: number;
  };
}

const NONE = new Uint8Array(0);

/** Writes an archive, truthful but for what it is told to lie about (APPNOTE.TXT 4.3). */
export function writeZip(zip: WrittenZip): Uint8Array {
  const parts: Uint8Array[] = [zip.prefix ?? NONE];
  const position = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const shift = zip.prefixCounted === true ? 0 : (zip.prefix?.length ?? 0);
  const records: Uint8Array[] = [];
  for (const member of zip.members) {
    parts.push(member.gap ?? NONE);
    const offset = position() - shift;
    const raw = member.raw ?? (member.method === 8 ? deflateRawSync(member.data) : member.data);
    const truth = {
      name: member.name,
      flags: (member.flags ?? 0) | (member.descriptor === undefined ? 0 : 8),
      method: member.method ?? 0,
      crc: crc32(member.data),
      compressedSize: raw.length,
      size: member.data.length,
      extra: NONE,
    };
    if (member.absent !== true) {
      const left = member.descriptor === undefined ? {} : { crc: 0, compressedSize: 0, size: 0 };
      const said = { ...truth, ...left, ...member.local };
      const extra =
        member.align === undefined
          ? said.extra
          : padding(offset + shift + 30 + bytesOf(said.name).length, member.align);
      parts.push(localHeader({ ...said, extra }), raw, descriptorOf(member, truth));
    }
    if (member.central !== null)
      records.push(centralHeader({ ...truth, offset, disk: 0, attributes: 0, comment: NONE, ...member.central }));
  }
  parts.push(zip.beforeDirectory ?? NONE);
  const start = position() - shift;
  const length = records.reduce((sum, record) => sum + record.length, 0);
  parts.push(...records, zip.afterDirectory ?? NONE);
  const truth = { entries: records.length, size: length, offset: start };
  if (zip.zip64 !== undefined && zip.zip64 !== false)
    parts.push(end64(truth, zip.zip64 === true ? {} : zip.zip64, position() - shift));
  parts.push(
    endRecord({ ...truth, disk: 0, commentLength: zip.comment?.length ?? 0, ...zip.end }),
    zip.comment ?? NONE,
    zip.suffix ?? NONE,
  );
  return Uint8Array.from(Buffer.concat(parts));
}

type Said = Required<HeaderLies>;

function localHeader(said: Said): Uint8Array {
  const name = bytesOf(said.name);
  const fixed = numbers(
    [4, 0x04034b50],
    [2, 20],
    [2, said.flags],
    [2, said.method],
    [4, 0],
    [4, said.crc],
    [4, said.compressedSize],
    [4, said.size],
    [2, name.length],
    [2, said.extra.length],
  );
  return Buffer.concat([fixed, name, said.extra]);
}

function centralHeader(
  said: Said & { offset: number; disk: number; attributes: number; comment: Uint8Array },
): Uint8Array {
  const name = bytesOf(said.name);
  const fixed = numbers(
    [4, 0x02014b50],
    [2, 0x031e],
    [2, 20],
    [2, said.flags],
    [2, said.method],
    [4, 0],
    [4, said.crc],
    [4, said.compressedSize],
    [4, said.size],
    [2, name.length],
    [2, said.extra.length],
    [2, said.comment.length],
    [2, said.disk],
    [2, 0],
    [4, said.attributes],
    [4, said.offset],
  );
  return Buffer.concat([fixed, name, said.extra, said.comment]);
}

function descriptorOf(member: WrittenMember, truth: { crc: number; compressedSize: number; size: number }): Uint8Array {
  if (member.descriptor === undefined) return NONE;
  const crc = member.descriptor === 'wrong' ? truth.crc ^ 1 : truth.crc;
  const fields = numbers([4, crc], [4, truth.compressedSize], [4, truth.size]);
  return member.descriptor === 'unsigned' ? fields : Buffer.concat([numbers([4, 0x08074b50]), fields]);
}

function end64(
  truth: { entries: number; size: number; offset: number },
  lies: Partial<typeof truth & { locator: number }>,
  at: number,
): Uint8Array {
  const said = { ...truth, locator: at, ...lies };
  return numbers(
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, said.entries],
    [8, said.entries],
    [8, said.size],
    [8, said.offset],
    [4, 0x07064b50],
    [4, 0],
    [8, said.locator],
    [4, 1],
  );
}

function endRecord(said: {
  entries: number;
  size: number;
  offset: number;
  disk: number;
  commentLength: number;
}): Uint8Array {
  return numbers(
    [4, 0x06054b50],
    [2, said.disk],
    [2, said.disk],
    [2, said.entries],
    [2, said.entries],
    [4, said.size],
    [4, said.offset],
    [2, said.commentLength],
  );
}

/** An extra field of torch's own kind, 'FB', long enough that what follows is aligned. */
function padding(at: number, align: number): Uint8Array {
  const length = (align - ((at + 4) % align)) % align;
  return Buffer.concat([numbers([2, 0x4246], [2, length]), Buffer.alloc(length, 'Z')]);
}

function bytesOf(name: string | Uint8Array): Uint8Array {
  return typeof name === 'string' ? Buffer.from(name) : name;
}

/** Little-endian numbers, each as [bytes, value]. */
export function numbers(...fields: readonly (readonly [2 | 4 | 8, number])[]): Uint8Array {
  const out = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) out.writeUInt16LE(value & 0xffff, at);
    else if (width === 4) out.writeUInt32LE(value >>> 0, at);
    else out.writeBigUInt64LE(BigInt(value), at);
    at += width;
  }
  return out;
}

/** `x = torch.zeros(2)` and a dictionary around it, as far as the names go: pickle, storages and records of `torch.save`. */
export function torchMembers(pickle: Uint8Array, storages = 2): WrittenMember[] {
  return [
    torchMember('data.pkl', pickle),
    torchMember('byteorder', Buffer.from('little')),
    ...Array.from({ length: storages }, (_, i) => torchMember(`data/${i}`, new Uint8Array(64).fill(i + 1))),
    torchMember('version', Buffer.from('3\n')),
    torchMember('.data/serialization_id', Buffer.from('0123456789012345678901234567890123456789')),
  ];
}

/** A member as torch writes it. */
export function torchMember(name: string, data: Uint8Array): WrittenMember {
  return { name: `archive/${name}`, data, flags: 0x800, descriptor: 'signed', align: 64 };
}

/** A harmless pickle, `{'a': 1}` in protocol 2. */
export const HARMLESS: Uint8Array = Uint8Array.from(Buffer.from('80027d710058010000006171014b01732e', 'hex'));
