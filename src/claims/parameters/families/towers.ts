/** Transformers over patches of an image, with what turns their output into tokens of a decoder. */
import { ClaimError } from '../../claim-error.ts';
import { type Config, flag, whole, wholeOr, wholes } from '../config.ts';

/** A linear map with or without a bias. */
const linear = (from: number, to: number, bias: boolean): number => from * to + (bias ? to : 0);
/** A layer norm has a weight and a bias an element; a root-mean-square norm a weight alone. */
const layerNorm = (width: number): number => 2 * width;

/** Plain layers with biases everywhere: two layer norms, attention, two maps. */
const plainLayer = (hidden: number, inner: number): number =>
  2 * layerNorm(hidden) + 4 * linear(hidden, hidden, true) + linear(hidden, inner, true) + linear(inner, hidden, true);

/** Elements of a patch of all channels, over so many frames. */
const patch = (vision: Config, frames: number): number =>
  wholeOr(vision, 3, 'num_channels', 'in_channels', 'in_chans') *
  frames *
  whole(vision, 'patch_size', 'spatial_patch_size') ** 2;

/** As Gemma 3 has it: without a head, its output pooled, normed and mapped (arXiv:2303.15343, arXiv:2503.19786). */
export function siglip(vision: Config, text: number): number {
  if (flag(vision, 'vision_use_head', true))
    throw new ClaimError('unsupported-architecture', 'parameters of a head over what is seen cannot be counted');
  const [hidden, inner] = [whole(vision, 'hidden_size'), whole(vision, 'intermediate_size')];
  const places = Math.floor(whole(vision, 'image_size') / whole(vision, 'patch_size')) ** 2;
  const embedding = linear(patch(vision, 1), hidden, true) + places * hidden;
  const layers = whole(vision, 'num_hidden_layers') * plainLayer(hidden, inner);
  return embedding + layers + layerNorm(hidden) + hidden + linear(hidden, text, false);
}

/** A class token, learned places, and two maps behind a pixel shuffle. */
export function llama4Vision(vision: Config, text: number): number {
  const [hidden, inner] = [whole(vision, 'hidden_size'), whole(vision, 'intermediate_size')];
  const places = Math.floor(whole(vision, 'image_size') / whole(vision, 'patch_size')) ** 2 + 1;
  const embedding = linear(patch(vision, 1), hidden, false) + hidden + places * hidden + 2 * layerNorm(hidden);
  const layers = whole(vision, 'num_hidden_layers') * plainLayer(hidden, inner);
  const [into, out] = [whole(vision, 'projector_input_dim'), whole(vision, 'projector_output_dim')];
  const adapter = linear(inner, into, false) + linear(out, out, false);
  return embedding + layers + adapter + linear(whole(vision, 'vision_output_dim'), text, false);
}

/** Without biases, gated, root-mean-square norms; patches are merged and mapped twice (arXiv:2410.07073). */
export function pixtral(vision: Config, text: number, all: Config): number {
  const [hidden, inner] = [wholeOr(vision, 1024, 'hidden_size'), wholeOr(vision, 4096, 'intermediate_size')];
  const bias = flag(all, 'multimodal_projector_bias', false);
  const layer = 4 * hidden * hidden + 3 * hidden * inner + 2 * hidden;
  const layers = wholeOr(vision, 24, 'num_hidden_layers') * layer;
  const merged = wholeOr(all, 2, 'spatial_merge_size') ** 2 * hidden;
  const projector = hidden + linear(merged, hidden, false) + linear(hidden, text, bias) + linear(text, text, bias);
  return patch(vision, 1) * hidden + hidden + layers + projector;
}

/** Maps of neighbouring patches into one token: a norm, and two maps with biases. */
const merger = (hidden: number, merge: number, out: number, norm: number): number =>
  norm + linear(merge * hidden, merge * hidden, true) + linear(merge * hidden, out, true);

const mergeOf = (vision: Config): number => wholeOr(vision, 2, 'spatial_merge_size') ** 2;
const framesOf = (vision: Config): number => wholeOr(vision, 2, 'temporal_patch_size');

/** arXiv:2409.12191: `hidden_size` is the width of the decoder. */
export function qwen2Vision(vision: Config, text: number): number {
  const hidden = wholeOr(vision, 1280, 'embed_dim');
  const layers = wholeOr(vision, 32, 'depth') * plainLayer(hidden, wholeOr(vision, 4, 'mlp_ratio') * hidden);
  return patch(vision, framesOf(vision)) * hidden + layers + merger(hidden, mergeOf(vision), text, layerNorm(hidden));
}

/** Gated, with root-mean-square norms (arXiv:2502.13923). */
export function qwen25Vision(vision: Config, text: number): number {
  const [hidden, inner] = [whole(vision, 'hidden_size'), wholeOr(vision, 3420, 'intermediate_size')];
  const layer =
    2 * hidden + 4 * linear(hidden, hidden, true) + 2 * linear(hidden, inner, true) + linear(inner, hidden, true);
  const layers = wholeOr(vision, 32, 'depth') * layer;
  const out = wholeOr(vision, text, 'out_hidden_size');
  return patch(vision, framesOf(vision)) * hidden + layers + merger(hidden, mergeOf(vision), out, hidden);
}

/** Learned places, and a merger more for each layer that is tapped; these norm what is merged. */
export function qwen3Vision(vision: Config): number {
  const [hidden, inner] = [whole(vision, 'hidden_size'), whole(vision, 'intermediate_size')];
  const depth = whole(vision, 'depth');
  const [merge, out] = [mergeOf(vision), whole(vision, 'out_hidden_size')];
  const embedding =
    linear(patch(vision, framesOf(vision)), hidden, true) + whole(vision, 'num_position_embeddings') * hidden;
  const taps = wholes(vision, 'deepstack_visual_indexes', depth).length;
  const tapped = taps * merger(hidden, merge, out, layerNorm(merge * hidden));
  return embedding + depth * plainLayer(hidden, inner) + merger(hidden, merge, out, layerNorm(hidden)) + tapped;
}
