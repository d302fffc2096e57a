import type { Structure } from '../format.ts';

/** The tree of types that `skops.io.load` builds objects from, as the distinct nodes in it. */
export interface SkopsSchemaStructure extends Structure {
  readonly format: 'skops-schema';
  /** Of skops' own format. */
  readonly protocol?: number;
  readonly version?: string;
  /** Distinct ones in order of first appearance, at most {@link MOST_NODES}. */
  readonly nodes: readonly SkopsNode[];
  /** All nodes, each time that they occur. */
  readonly nodeCount: number;
}

export interface SkopsNode {
  readonly module: string;
  readonly class: string;
  /** The class of skops that builds it, e.g. `ObjectNode`. */
  readonly loader: string;
  /** Of a MethodNode: the method's name, and the type that the object itself has. */
  readonly method?: { readonly name: string; readonly owner: string };
  readonly count: number;
  /** Where it stands first, as keys from the root. */
  readonly path: string;
}

export const MOST_NODES = 10_000;
