import { crc32, deflateRawSync } from 'node:zlib';

/** What py7zr writes of two small files (a text and a pickle) by each method, with its packed header. */
export const WRITTEN: Readonly<Record<string, string>> = {
  lzma2:
    'N3q8ryccAATEAHOWlQAAAAAAAAAUAAAAAAAAAB54lHPgACEAHV0ANBlJ7o3pT36l9vDOxYQ51I9NQ662hdpTqCP3cAAA4AB0AGhdAACBMweuD9BaW3yfP0dBBXvuHQxKzrslsIG3i91fHepGHoesIGDMQ0vjL2XRzW4dxH17igAqwsZkyWzuJVOhhKG5TGWETp+4l3h5yv62a/P2Co1RmiTXJ8uyIB30Ep7+llB5ifbzAAAAABcGJQEJcAAHCwEAASEhARgMdQAA',
  lzma: 'N3q8ryccAAReS4QAlwAAAAAAAAAUAAAAAAAAAJxYjv4ANBlJ7o3pT36l9vDOxYQ51I9NQ662hdpTqDANDwj/+4cgAOAAeABsXQAAgTMHrg/QPBb8nz9HQWKyFbs93o3t94WRp+B1RaLSFqWHG01dIFaVRVeagpXDh5x9hVmePKzcHkYNxD/CgPr3rLB/TTA9ZLsuc7NdCGKYcC3q4qJsVX2WLB39l79BztZFQt1dSMY9PuAAAAAAFwYjAQl0AAcLAQABISEBGAx5AAA=',
  bcj: 'N3q8ryccAATXDrghmwAAAAAAAAAUAAAAAAAAAFT9fV/gACEAHV0ANBlJ7o3pT36l9vDOxYQ51I9NQ662hdpTqCP3cAAA4AB8AG5dAACBMweuD9BaW3yfORCcbftpaL7VwDMDfBp2zNMUiodWe6NA4LeQUoiktLWHgp+lxOijdiMnLhAxwrs0HqC9VoY2AUnLTPuQnweqh4SUe9DayR1u+idsnij8G6KjdNfBJw9NlFP0KPq7JG8LAAAAABcGJQEJdgAHCwEAASEhARgMfQAA',
  delta:
    'N3q8ryccAAQID/j4ngAAAAAAAAAUAAAAAAAAAL8y1qzgACEAIF0AND884AAhlOjI0/nj7KprEpZm7clJKknBpV5BWV1fxgAA4AB8AG5dAACBMweuD9CHwjyfORCcbOpVPC0nji9R4RSbK36St4BG6nsqkk9nUSOfZIO4N7P204twMgcCp8G7HAxFpou7ccK/pG/LQDd7G01YIGvz1WMLmPdi6Hn7i19Y07AJouGB2dhfOeR7wk2Km9VgAAAAABcGKAEJdgAHCwEAASEhARgMfQAA',
  bzip2:
    'N3q8ryccAARP4funtQAAAAAAAAAUAAAAAAAAAP4xM25CWmg5MUFZJlNZRtFlJQAACNfAcABAAQAIAEAiRKgCQAAgACGiB6hpmoUwAE0d/ObFSKJEtECWoMltR8XckU4UJBG0WUlA4AB0AGddAACBMweuD9JAZ31AwJDO5ct29juh9JEIHTkqxqUSzsqselgUTwIGilg5spGrqLwyP4IxbDqm9b4bzhCkRFo2/ftBrBWDY8inTR8+HhNIJ8XjZiB1YwMszo+IlgO7wQEBmxqzICmrAAAAFwZGAQlvAAcLAQABISEBGAx1AAA=',
  zstd: 'N3q8ryccAAQavgFLnQAAAAAAAAAUAAAAAAAAAN77AAwotS/9AFjtAAC4aGVsbG8ggAJ9cQBYAQAAAGFxAUsBcy4BADFKEeAAfABvXQAAgTMHrg/QaX28nz9HQYpMwIFkuUO+K1guWIxnWr+KSiE2Ch/jokFgkfLyLBMheH45c7DcCZzdCXzTZkbus/gGEtzM1SLaAMWZO6Cg7haB2K7AGbd1EtvTYxP7G0iiWKmoFnC8TB7zG9SoHVppAAAAFwYmAQl3AAcLAQABISEBGAx9AAA=',
  ppmd: 'N3q8ryccAARosPW1XAAAAAAAAAAUAAAAAAAAAITFAK8AaALmiW4A4ABQAE1dAACBMweuD84lflFCynNKh8UwBiyBoK64K8k27ql4T2kvR8YeJ/zfqI4VfU5OLMdfaRrdG/P9XhFFrsxZGpF73Q8yHU1ciYJBz8ZcQcQAABcGBwEJVQAHCwEAASEhARgMUQAA',
  aes: 'N3q8ryccAARFmI7BeQAAAAAAAAAUAAAAAAAAAIHWvcoWjYoGmR3iG51B6OpOdZ1HAQBkAQQGAAEJEAoBMHifWAAHCwEAAiQG8QcBElMPSkdcGuP/Bfo0his7CWOlliEhARgBAAwGAgAICgGsKpPYAAAFARENAGEALgB0AHgAdAAAABQKAQCgv8HKwXvdARUGAQAggICBAAAAFwYQAQlpAAcLAQABISEBGAxlAAA=',
  'aes-header':
    'N3q8ryccAATjoNcEgAAAAAAAAAAoAAAAAAAAAOIrYt47n8hLH//jTCwzZw5CUkQ9mRdFGgiKbEl18v43HgycHHX2I+V8gvjqHkzQ9uSerX2WNkC0//XYJiyyRAymihgF4cvu2y48yjDYtLrkAy+mA/PVM/D0ls+x1z8nUKOVF3Z29JAC3KQL8O7T90bYaKfpT+1Aq/J6bzrEMclcrD3ZzxcGEAEJcAAHCwEAASQG8QcBElMPagSN2oWhzk6/owUrISn4WAxlAAA=',
};

