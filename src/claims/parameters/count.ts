import type { Attention, FeedForward, LayerGroup, Shape } from './shape.ts';

export interface ParameterCount {
  readonly total: number;
  /** What one token meets: of routed experts the chosen ones. Both embeddings are counted. */
  readonly active: number;
  /** `active` without the input embedding, of which a token only reads a row. Without effect where it is the head too. */
  readonly activeWithoutInput: number;
  readonly embedding: number;
  /** All of the decoder that is no routed expert: what every step of decoding reads. */
  readonly nonExpert: number;
  /** All routed experts. */
  readonly experts: number;
  /** What sees, beside the decoder; part of the total alone. */
  readonly seeing: number;
  /** What predicts further tokens in training and is not part of the total: all of it, and what one token meets. */
  readonly prediction: { readonly total: number; readonly active: number };
}

/** Parameters by arithmetic on the shape alone: no weights are opened. */
export function countParameters(shape: Shape): ParameterCount {
  const { hidden, vocabulary, tied, layers, predictionLayers, seeing } = shape;
  const embedding = vocabulary * hidden;
  const head = (tied ? 0 : embedding) + (shape.headBias ? vocabulary : 0);
  const outer = embedding + head + shape.positions * hidden + shape.outerNorms;
  let [nonExpert, experts, chosen] = [outer, 0, 0];
  for (const group of layers) {
    const parts = layerParameters(group, hidden);
    nonExpert += group.count * parts.nonExpert;
    experts += group.count * parts.experts;
    chosen += group.count * parts.chosen;
  }
  const active = nonExpert + chosen;
  const last = layers.at(-1);
  const prediction =
    last === undefined ? { total: 0, active: 0 } : predictionOf(last, hidden, embedding, predictionLayers);
  const activeWithoutInput = active - (tied ? 0 : embedding);
  const total = nonExpert + experts + seeing;
  return { total, active, activeWithoutInput, embedding, nonExpert, experts, seeing, prediction };
}

/** A further layer, the projection of two states into one, and three norms; embedding and head are the model's own, yet the head is run again. */
function predictionOf(
  last: LayerGroup,
  hidden: number,
  head: number,
  count: number,
): { total: number; active: number } {
  const { nonExpert, experts, chosen } = layerParameters(last, hidden);
  const own = nonExpert + 2 * hidden * hidden + 3 * hidden;
  return { total: count * (own + experts), active: count * (own + chosen + head) };
}

function layerParameters({ attention, feedForward, norms }: LayerGroup, hidden: number) {
  const shared = attentionParameters(attention, hidden) + norms;
  const { always, experts, chosen } = feedForwardParameters(feedForward, hidden);
  return { nonExpert: shared + always, experts, chosen };
}

function attentionParameters(of: Attention, hidden: number): number {
  if (of.kind === 'grouped') {
    const [queries, keys] = [of.heads * of.headWidth, of.kvHeads * of.headWidth];
    const biases = (of.queryBias ? queries + 2 * keys : 0) + (of.outputBias ? hidden : 0);
    return 2 * hidden * queries + 2 * hidden * keys + biases + of.extra;
  }
  const { heads, queryRank, kvRank, plainWidth, rotaryWidth, valueWidth } = of;
  const queries = heads * (plainWidth + rotaryWidth);
  const down = queryRank === undefined ? 0 : hidden * queryRank + queryRank + (of.bias ? queryRank : 0);
  const up = (queryRank ?? hidden) * queries;
  const keys = hidden * (kvRank + rotaryWidth) + kvRank + (of.bias ? kvRank + rotaryWidth : 0);
  const values = kvRank * heads * (plainWidth + valueWidth);
  return down + up + keys + values + heads * valueWidth * hidden + (of.bias ? hidden : 0);
}

function feedForwardParameters(of: FeedForward, hidden: number) {
  if (of.kind === 'dense') return { always: network(hidden, of.width, of.gated, of.bias), experts: 0, chosen: 0 };
  const one = network(hidden, of.width, true, of.bias);
  const shared = of.sharedWidth === 0 ? 0 : network(hidden, of.sharedWidth, true, false);
  const router = hidden * of.experts + of.routerBias + (of.sharedGate ? hidden : 0);
  return { always: router + shared, experts: of.experts * one, chosen: Math.min(of.chosen, of.experts) * one };
}

function network(hidden: number, width: number, gated: boolean, bias: boolean): number {
  const up = gated ? 2 : 1;
  return (up + 1) * hidden * width + (bias ? up * width + hidden : 0);
}
