import { printable } from '../../core/printable.ts';
import { rangeSource } from '../../sources/byte-source.ts';
import { walkExtents } from '../extents.ts';
import type { TensorTable } from '../tensor-table.ts';
import type { Input } from './input.ts';
import { ALIGNMENT_MOST } from './structure.ts';

/** Regions between tensors that are emitted for reading as something else (CWE-770). */
const TAIL_PARTS = 64;

/** Checks where the tensors lie: aligned, inside the file, one after another, nothing between or after but padding. */
export function checkCoverage(
  input: Input,
  tensors: TensorTable,
  unsized: ReadonlySet<number>,
  headerEnd: number,
  dataStart: number,
  alignment: number,
): void {
  const { source, notes, context } = input;
  let parts = 0;
  const name = (index: number) => printable(tensors.names[index] ?? '');
  const align = (at: number) => dataStart + Math.ceil((at - dataStart) / alignment) * alignment;
  const tail = (from: number, to: number, title: string) => {
    const length = Math.min(to, source.size) - from;
    if (length <= 0 || parts++ >= TAIL_PARTS) return;
    context.part({ role: 'tail', name: title, source: rangeSource(source, from, length), offset: from });
  };

  checkEach(input, tensors, dataStart, alignment);
  const { end, certain } = walkExtents(tensors, dataStart, unsized, {
    gap(from, to, next) {
      if (to <= align(from) && to - from <= ALIGNMENT_MOST) return;
      const message = () => `${to - from} bytes before the tensor "${name(next)}" belong to no tensor`;
      notes.note('gguf.gap', message, { offset: from, length: to - from });
      tail(from, to, `gap at ${from}`);
    },
    overlap(index, other, at, length) {
      const message = () => `the tensors "${name(index)}" and "${name(other)}" share ${length} bytes`;
      notes.note('gguf.overlap', message, { offset: at, length });
    },
  });
  if (dataStart - headerEnd > ALIGNMENT_MOST) tail(headerEnd, dataStart, 'after the header');
  if (!certain) return;
  // A file without tensors may end with its header, unpadded.
  const last = tensors.names.length === 0 ? headerEnd : end;
  const length = source.size - last;
  if (length <= 0 || (source.size <= align(last) && length <= ALIGNMENT_MOST)) return;
  const message = () => `${length} bytes after the last tensor belong to no tensor`;
  notes.note('gguf.trailing', message, { offset: last, length });
  tail(last, source.size, 'after the last tensor');
}

function checkEach(input: Input, tensors: TensorTable, dataStart: number, alignment: number): void {
  const { source, notes } = input;
  let expected = dataStart;
  let told = false;
  for (let i = 0; i < tensors.begin.length; i++) {
    const begin = tensors.begin[i] ?? 0;
    const end = tensors.end[i] ?? 0;
    const name = () => printable(tensors.names[i] ?? '');
    if ((begin - dataStart) % alignment !== 0) {
      const message = () => `the tensor "${name()}" is not aligned to ${alignment} bytes`;
      notes.note('gguf.unaligned', message, { offset: begin });
    }
    if (end > source.size || begin > source.size) {
      const over = Math.max(begin, end) - source.size;
      const message = () => `the tensor "${name()}" ends ${over} bytes beyond the end of the file`;
      notes.note('gguf.beyond-file', message, { offset: begin, stops: true });
    }
    if (begin < expected && !told) {
      told = true;
      const message = () =>
        `the tensor "${name()}" lies before one that the header lists earlier; llama.cpp refuses that`;
      notes.note('gguf.order', message, { offset: begin });
    }
    expected = begin;
  }
}
