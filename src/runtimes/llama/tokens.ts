import type { Token } from '../request.ts';
import type { TokenAccess } from '../runtime.ts';
import type { Pool } from './pool.ts';
import { shardsOf } from './shards.ts';

/** The model's tokens and probabilities, over all processes. */
export function tokenAccess(pool: Pool, processes: number): TokenAccess {
  return {
    async vocabulary() {
      const { special, ...rest } = await pool.run({ kind: 'vocabulary' });
      return { ...rest, special: new Set(special) };
    },
    encode: (text) => pool.run({ kind: 'encode', text }),
    decode: (tokens) => pool.run({ kind: 'decode', tokens }),
    render: (messages, prefill) => pool.run({ kind: 'render', messages, prefill }),
    async next(batch, signal) {
      const results: Float32Array[] = Array.from({ length: batch.length });
      const compute = async (shard: readonly (readonly number[])[]): Promise<void> => {
        const sequences = shard.map(([first]) => batch[first ?? -1] ?? []);
        const computed = await pool.run({ kind: 'next', batch: sequences }, signal);
        for (const [at, indexes] of shard.entries()) {
          for (const index of indexes) results[index] = computed[at] ?? new Float32Array();
        }
      };
      await Promise.all(shardsOf(batch, processes).map(compute));
      return results;
    },
    score: (tokens: readonly Token[], from, signal) => pool.run({ kind: 'score', tokens, from }, signal),
    passes: () => pool.passes,
  };
}
