/** What every language is lowered to: only as much as the following of values needs. */
export type Expression = { readonly text: string; readonly line: number } & (
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'constant' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly object: Expression; readonly key: Expression }
  | { readonly kind: 'call'; readonly callee: Expression; readonly arguments: readonly Expression[] }
  /** Named argument, property of an object, element of a keyed list. */
  | { readonly kind: 'entry'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'collection'; readonly items: readonly Expression[] }
  /** Text put together: interpolation or an operator that joins. */
  | { readonly kind: 'join'; readonly parts: readonly Expression[] }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'choice';
      readonly condition: Expression;
      readonly first: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'arithmetic'; readonly operator: string; readonly parts: readonly Expression[] }
  | {
      readonly kind: 'assign';
      readonly targets: readonly Expression[];
      readonly value: Expression;
      readonly adds: boolean;
      /** What it binds is declared as a number, and cannot hold text. */
      readonly number?: true;
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly body: Expression;
      readonly marks: string;
    }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly first: Expression;
      readonly otherwise: Expression | undefined;
    }
  | {
      readonly kind: 'each';
      readonly targets: readonly Expression[];
      readonly over: Expression;
      readonly body: Expression;
    }
  | { readonly kind: 'leave'; readonly how: string; readonly value: Expression | undefined }
  | { readonly kind: 'import'; readonly names: ReadonlyMap<string, string> }
  /** Everything else: its parts one after another; it is as tainted as they are. */
  | { readonly kind: 'several'; readonly parts: readonly Expression[]; readonly node: string }
);

export interface Parameter {
  /** Names that it binds: several where it is taken apart. */
  readonly names: readonly string[];
  readonly type: string;
  /** Annotations and default, as written. */
  readonly text: string;
}
