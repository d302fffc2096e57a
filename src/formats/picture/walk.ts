import { u16, u32 } from '../../codecs/little-endian.ts';
import type { WindowCursor } from '../window-cursor.ts';
import type { Aside, PictureKind } from './structure.ts';

/** Where a picture keeps what no viewer draws, and where it ends; `end` is absent where it breaks off. */
export interface Walked {
  readonly asides: Aside[];
  end?: number;
}

/** Chunks or segments of one picture that are looked at; beyond them it is left alone (CWE-834). */
const MOST_STEPS = 100_000;

export async function walkPicture(kind: PictureKind, cursor: WindowCursor): Promise<Walked> {
  const walked: Walked = { asides: [] };
  for (let step = 0; step < MOST_STEPS && walked.end === undefined && cursor.left > 0; step++)
    if (!(await WALK[kind](cursor, walked))) break;
  return walked;
}

/** Chunks of PNG that hold no text and no data of other programs. https://www.w3.org/TR/png-3/#11Chunks */
const DRAWN = /^(?:IHDR|PLTE|IDAT|tRNS|cHRM|gAMA|sBIT|sRGB|cICP|mDCv|cLLi|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT|tIME)$/;

const WALK: Readonly<Record<PictureKind, (cursor: WindowCursor, walked: Walked) => Promise<boolean>>> = {
  async png(cursor, walked) {
    if (cursor.at === 0) cursor.skip(8);
    const head = await take(cursor, 8);
    if (head === undefined) return false;
    const length = u32(head.toReversed(), 4) >>> 0;
    const type = Buffer.from(head.subarray(4)).toString('latin1');
    if (length > cursor.left) return false;
    // The keyword of a text, and of a compressed one the method, come first.
    const from = cursor.at;
    if (!DRAWN.test(type) && type !== 'IEND') await aside(cursor, walked, type, from, length);
    cursor.skip(Math.min(from + length + 4 - cursor.at, cursor.left));
    if (type === 'IEND') walked.end = cursor.at;
    return true;
  },
  async jpeg(cursor, walked) {
    if (cursor.at === 0) cursor.skip(2);
    const head = await take(cursor, 2);
    if (head?.[0] !== 0xff) return false;
    const marker = head[1] ?? 0;
    if (marker === 0xd9) walked.end = cursor.at;
    if (marker === 0xd9 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) return true;
    const size = await take(cursor, 2);
    if (size === undefined) return false;
    const length = u16(size.toReversed(), 0) - 2;
    if (length < 0 || length > cursor.left) return false;
    if (marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee && marker !== 0xe2))
      walked.asides.push({ name: marker === 0xfe ? 'comment' : `APP${marker - 0xe0}`, offset: cursor.at, length });
    cursor.skip(length);
    return marker === 0xda ? await pastScan(cursor) : true;
  },
  async gif(cursor, walked) {
    if (cursor.at === 0) {
      const head = await take(cursor, 13);
      if (head === undefined) return false;
      const flags = head[10] ?? 0;
      const table = (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
      if (table > cursor.left) return false;
      cursor.skip(table);
    }
    const first = (await take(cursor, 1))?.[0];
    if (first === 0x3b) walked.end = cursor.at;
    if (first === 0x21) {
      const label = (await take(cursor, 1))?.[0] ?? 0;
      const from = cursor.at;
      if (!(await pastBlocks(cursor))) return false;
      if (label === 0xfe || label === 0xff)
        walked.asides.push({
          name: label === 0xfe ? 'comment' : 'application',
          offset: from + 1,
          length: cursor.at - from - 2,
        });
      return true;
    }
    if (first !== 0x2c) return first === 0x3b;
    const image = await take(cursor, 9);
    const table = ((image?.[8] ?? 0) & 0x80) === 0 ? 0 : 3 * 2 ** (((image?.[8] ?? 0) & 7) + 1);
    if (image === undefined || table + 1 > cursor.left) return false;
    cursor.skip(table + 1);
    return pastBlocks(cursor);
  },
  async webp(cursor, walked) {
    if (cursor.at === 0) {
      const head = await take(cursor, 12);
      if (head === undefined) return false;
    }
    const head = await take(cursor, 8);
    if (head === undefined) return false;
    const type = Buffer.from(head.subarray(0, 4)).toString('latin1');
    const length = u32(head, 4);
    if (length > cursor.left) return false;
    if (!/^(?:VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/.test(type))
      walked.asides.push({ name: type.trim(), offset: cursor.at, length });
    cursor.skip(Math.min(length + (length & 1), cursor.left));
    return true;
  },
};

async function take(cursor: WindowCursor, count: number): Promise<Uint8Array | undefined> {
  if (cursor.left < count) return undefined;
  await cursor.need(count);
  return cursor.taken(count);
}

/** Of text chunks what follows the keyword. */
async function aside(cursor: WindowCursor, walked: Walked, type: string, from: number, length: number): Promise<void> {
  if (!/^(?:tEXt|zTXt|iTXt)$/.test(type)) {
    if (length > 0) walked.asides.push({ name: `${type} chunk`, offset: from, length });
    return;
  }
  const head = (await take(cursor, Math.min(length, 256))) ?? new Uint8Array(0);
  const keyword = head.indexOf(0);
  const packed = type === 'zTXt' || (type === 'iTXt' && head[keyword + 1] === 1);
  const skip = keyword < 0 ? 0 : keyword + (type === 'tEXt' ? 1 : type === 'zTXt' ? 2 : languageEnd(head, keyword + 3));
  walked.asides.push({
    name: `${type} chunk`,
    offset: from + skip,
    length: Math.max(0, length - skip),
    ...(packed ? { packed: 'zlib' as const } : {}),
  });
}

/** International text: a language and a translated keyword, each with a zero at its end; relative to the keyword. */
function languageEnd(head: Uint8Array, from: number): number {
  const language = head.indexOf(0, from);
  const translated = language < 0 ? -1 : head.indexOf(0, language + 1);
  return translated < 0 ? 3 : translated + 1 - (from - 3);
}

const STRETCH = 65_536;

/** To the next marker behind the coded data of a JPEG. */
async function pastScan(cursor: WindowCursor): Promise<boolean> {
  while (cursor.left >= 2) {
    const length = Math.min(STRETCH, cursor.left);
    await cursor.need(length);
    const bytes = cursor.taken(length);
    for (let i = bytes.indexOf(0xff); i >= 0 && i + 1 < length; i = bytes.indexOf(0xff, i + 1)) {
      const next = bytes[i + 1] ?? 0;
      if (next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)) continue;
      cursor.skip(i - length);
      return true;
    }
    if (bytes[length - 1] === 0xff && cursor.left > 0) cursor.skip(-1);
  }
  return false;
}

/** GIF's blocks of up to 255 bytes, until an empty one. */
async function pastBlocks(cursor: WindowCursor): Promise<boolean> {
  for (;;) {
    const size = (await take(cursor, 1))?.[0];
    if (size === undefined || size > cursor.left) return false;
    if (size === 0) return true;
    cursor.skip(size);
  }
}
