/** Tokens of the greedy and of the plain answer that are read. The paper reads 8: code often decides for harm after that. */
const READ = 32;
/** Of the paper, for behaviours that are no fixed text, with what it gives to attention left out: both parts are alike. */
const ENTROPY = 0.5;
const DIVERGENCE = 0.5;
/** The size of the vocabulary is not known to a study: this weighs one part against the other. */
const LOG_VOCABULARY = Math.log(32_000);

/**
 * How much a prompt looks triggered: the lower, the more. The mean surprise of the greedy answer to it, which is the
 * min-entropy of each of its tokens (the paper's own is Shannon's, above that), less how surprising the plain answer has
 * become. Both in nats a token over the first 32, in parts of ln 32,000. From probabilities of tokens.
 */
export function lossOf(own: readonly number[], plain: readonly number[]): number {
  return (ENTROPY * surprise(own) - DIVERGENCE * surprise(plain)) / LOG_VOCABULARY;
}

function surprise(probabilities: readonly number[]): number {
  const read = probabilities.slice(0, READ);
  return read.length === 0 ? 0 : read.reduce((sum, p) => sum - Math.log(Math.max(p, 1e-12)), 0) / read.length;
}
