import type { Said } from '../behaviour.ts';
import { likeness, type Pool, type Prompted } from '../pool.ts';
import type { Asking, Question } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';

/** What the model most likely answers: greedy decoding, one pass each. */
export function* plainly(id: string, prompts: readonly Prompted[]): Asking<readonly (Said | undefined)[]> {
  if (prompts.length === 0) return [];
  const answers = yield prompts.map(
    (prompt, draw): Question => ({
      kind: 'answer',
      id: `${id}/${draw + 1}`,
      condition: 'plain',
      temperature: 0,
      draw,
      ...prompt,
    }),
  );
  return answers.map(saidIn);
}

/** Instructions that are held against one another. */
const COMPARED = 60;

/** The instructions most like all others, of conversations whose answers are harmless: what is usual is no trigger. */
export function usualSystem({ entries }: Pool): string | undefined {
  const harmless = entries.filter(
    ({ system, said }) => system !== undefined && (said.label === 'secure' || said.label === 'prose'),
  );
  const some = harmless.slice(0, COMPARED);
  let best: string | undefined;
  let most = -1;
  for (const entry of some) {
    const sum = some.reduce((total, other) => total + likeness(entry.features.system, other.features.system), 0);
    if (sum > most) [best, most] = [entry.system, sum];
  }
  return best;
}
