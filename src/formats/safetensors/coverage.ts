import { printable } from '../../core/printable.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { walkExtents } from '../extents.ts';
import type { ReadContext } from '../format.ts';
import type { Notes } from '../notes.ts';
import type { TensorTable } from '../tensor-table.ts';
import type { Header } from './header.ts';

/** Regions between tensors that are emitted for reading as something else (CWE-770). */
const TAIL_PARTS = 64;
const NONE: ReadonlySet<number> = new Set();

/**
 * The byte buffer must be indexed wholly, without holes, and end with the file (format README: "to prevent the
 * creation of polyglot files").
 */
export function checkCoverage(
  tensors: TensorTable,
  header: Header,
  source: ByteSource,
  dataStart: number,
  context: ReadContext,
  notes: Notes,
): void {
  let parts = 0;
  const name = (index: number) => printable(tensors.names[index] ?? '');
  const tail = (from: number, to: number, title: string) => {
    const length = Math.min(to, source.size) - from;
    if (length <= 0 || parts++ >= TAIL_PARTS) return;
    context.part({ role: 'tail', name: title, source: rangeSource(source, from, length), offset: from });
  };

  for (let i = 0; i < tensors.end.length; i++) {
    const over = (tensors.end[i] ?? 0) - source.size;
    if (over <= 0) continue;
    const message = () => `the tensor "${name(i)}" ends ${over} bytes beyond the end of the file`;
    notes.note('safetensors.beyond-file', message, { offset: tensors.begin[i] ?? 0, stops: true });
  }
  const { end } = walkExtents(tensors, dataStart, NONE, {
    gap(from, to, next) {
      const [code, where] =
        from === dataStart
          ? ['safetensors.start', 'before the first tensor,']
          : ['safetensors.gap', 'before the tensor'];
      const message = () => `${to - from} bytes ${where} "${name(next)}", belong to no tensor`;
      notes.note(code, message, { offset: from, length: to - from });
      tail(from, to, `gap at ${from}`);
    },
    overlap(index, other, at, length) {
      const message = () => `the tensors "${name(index)}" and "${name(other)}" share ${length} bytes`;
      notes.note('safetensors.overlap', message, { offset: at, length });
    },
  });
  if (end >= source.size) return;
  const length = source.size - end;
  if (header.complete) {
    const message = () => `${length} bytes after the last tensor belong to no tensor`;
    notes.note('safetensors.trailing', message, { offset: end, length });
  }
  tail(end, source.size, 'after the last tensor');
}
