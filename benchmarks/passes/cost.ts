/** What a pass costs, by equations: where it cannot be measured, and to hold what was measured against. */
import { body, cached, head, type Shape } from './shapes.ts';

/** Tokens of a pass: a request with its instructions, and an answer as long as a study lets it get. */
export const PROMPT = 120;
export const SAID = 160;

/** Seconds of one pass, where as many are under way as the machine takes well. */
export interface Seconds {
  /** {@link SAID} tokens written after {@link PROMPT}. */
  readonly answer: number;
  /** As many tokens, given, with the probability of each of the last {@link SAID}. */
  readonly weighed: number;
}

export interface AllSeconds extends Seconds {
  /** As many tokens, given, with the probabilities of what comes next. */
  readonly next: number;
}

/** What a machine does of a model's work: what its maker says, less what is never reached, or what was measured. */
export interface Rates {
  /** Multiplications and additions in a second, where many tokens are computed at a time. */
  readonly operations: number;
  /** Bytes read in a second, where one token is computed at a time. */
  readonly bytes: number;
  /** Bytes of a weight. */
  readonly weight: number;
  /** Answers for which the weights are read once. */
  readonly together: number;
  /** Seconds for handing over the probabilities of one place, whatever the model. */
  readonly handing: number;
}

/** Two operations for each weight that a token is multiplied with; the last matrix only where something is asked for. */
const given = (shape: Shape, tokens: number, asked: number): number => 2 * (body(shape) * tokens + head(shape) * asked);

/** Bytes for a step of all answers: the weights once, and the keys and values of each answer, half written on average. */
const step = (shape: Shape, { weight, together }: Pick<Rates, 'weight' | 'together'>): number =>
  (body(shape) + head(shape)) * weight + together * cached(shape) * (PROMPT + SAID / 2);

export function modelled(shape: Shape, rates: Rates): AllSeconds {
  const { operations, bytes, together, handing } = rates;
  const read = step(shape, rates) / bytes;
  const computed = (given(shape, 1, 1) * together) / operations;
  return {
    answer: given(shape, PROMPT, 1) / operations + SAID * (Math.max(read, computed) / together + handing),
    weighed: given(shape, PROMPT + SAID, SAID) / operations + SAID * handing,
    next: given(shape, PROMPT + SAID, 1) / operations + handing,
  };
}

/**
 * The rates at which {@link modelled} says what was measured of a model that computes one answer in each process.
 * @throws RangeError where the seconds leave none for a part
 */
export function ratesOf(shape: Shape, { answer, weighed, next }: AllSeconds, weight: number): Rates {
  const places = SAID - 1;
  // Two equations in the time of an operation and of handing over: the sequences differ in the places asked for alone.
  const [all, one] = [given(shape, PROMPT + SAID, SAID), given(shape, PROMPT + SAID, 1)];
  const operation = (SAID * next - weighed) / (SAID * one - all);
  const handing = Math.max(0, (weighed - next - (all - one) * operation) / places);
  const written = (answer - given(shape, PROMPT, 1) * operation) / SAID - handing;
  if (!(operation > 0 && written > 0)) throw new RangeError('no rates give these seconds');
  const alone = { weight, together: 1 };
  return { ...alone, operations: 1 / operation, bytes: step(shape, alone) / written, handing };
}

/** Of what the maker says, what programs for many answers at a time commonly reach: of operations half, of bytes 0.7. */
const REACHED = { operations: 0.5, bytes: 0.7 };

/** bfloat16 without sparsity, and memory, of the SXM modules: NVIDIA's data sheets of the H100 (2022) and the H200 (2024). */
const GPUS = {
  H100: { operations: 989e12, bytes: 3.35e12 },
  H200: { operations: 989e12, bytes: 4.8e12 },
} as const;
export type Gpu = keyof typeof GPUS;

export function ratesOfGpu(gpu: Gpu, together: number): Rates {
  const { operations, bytes } = GPUS[gpu];
  return {
    operations: operations * REACHED.operations,
    bytes: bytes * REACHED.bytes,
    weight: 2,
    together,
    handing: 0,
  };
}
