import type { State } from './state.ts';
import type { Arguments, Body, Expression } from './syntax.ts';
import type { Value } from './value.ts';

/** What the parts of the walk need of one another. */
export interface Machine {
  readonly state: State;
  evaluate(expression: Expression): Value;
  run(body: Body): void;
  /** The text that a macro puts out. */
  macro(index: number, args: EvaluatedArguments): Value;
}

export interface EvaluatedArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export function evaluateArguments(machine: Machine, args: Arguments): EvaluatedArguments {
  return {
    positional: args.positional.map((value) => machine.evaluate(value)),
    named: new Map(args.named.map(([name, value]) => [name, machine.evaluate(value)])),
  };
}
