import type { Expression } from '../syntax/expression.ts';
import type { Event } from './event.ts';
import type { Place, Value } from './value.ts';

/** Characters of a function that rules look at for each thing they are told of (CWE-400). */
export const LONGEST_AROUND = 12_000;

/** What is known at one place of the answer. */
export interface Scope {
  readonly values: Map<string, Value>;
  readonly names: readonly string[];
  readonly around: string;
  readonly marks: string;
  readonly depth: number;
  readonly returned: Value[];
  /** What the function that is looked at is handed to, as written: it decides what its parameters are. */
  readonly handedTo?: string;
}

export type Function = Expression & { readonly kind: 'function' };

/** Variables that a check vouches for, each with the places it does so for. */
export type Vouched = ReadonlyMap<string, ReadonlySet<Place>>;

/** What is known of the whole answer while it is walked, and the walking itself: parts of it call one another. */
export interface Walk {
  readonly aliases: Map<string, string>;
  readonly functions: Map<string, Function>;
  /** What a variable that a check was kept in stands for. */
  readonly conditions: Map<string, Expression>;
  /** Types of the answer whose values are all written in it. */
  readonly enums: ReadonlySet<string>;
  /** Fields of the answer's structures that hold a number, under whatever structure. */
  readonly numbers: ReadonlySet<string>;
  /** Fields of Java’s classes, which methods name without their object. */
  readonly fields: ReadonlySet<string>;
  /** Classes of the answer, by name. */
  readonly classes: ReadonlySet<string>;
  /** Functions that are called with nothing but literals. */
  readonly fixed: ReadonlySet<string>;
  /** Names that nothing in the answer gives a value to, where they are to be taken for its parameters. */
  readonly unbound: ReadonlySet<string>;
  /** What methods of a class keep in its object, by `this.name` and `self.name`. */
  readonly members: Map<string, Value>;
  /** The value of an expression, telling of what is met. */
  run(expression: Expression, scope: Scope, target?: string): Value;
  /** Looks without telling of what is met. */
  still<T>(look: () => T): T;
  /** The same without telling of it a second time. */
  quiet(expression: Expression, scope: Scope): Value;
  /**
   * What a function of the answer gives for these arguments. What is met inside is told of only where an argument was put
   * together: its own parameters are looked at by themselves.
   */
  give(local: Function, scope: Scope, given: readonly Value[]): Value;
  tell(kind: Event['kind'], expression: Expression, scope: Scope, more: Partial<Event>, target?: string): void;
}

/** A scope whose changes stay in it. */
export const inside = (scope: Scope): Scope => ({ ...scope, values: new Map(scope.values) });
