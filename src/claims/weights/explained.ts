import type { Config } from '../parameters/config.ts';
import { countParameters } from '../parameters/count.ts';
import type { Shape } from '../parameters/shape.ts';
import type { Share, Tally } from './tally.ts';

/** A tensor table held against a config. Numbers are of elements. */
export interface Explained {
  /** Elements of weights, packed ones unpacked; without what is listed in `beside`. */
  readonly stored: number;
  /** By the config alone. */
  readonly rebuilt: number;
  /** What the files hold beside the model's parameters, or hold otherwise, each a known thing. */
  readonly beside: readonly { readonly what: string; readonly elements: number; readonly example?: string }[];
  /** stored − rebuilt, after all that is explained. */
  readonly unexplained: number;
}

/** Elements of one 32-bit word. @throws nothing: an odd number of bits is taken as 4 */
function perWord(quantization: Config): number {
  const bits = quantization['bits'] ?? quantization['w_bit'];
  return 32 / (typeof bits === 'number' && [2, 3, 4, 8].includes(bits) ? bits : 4);
}

const NO_SHARE: Share = { elements: 0, tensors: 0, example: '' };

/** Elements of weights in a table, without what is no parameter. */
export function storedElements(tally: Tally, quantization: Config = {}): number {
  let sum = 0;
  for (const [key, { elements }] of tally.shares) sum += weights(key, elements, quantization);
  return sum;
}

function weights(key: string, elements: number, quantization: Config): number {
  if (key === 'buffer' || key === 'scale') return 0;
  if (key.startsWith('packed-words')) return elements * perWord(quantization);
  return key.startsWith('packed-bytes') ? elements * 2 : elements;
}

/** Which of the tensors make the difference between a table and what its config describes, where that can be told by name. */
export function explain(tally: Tally, shape: Shape, quantization: Config = {}): Explained {
  const { total } = countParameters(shape);
  const beside: { what: string; elements: number; example?: string }[] = [];
  const add = (what: string, elements: number, example?: string): void => {
    if (elements !== 0)
      beside.push({ what, elements, ...(example === undefined || example === '' ? {} : { example }) });
  };
  const whole = storedElements(tally, quantization);
  for (const [role, what] of [
    ['buffer', 'buffers that are computed, not trained'],
    ['scale', 'scales and other marks of quantisation'],
  ] as const) {
    const share = tally.shares.get(role) ?? NO_SHARE;
    add(what, share.elements, share.example);
  }
  const further = furtherLayers(tally, shape, quantization);
  const head = tally.shares.get('head') ?? NO_SHARE;
  const spare = sparePadding(tally, shape);
  const tiedHead = shape.tied ? head.elements : 0;
  add(
    shape.predictionLayers > 0 ? 'layers that predict further tokens' : 'layers past the last of the config',
    further.elements,
    further.example,
  );
  add('a head stored beside the embedding that it is tied to', tiedHead, head.example);
  add('rows of the embedding beside those of the vocabulary', spare);
  // Layers that the config says nothing of are named, and explain nothing.
  const predicting = shape.predictionLayers > 0 ? further.elements : 0;
  return { stored: whole, rebuilt: total, beside, unexplained: whole - predicting - tiedHead - spare - total };
}

function furtherLayers(tally: Tally, shape: Shape, quantization: Config): Share {
  const layers = shape.layers.reduce((sum, { count }) => sum + count, 0);
  let found = NO_SHARE;
  for (const [key, share] of tally.shares) {
    const number = / (\d+)$/.exec(key)?.[1];
    if (number === undefined || Number(number) < layers) continue;
    const elements = found.elements + weights(key, share.elements, quantization);
    found = { elements, tensors: found.tensors + share.tensors, example: found.example || share.example };
  }
  return found;
}

/** Tables are padded to a round number of rows, above the vocabulary of the config or under it. */
function sparePadding(tally: Tally, { hidden, vocabulary, tied }: Shape): number {
  const rows = tally.embeddingRows === undefined ? 0 : tally.embeddingRows - vocabulary;
  const headRows = tied || tally.headRows === undefined ? 0 : tally.headRows - vocabulary;
  return Math.abs(rows) > vocabulary / 10 ? 0 : (rows + headRows) * hidden;
}
