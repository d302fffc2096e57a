/** The syntax tree of a Jinja template (Jinja2 3.1, with the tags that model libraries add). `line` counts from one. */

export type Expression = { readonly line: number } & (
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly object: Expression; readonly index: Expression }
  | { readonly kind: 'slice'; readonly object: Expression; readonly bounds: readonly (Expression | undefined)[] }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: Arguments }
  | {
      readonly kind: 'filter';
      readonly object: Expression | undefined;
      readonly name: string;
      readonly args: Arguments;
    }
  | { readonly kind: 'test'; readonly object: Expression; readonly name: string; readonly args: Arguments }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'condition';
      readonly test: Expression;
      readonly chosen: Expression;
      readonly otherwise: Expression | undefined;
    }
);

export interface Arguments {
  /** Arguments after `*` and `**` are among them. */
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
}

export const NO_ARGUMENTS: Arguments = { positional: [], named: [] };

export interface Branch {
  /** Absent for `else`. */
  readonly test: Expression | undefined;
  readonly body: Body;
  /** The condition as it is written. */
  readonly source: string;
}

interface Parameter {
  readonly name: string;
  readonly fallback: Expression | undefined;
}

export interface Macro {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}

export type Statement = { readonly line: number } & (
  | { readonly kind: 'data'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[] }
  | {
      readonly kind: 'for';
      readonly targets: readonly string[];
      readonly over: Expression;
      readonly test: Expression | undefined;
      readonly source: string;
      readonly body: Body;
      readonly otherwise: Body;
      readonly recursive: boolean;
    }
  | { readonly kind: 'set'; readonly targets: readonly Target[]; readonly value: Expression }
  | {
      readonly kind: 'set-block';
      readonly target: Target;
      readonly filters: readonly Expression[];
      readonly body: Body;
    }
  | { readonly kind: 'macro'; readonly macro: Macro }
  | { readonly kind: 'call'; readonly call: Expression; readonly macro: Macro }
  | { readonly kind: 'filter'; readonly filter: Expression; readonly body: Body }
  | { readonly kind: 'with'; readonly assignments: readonly (readonly [string, Expression])[]; readonly body: Body }
  | { readonly kind: 'scope'; readonly tag: string; readonly body: Body }
  | { readonly kind: 'load'; readonly tag: string; readonly template: Expression; readonly names: readonly string[] }
  | { readonly kind: 'other'; readonly tag: string; readonly values: readonly Expression[] }
);

/** `x`, or `ns.x` for an attribute of a namespace. */
export interface Target {
  readonly name: string;
  readonly attribute: string | undefined;
}

export type Body = readonly Statement[];
