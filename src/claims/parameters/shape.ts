/** What a decoder is built of, as far as its parameters and its cache depend on it. Widths are numbers of elements. */
export interface Shape {
  readonly family: string;
  readonly hidden: number;
  readonly vocabulary: number;
  /** The output head is the input embedding. */
  readonly tied: boolean;
  readonly headBias: boolean;
  /** Rows of a learned table of positions. */
  readonly positions: number;
  /** Parameters of norms outside of the layers. */
  readonly outerNorms: number;
  readonly layers: readonly LayerGroup[];
  /** Layers that predict further tokens in training; they are left out of the total. */
  readonly predictionLayers: number;
  /** Parameters beside the decoder: of what sees, and of what turns that into tokens. A token of text meets none of them. */
  readonly seeing: number;
}

/** So many layers that are alike. */
export interface LayerGroup {
  readonly count: number;
  readonly attention: Attention;
  readonly feedForward: FeedForward;
  /** Parameters of the layer's norms, without those inside attention. */
  readonly norms: number;
}

export type Attention = GroupedAttention | LatentAttention;

/** Multi-head, multi-query and grouped-query attention. */
export interface GroupedAttention {
  readonly kind: 'grouped';
  readonly heads: number;
  readonly kvHeads: number;
  readonly headWidth: number;
  readonly queryBias: boolean;
  readonly outputBias: boolean;
  /** Parameters of norms over queries and keys, and of attention sinks. */
  readonly extra: number;
}

/** Multi-head latent attention (DeepSeek-AI, arXiv:2405.04434, section 2.1): keys and values are kept as one small vector. */
export interface LatentAttention {
  readonly kind: 'latent';
  readonly heads: number;
  /** Rank of the queries; absent where they are not compressed. */
  readonly queryRank?: number;
  readonly kvRank: number;
  readonly plainWidth: number;
  readonly rotaryWidth: number;
  readonly valueWidth: number;
  readonly bias: boolean;
}

export type FeedForward =
  | { readonly kind: 'dense'; readonly width: number; readonly gated: boolean; readonly bias: boolean }
  | {
      readonly kind: 'experts';
      readonly experts: number;
      /** Routed experts that a token meets. */
      readonly chosen: number;
      readonly width: number;
      readonly bias: boolean;
      /** Width of all shared experts together; 0 without. */
      readonly sharedWidth: number;
      /** The shared expert is weighted by a gate of its own. */
      readonly sharedGate: boolean;
      /** Parameters of the router's bias or correction. */
      readonly routerBias: number;
    };
