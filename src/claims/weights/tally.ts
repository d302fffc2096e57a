/** A tensor as its file lists it: rows are those of an embedding, whichever way round the format has them. */
export interface ListedTensor {
  readonly name: string;
  readonly type: string;
  readonly elements: number;
  readonly rows: number;
  readonly dimensions: number;
}

/** Elements of tensors that are alike, with a name as an example. */
export interface Share {
  readonly elements: number;
  readonly tensors: number;
  readonly example: string;
}

export type Role =
  | 'embedding'
  | 'head'
  | 'seeing'
  | 'buffer'
  | 'scale'
  | 'packed-words'
  | 'packed-bytes'
  | 'layer'
  | 'other';

/** What a tensor table adds up to, before any config is asked. */
export interface Tally {
  /** By role, layers by `layer N`. */
  readonly shares: ReadonlyMap<string, Share>;
  /** Rows of the input embedding and of the head. */
  readonly embeddingRows?: number;
  readonly headRows?: number;
  /** Element types of the tensors that hold weights. */
  readonly types: ReadonlySet<string>;
}

/** Layers told apart; the deepest models have a few hundred (CWE-770). */
const MOST_LAYERS = 2_000;

const BUFFER =
  /(?:^|\.)(?:rotary_emb\.inv_freq|inv_freq|position_ids|masked_bias|rope_freqs\.weight|rope_factors_(?:long|short)\.weight|num_batches_tracked)$/;
/** What weights are multiplied or shifted by where they are quantised, and how they were packed. */
const SCALE =
  /(?:[._](?:weight_scale(?:_inv|_2)?|weight_zero_point|weight_global_scale|weight_shape|weight_g_idx|input_scale|output_scale|k_scale|v_scale|activation_scale|scales|qzeros|g_idx|absmax|nested_absmax|quant_map|nested_quant_map|SCB|weight_format)|\.quant_state\.[\w.-]{1,40}|_proj_scales)$/;
const PACKED_WORDS = /(?:\.qweight|\.weight_packed)$/;
const EMBEDDING = /(?:^|\.)(?:embed_tokens|wte|word_embeddings|token_embd|embed_in|tok_embeddings)\.weight$/;
const HEAD = /^(?:.{0,40}\.)?(?:lm_head|embed_out)\.weight$|^output\.weight$/;
/** What sees, and what turns that into tokens; its layers are numbered on their own. */
const SEEING =
  /(?:^|\.)(?:vision_tower|vision_model|vision_encoder|visual|multi_modal_projector|patch_merger|embed_vision)\./;
const LAYER = /(?:^|\.)(?:layers|h|blk|blocks)\.(\d{1,5})\./;

/** Adds up tensors; the name of each tells what it is, as loaders go by it. */
export class TallyBuilder {
  readonly #shares = new Map<string, Share>();
  readonly #types = new Set<string>();
  readonly #packed: ReadonlySet<string>;
  #embeddingRows: number | undefined;
  #headRows: number | undefined;

  /** @param packed names of tensors of which each byte holds two elements */
  constructor(packed: ReadonlySet<string> = new Set()) {
    this.#packed = packed;
  }

  add(tensor: ListedTensor): void {
    const role = this.#roleOf(tensor);
    if (role === 'embedding') this.#embeddingRows = tensor.rows;
    if (role === 'head') this.#headRows = tensor.rows;
    if (role !== 'buffer' && role !== 'scale' && this.#types.size < 100) this.#types.add(tensor.type);
    const numbered = (role === 'layer' || role.startsWith('packed')) && !SEEING.test(tensor.name);
    const layer = numbered ? LAYER.exec(tensor.name)?.[1] : undefined;
    const key = layer === undefined || Number(layer) >= MOST_LAYERS ? role : `${role} ${Number(layer)}`;
    const { elements, tensors, example } = this.#shares.get(key) ?? { elements: 0, tensors: 0, example: tensor.name };
    this.#shares.set(key, { elements: elements + tensor.elements, tensors: tensors + 1, example });
  }

  build(): Tally {
    return {
      shares: this.#shares,
      types: this.#types,
      ...(this.#embeddingRows === undefined ? {} : { embeddingRows: this.#embeddingRows }),
      ...(this.#headRows === undefined ? {} : { headRows: this.#headRows }),
    };
  }

  #roleOf({ name, type, dimensions }: ListedTensor): Role {
    if (BUFFER.test(name)) return 'buffer';
    // The causal mask that GPT-2 and GPT-NeoX once stored: four dimensions, where a bias has one.
    if (dimensions === 4 && /\.(?:attn|attention)\.bias$/.test(name)) return 'buffer';
    if (SCALE.test(name)) return 'scale';
    if (PACKED_WORDS.test(name) && type === 'I32') return 'packed-words';
    if (this.#packed.has(name) || (type === 'U8' && name.endsWith('_blocks'))) return 'packed-bytes';
    if (SEEING.test(name)) return 'seeing';
    if (HEAD.test(name)) return 'head';
    if (EMBEDDING.test(name) && !LAYER.test(name)) return 'embedding';
    return LAYER.test(name) ? 'layer' : 'other';
  }
}

/** Of several files of one model. */
export function together(tallies: readonly Tally[]): Tally {
  const shares = new Map<string, Share>();
  const types = new Set<string>();
  let [embeddingRows, headRows]: (number | undefined)[] = [];
  for (const tally of tallies) {
    embeddingRows ??= tally.embeddingRows;
    headRows ??= tally.headRows;
    for (const type of tally.types) types.add(type);
    for (const [key, share] of tally.shares) {
      const { elements, tensors, example } = shares.get(key) ?? { elements: 0, tensors: 0, example: share.example };
      shares.set(key, { elements: elements + share.elements, tensors: tensors + share.tensors, example });
    }
  }
  return {
    shares,
    types,
    ...(embeddingRows === undefined ? {} : { embeddingRows }),
    ...(headRows === undefined ? {} : { headRows }),
  };
}
