import type { Value } from './value.ts';

/** Something that a rule may look at, with what is known where it stands. */
export interface Event {
  readonly kind: 'call' | 'assign' | 'entry' | 'compare' | 'return' | 'function' | 'string';
  /** Dotted name of what is called, set or defined, aliases resolved; the operator of a comparison. */
  readonly name: string;
  readonly arguments: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** What a method is called on. */
  readonly receiver: Value;
  /** As written, without comments' claims. */
  readonly text: string;
  /** As the arguments are written. */
  readonly written: readonly string[];
  /** Row of the code, from 0. */
  readonly row: number;
  /** Names around it: functions, the variable it is assigned to, and comments just there. They say what it is for. */
  readonly purpose: string;
  /** The function it stands in, as written; the whole answer at the top. */
  readonly around: string;
  /** What stands before the function: decorators, annotations, parameters. */
  readonly marks: string;
}
