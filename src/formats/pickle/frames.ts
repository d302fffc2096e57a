import { InputError } from '../../core/errors.ts';
import { OPCODE_NAMES } from './opcodes.ts';

type Note = (code: string, message: string, offset: number, length?: number) => void;

/**
 * Frames of protocol 4 and later. The C unpickler only checks that their bytes are there; the one written in Python reads
 * nothing across their ends.
 */
export class Frames {
  /** End of the current frame, or 0 outside of one. */
  end = 0;
  private readonly size: number;
  private readonly note: Note;

  constructor(size: number, note: Note) {
    this.size = size;
    this.note = note;
  }

  /** @throws InputError `truncated` where the frame reaches beyond the source */
  enter(length: number, offset: number): void {
    const start = offset + 9;
    if (this.end !== 0) {
      const message = 'a frame begins inside another: Python-coded loaders stop here, the C loader goes on';
      this.note('pickle.frame-nested', message, offset);
    }
    if (start + length > this.size) {
      throw new InputError('truncated', `a frame of ${length} bytes reaches beyond the end`);
    }
    this.end = length === 0 ? 0 : start + length;
  }

  /** Called with an opcode that ends at or beyond the frame's end. */
  leave(offset: number, end: number, opcode: number): void {
    if (end > this.end) {
      const name = OPCODE_NAMES[opcode] ?? 'an opcode';
      const message = `${name} crosses the end of its frame: loaders that read a file and loaders that read memory may see different opcodes`;
      this.note('pickle.frame-crossed', message, offset, end - offset);
    }
    this.end = 0;
  }
}
