/** What a Llama model is made of, as far as its cost hangs on it. */
export interface Shape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  /** Heads of keys and values. */
  readonly kvHeads: number;
  readonly headSize: number;
  readonly hidden: number;
  readonly vocabulary: number;
  /** Whether the last matrix is that of the embedding. */
  readonly tied: boolean;
}

/** Llama 3.2 1B, Llama 3.1 8B and 70B (The Llama 3 Herd of Models, arXiv 2407.21783, table 3; the configuration of the 1B model). */
export const SHAPES = {
  '1B': {
    layers: 16,
    width: 2048,
    heads: 32,
    kvHeads: 8,
    headSize: 64,
    hidden: 8192,
    vocabulary: 128_256,
    tied: true,
  },
  '8B': {
    layers: 32,
    width: 4096,
    heads: 32,
    kvHeads: 8,
    headSize: 128,
    hidden: 14_336,
    vocabulary: 128_256,
    tied: false,
  },
  '70B': {
    layers: 80,
    width: 8192,
    heads: 64,
    kvHeads: 8,
    headSize: 128,
    hidden: 28_672,
    vocabulary: 128_256,
    tied: false,
  },
} as const satisfies Record<string, Shape>;
export type Size = keyof typeof SHAPES;

export const isSize = (name: string): name is Size => Object.hasOwn(SHAPES, name);

/** Weights of the matrices of all layers: each token is multiplied with all of them. */
export function body({ layers, width, heads, kvHeads, headSize, hidden }: Shape): number {
  return layers * width * (2 * heads * headSize + 2 * kvHeads * headSize + 3 * hidden);
}

/** Weights of the last matrix: where the next token is asked for, it is multiplied with them too. */
export const head = ({ vocabulary, width }: Shape): number => vocabulary * width;

export const parameters = (shape: Shape): number =>
  body(shape) + (shape.tied ? 1 : 2) * head(shape) + (2 * shape.layers + 1) * shape.width;

/** Bytes of keys and values that one token leaves behind, two for each number. */
export const cached = ({ layers, kvHeads, headSize }: Shape): number => layers * 2 * kvHeads * headSize * 2;
