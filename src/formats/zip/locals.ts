import type { ByteSource } from '../../sources/byte-source.ts';
import { compressedSizeOf, type Entry, LEAD } from './entry.ts';
import { u32, u64 } from '../../codecs/little-endian.ts';
import { DESCRIPTOR, DESCRIPTOR_LENGTH, FLAG, LOCAL, LOCAL_LENGTH, localLength, readLocal } from './records.ts';

const BATCH = 1024;
const AT_ONCE = 64;
const MOST_IN_ONE_READ = 256 * 1024;
/** Headers this near are read together: a read costs more than the bytes between. */
const NEAR = { memory: 0, disk: 4096, network: 65_536 } as const;
/** Torch pads a local header's extra field to align the data to 64 bytes. */
const PADDING = 96;

interface Stretch {
  readonly at: number;
  length: number;
  bytes: Uint8Array;
}

/** What follows a member's data, where its flags announce a descriptor (APPNOTE.TXT 4.3.9). */
export interface Descriptor {
  readonly length: number;
  /** False where none of the four layouts in use agrees with the directory. */
  readonly agrees: boolean;
}

/**
 * Reads the local header of each listed entry, and the descriptor after its data: small positional reads, many at once,
 * neighbours together; never the data. `entries` are in file order; each gets its `local` and its `end`.
 */
export async function readLocals(
  source: ByteSource,
  entries: readonly Entry[],
  signal: AbortSignal | undefined,
  descriptor: (entry: Entry, found: Descriptor) => void,
): Promise<void> {
  for (let from = 0; from < entries.length; from += BATCH) {
    signal?.throwIfAborted();
    const batch = entries.slice(from, from + BATCH);
    const stretches = plan(source, entries.slice(from, from + BATCH + 1));
    await inParallel(stretches, async (stretch) => {
      stretch.bytes = await source.read(stretch.at, stretch.length, signal);
    });
    const view = new Stretches(source, stretches, signal);
    await inParallel(batch, async (entry) => {
      await attachLocal(view, entry);
      if (entry.local !== undefined && (entry.local.flags & FLAG.descriptor) !== 0) {
        const found = await readDescriptor(view, entry);
        entry.end += found.length;
        descriptor(entry, found);
      }
    });
  }
}

/** The stretches that hold the headers, each with the descriptor that may end right before it. */
function plan(source: ByteSource, entries: readonly Entry[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { offset, central } of entries) {
    if (offset < 0 || offset + LOCAL_LENGTH > source.size) continue;
    const at = Math.max(0, offset - DESCRIPTOR_LENGTH);
    const end = Math.min(
      source.size,
      offset + LOCAL_LENGTH + (central?.nameLength ?? 0) + (central?.extraLength ?? 0) + PADDING,
    );
    const last = stretches.at(-1);
    if (last !== undefined && at <= last.at + last.length + NEAR[source.cost] && end - last.at <= MOST_IN_ONE_READ) {
      last.length = Math.max(last.length, end - last.at);
    } else stretches.push({ at, length: end - at, bytes: new Uint8Array(0) });
  }
  return stretches;
}

class Stretches {
  readonly source: ByteSource;
  private readonly stretches: readonly Stretch[];
  private readonly signal: AbortSignal | undefined;

  constructor(source: ByteSource, stretches: readonly Stretch[], signal: AbortSignal | undefined) {
    this.source = source;
    this.stretches = stretches;
    this.signal = signal;
  }

  /** `length` bytes from `at`: from what was read already, or by a read of their own. */
  async view(at: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.source.size - at));
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stretches[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const stretch = this.stretches[low - 1];
    if (stretch !== undefined && at + wanted <= stretch.at + stretch.bytes.length) {
      return stretch.bytes.subarray(at - stretch.at, at - stretch.at + wanted);
    }
    return this.source.read(at, wanted, this.signal);
  }
}

async function attachLocal(view: Stretches, entry: Entry): Promise<void> {
  if (entry.offset < 0 || entry.offset + LOCAL_LENGTH > view.source.size) return;
  const fixed = await view.view(entry.offset, LOCAL_LENGTH);
  if (u32(fixed, 0) !== LOCAL) return;
  const whole = await view.view(entry.offset, localLength(fixed, 0));
  if (whole.length < localLength(fixed, 0)) return;
  entry.local = readLocal(whole, 0, entry.offset);
  entry.end = entry.local.dataOffset + compressedSizeOf(entry);
  entry.lead = (await view.view(entry.local.dataOffset, LEAD)).slice();
}

async function readDescriptor(view: Stretches, entry: Entry): Promise<Descriptor> {
  if (entry.end >= view.source.size) return { length: 0, agrees: false };
  const bytes = await view.view(entry.end, DESCRIPTOR_LENGTH);
  const expected = {
    crc: entry.central?.crc ?? 0,
    compressedSize: compressedSizeOf(entry),
    size: entry.central?.size ?? 0,
  };
  const length = descriptorLength(bytes, expected);
  if (length !== undefined) return { length, agrees: true };
  return {
    length: u32(bytes, 0) === DESCRIPTOR ? (expected.compressedSize > 0xffff_ffff ? 24 : 16) : 0,
    agrees: false,
  };
}

/** Bytes of the descriptor, with or without signature and with 32- or 64-bit sizes; undefined where none agrees. */
export function descriptorLength(
  bytes: Uint8Array,
  expected: { crc?: number; compressedSize: number; size?: number },
): number | undefined {
  for (const signed of [4, 0]) {
    if (signed === 4 && u32(bytes, 0) !== DESCRIPTOR) continue;
    if (expected.crc !== undefined && u32(bytes, signed) !== expected.crc) continue;
    for (const width of [8, 4]) {
      if (bytes.length < signed + 4 + 2 * width) continue;
      const read = width === 8 ? u64 : u32;
      const agrees = (at: number, value: number | undefined): boolean =>
        value === undefined || read(bytes, at) === value;
      if (agrees(signed + 4, expected.compressedSize) && agrees(signed + 4 + width, expected.size))
        return signed + 4 + 2 * width;
    }
  }
  return undefined;
}

async function inParallel<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
}
