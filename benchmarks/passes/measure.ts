/** Seconds of a pass through the runtime of a study. */
import { Random } from '../../src/core/random.ts';
import { record } from '../../src/runtimes/recording.ts';
import type { Token } from '../../src/runtimes/request.ts';
import type { Runtime } from '../../src/runtimes/runtime.ts';
import { processorSeconds } from '../llama/processes.ts';
import { type AllSeconds, PROMPT, SAID } from './cost.ts';

export interface Measured {
  /** By the clock, and as it would be where nothing else ran: processor time over the processes. */
  readonly wall: AllSeconds;
  readonly processor: AllSeconds;
  /** Tokens of an answer, at the mean: fewer than {@link SAID} where the model ends by itself. */
  readonly said: number;
}

/** @param rounds passes of each kind for each process of the runtime; no two begin alike, so that nothing is reused */
export async function measure(runtime: Runtime, vocabulary: number, rounds: number): Promise<Measured> {
  const access = runtime.tokens;
  if (access === undefined) throw new Error('the runtime shows no tokens');
  const random = Random.from('passes');
  // The last tokens of a vocabulary are its marks.
  const sequence = (length: number): Token[] => Array.from({ length }, () => random.integer(vocabulary - 512));
  const passes = rounds * runtime.concurrency;
  const each = async <T>(pass: (index: number) => Promise<T>) => {
    const [clock, processor] = [performance.now(), processorSeconds()];
    const results = await Promise.all(Array.from({ length: passes }, (_, index) => pass(index)));
    const wall = (performance.now() - clock) / 1000 / passes;
    return { wall, processor: (processorSeconds() - processor) / runtime.concurrency / passes, results };
  };
  const answer = async (seed: number, maxTokens: number): Promise<number> => {
    const prompt = { kind: 'tokens', tokens: sequence(PROMPT) } as const;
    const { end } = await record(runtime.generate({ prompt, sampling: { temperature: 1, seed, maxTokens } }));
    return end.usage?.completionTokens ?? 0;
  };
  // Every process is started, and the weights are in memory, before the clock runs.
  await each((index) => answer(index, 1));
  const answers = await each((index) => answer(index, SAID));
  const weighed = await each(() => access.score(sequence(PROMPT + SAID), PROMPT));
  const next = await each(() => access.next([sequence(PROMPT + SAID)]));
  const said = answers.results.reduce((sum, tokens) => sum + tokens, 0) / passes;
  const by = (clock: 'wall' | 'processor'): AllSeconds => ({
    answer: (answers[clock] * SAID) / said,
    weighed: weighed[clock],
    next: next[clock],
  });
  return { wall: by('wall'), processor: by('processor'), said };
}
