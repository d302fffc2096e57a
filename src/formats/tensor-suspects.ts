import { printable } from '../core/printable.ts';
import { type ByteSource, rangeSource } from '../sources/byte-source.ts';
import { startsAsFile, SUSPECT_HEAD } from './embedded.ts';
import type { ReadContext } from './format.ts';
import type { TensorTable } from './tensor-table.ts';

/** Tensors whose first bytes are looked at, where reading them costs nothing, and where each is a request (CWE-834). */
const MOST_LOCAL = 100_000;
const MOST_REMOTE = 16;
/** Parts emitted of one file: random numbers begin like a program once in sixteen thousand (CWE-770). */
const MOST_PARTS = 256;
/** Looked at one after another within one read: short tensors lie side by side. */
const STRETCH = 65_536;
/** Types of one byte, in which a file needs no disguise. */
const OF_BYTES = /^(?:U8|I8|BOOL)$/;

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
    if (begin < base || begin + SUSPECT_HEAD > base + bytes.length) {
      base = begin;
      bytes = await source.read(begin, end - begin < STRETCH ? STRETCH : SUSPECT_HEAD, context.signal);
    }
    if (!startsAsFile(bytes.subarray(begin - base, begin - base + SUSPECT_HEAD))) continue;
    parts++;
    const name = `tensor ${printable(tensors.names[i] ?? '', 200)}`;
    context.part({ role: 'storage', name, source: rangeSource(source, begin, end - begin), offset: begin });
  }
}
