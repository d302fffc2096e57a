import type { ReadContext } from '../format.ts';
import type { Notes } from '../notes.ts';
import type { WindowCursor } from '../window-cursor.ts';
import type { Container } from './containers.ts';

/** What the parts of the reader share. */
export interface Input {
  readonly context: ReadContext;
  readonly notes: Notes;
  readonly cursor: WindowCursor;
  readonly container: Container;
  readonly version: number;
}

/** The bytes do not follow LLaMA's layout: another model family under the same magic, or not a model. */
export class OtherLayout extends Error {
  override readonly name = 'OtherLayout';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
