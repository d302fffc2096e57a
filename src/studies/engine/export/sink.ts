import type { Cell } from './columns.ts';

/** Takes rows in batches, so that no more than one is held. */
export interface Sink {
  write(rows: readonly (readonly Cell[])[]): void;
  end(): void;
}
