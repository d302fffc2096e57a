import { printable } from '../core/printable.ts';
import { type ByteSource, memorySource, rangeSource } from '../sources/byte-source.ts';
import { startsAsFile, SUSPECT_HEAD } from './embedded.ts';
import type { ReadContext } from './format.ts';
import type { TensorTable } from './tensor-table.ts';

/** Tensors whose first bytes are looked at, where reading them costs nothing, and where each is a request (CWE-834). */
const MOST_LOCAL = 100_000;
const MOST_REMOTE = 2;
/** Parts emitted of one file: random numbers begin like a program once in sixteen thousand (CWE-770). */
const MOST_PARTS = 256;
/** Looked at one after another within one read: short tensors lie side by side. */
const STRETCH = 65_536;
/** Types of one byte, in which a file needs no disguise. */
const OF_BYTES = /^(?:U8|I8|BOOL)$/;

/** Bytes of a tensor that are looked at, enough for the lowest bytes of eight numbers. */
const HEAD = 64;
/** Bytes of numbers whose lowest bytes are put together. */
const MOST_LOW = 16 * 1024 * 1024;
/** Bytes of a number, by type. */
const WIDTHS: Readonly<Record<string, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I16: 2 };

/** Which bytes of each number, from its lowest. */
interface Low {
  readonly width: number;
  readonly count: number;
  readonly reversed: boolean;
}

/**
 * Where the lowest bytes of numbers begin as an archive or a program does: changing these changes what a model says
 * little (EvilModel, arXiv:2107.08590, replaces three of four). Beginnings of two bytes are too common for that.
 */
function lowBytes(head: Uint8Array, type: string): readonly Low[] {
  const width = WIDTHS[type] ?? 0;
  const found: Low[] = [];
  for (let count = 1; count < width; count++) {
    for (const reversed of count === 1 ? [false] : [false, true]) {
      const bytes = taken(head, { width, count, reversed });
      if (bytes.length >= MAGIC && startsAsFile(bytes) && !(bytes[0] === 0x23 || (bytes[0] === 0x4d && bytes[3] !== 0)))
        found.push({ width, count, reversed });
    }
  }
  return found;
}
const MAGIC = 8;

function taken(numbers: Uint8Array, { width, count, reversed }: Low): Uint8Array {
  const out = new Uint8Array(Math.floor(numbers.length / width) * count);
  for (let i = 0; i < out.length; i++) {
    const place = i % count;
    out[i] = numbers[Math.floor(i / count) * width + (reversed ? count - 1 - place : place)] ?? 0;
  }
  return out;
}

/** Hands out the numbers of each tensor that begin as a file does: for whoever can tell whether they are one. */
export async function emitSuspects(tensors: TensorTable, source: ByteSource, context: ReadContext): Promise<void> {
  const remote = source.cost === 'network';
  const looked = remote ? MOST_REMOTE : MOST_LOCAL;
  let [parts, seen] = [0, 0];
  let [base, bytes]: [number, Uint8Array] = [0, new Uint8Array(0)];
  for (let i = 0; i < tensors.begin.length && seen < looked && parts < MOST_PARTS; i++) {
    const begin = tensors.begin[i] ?? 0;
    const end = Math.min(tensors.end[i] ?? 0, source.size);
    if (end - begin < SUSPECT_HEAD || begin < 0) continue;
    if (remote && !OF_BYTES.test(tensors.types[tensors.type[i] ?? 0] ?? '')) continue;
    seen++;
    if (begin < base || Math.min(begin + HEAD, end) > base + bytes.length) {
      base = begin;
      bytes = await source.read(begin, end - begin < STRETCH ? STRETCH : HEAD, context.signal);
    }
    const head = bytes.subarray(begin - base, Math.min(end - base, begin - base + HEAD));
    for (const lowest of remote ? [] : lowBytes(head, tensors.types[tensors.type[i] ?? 0] ?? '')) {
      parts++;
      const name = `lowest bytes of tensor ${printable(tensors.names[i] ?? '', 200)}`;
      const numbers = await source.read(begin, Math.min(end - begin, MOST_LOW), context.signal);
      const inside = memorySource(`${source.id}#${begin} lowest`, taken(numbers, lowest));
      context.part({ role: 'storage', name, source: inside, offset: begin });
    }
    if (!startsAsFile(head.subarray(0, SUSPECT_HEAD))) continue;
    parts++;
    const name = `tensor ${printable(tensors.names[i] ?? '', 200)}`;
    context.part({ role: 'storage', name, source: rangeSource(source, begin, end - begin), offset: begin });
  }
}