interface WrittenMember {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** A Unix mode, e.g. of a link. */
  readonly mode?: number;
}

interface WrittenArchive {
  readonly members: readonly WrittenMember[];
  readonly method?: 'copy' | 'deflate';
  /** Bytes of the packed stream in place of the real ones. */
  readonly packed?: Uint8Array;
  /** Bytes that the header claims to come out. */
  readonly size?: number;
  readonly tail?: Uint8Array | string;
  readonly gap?: Uint8Array | string;
  /** The method's identifier, in hexadecimal, where it is to be another. */
  readonly id?: string;
}

/** Writes a solid archive with a plain header (7zFormat.txt), truthful but for what it is told to lie about. */
export function writeSevenZip(archive: WrittenArchive): Uint8Array {
  const { members, method = 'copy', gap = '', tail = '' } = archive;
  const contents = members.map(({ data }) => Buffer.from(data));
  const whole = Buffer.concat(contents);
  const packed = archive.packed ?? (method === 'copy' ? whole : deflateRawSync(whole));
  const id = Buffer.from(archive.id ?? (method === 'copy' ? '00' : '040108'), 'hex');
  const size = archive.size ?? whole.length;
  const header = Buffer.concat([
    Uint8Array.of(1, 4, 6),
    number(0),
    Uint8Array.of(1, 9),
    number(packed.length),
    Uint8Array.of(0, 7, 11, 1, 0, 1, id.length),
    id,
    Uint8Array.of(12),
    number(size),
    Uint8Array.of(0, 8, 13),
    number(members.length),
    ...(members.length > 1 ? [Uint8Array.of(9), ...contents.slice(0, -1).map(({ length }) => number(length))] : []),
    Uint8Array.of(10, 1),
    ...contents.map((content) => u32(crc32(content))),
    Uint8Array.of(0, 0, 5),
    number(members.length),
    property(17, [Uint8Array.of(0), ...members.map(({ name }) => Buffer.from(`${name}\0`, 'utf16le'))]),
    property(21, [Uint8Array.of(1, 0), ...members.map(({ mode = 0o100644 }) => u32(mode * 65_536 + 0x8000))]),
    Uint8Array.of(0, 0),
  ]);
  const gapBytes = Buffer.from(gap);
  const start = Buffer.alloc(20);
  start.writeBigUInt64LE(BigInt(packed.length + gapBytes.length), 0);
  start.writeBigUInt64LE(BigInt(header.length), 8);
  start.writeUInt32LE(crc32(header), 16);
  const magic = Buffer.from('377abcaf271c0004', 'hex');
  return Uint8Array.from(Buffer.concat([magic, u32(crc32(start)), start, packed, gapBytes, header, Buffer.from(tail)]));
}

function property(id: number, parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(id), number(content.length), content]);
}

/** In nine bytes, which every reader takes. */
function number(value: number): Uint8Array {
  const out = Buffer.alloc(9, 0xff);
  out.writeBigUInt64LE(BigInt(value), 1);
  return out;
}

function u32(value: number): Uint8Array {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value >>> 0);
  return out;
}
