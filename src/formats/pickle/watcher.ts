import type { Block } from './arrays.ts';
import type { Callables } from './callables.ts';
import type { NeedBytes } from './window.ts';

/** What the machine tells its driver about while it runs. */
export interface Watcher {
  anomaly(code: string, message: string, offset: number, length?: number): void;
  /** A string or bytes constant of at least 4 bytes, `length` long, that begins at `offset` and at `bytes[i]`. */
  constant(offset: number, length: number, isBytes: boolean, bytes: Uint8Array, i: number): void;
}

export type Advance =
  | { readonly kind: 'refill'; readonly at: number }
  | NeedBytes
  | { readonly kind: 'stop' }
  /** Bytes begin here that are no opcodes: the driver moves the machine's position behind them. */
  | { readonly kind: 'block'; readonly block: Block };

/** How a stream is read: as joblib does, or as plain loaders do; and the callables that it has in common with another. */
export interface Reading {
  readonly joblib: boolean;
  readonly callables?: Callables;
}
