import { Random } from '../../core/random.ts';
import type { GenerationEvent } from '../../runtimes/event.ts';
import type { GenerationRequest } from '../../runtimes/request.ts';
import type { Arm } from '../engine/arm.ts';
import { generatedQuestions } from './generated.ts';

/** The chance of a right answer at so many powers of ten of tokens. */
type Law = (log: number) => number;

/** Known laws, each varied by a draw from 0 to 1, with the name that the study must give them. */
export const LAWS: Readonly<Record<string, { readonly name: string; readonly of: (draw: number) => Law }>> = {
  'log-linear': {
    name: 'predictable on the range',
    of: (draw) => (x) => 0.1 + 0.05 * draw + (0.3 + 0.08 * draw) * (x - 1.8),
  },
  saturating: {
    name: 'saturates',
    of: (draw) => (x) => (0.75 + 0.15 * draw) * (1 - Math.exp(-(x - 1.7) * (2.5 + draw))),
  },
  inverse: { name: 'inverse', of: (draw) => (x) => 0.9 - (0.15 + 0.15 * draw) * (x - 1.8) },
  peaked: { name: 'rises, then falls', of: (draw) => (x) => 0.85 - (0.5 + 0.1 * draw) * (x - 2.85) ** 2 },
  flat: { name: 'flat', of: (draw) => () => 0.2 + 0.6 * draw },
};

/** A model that takes all of its budget and answers by a law; 70 % of the questions from a threshold of their own on. */
export function modelOf(law: Law, seed: string, tasks: number, taken = (budget: number): number => budget): Arm {
  const questions = generatedQuestions(tasks, 1);
  async function* generate({ prompt, sampling, thinking }: GenerationRequest): AsyncGenerator<GenerationEvent> {
    const said = prompt.kind === 'chat' ? (prompt.messages.at(-1)?.content ?? '') : '';
    const question = questions.find((one) => said.startsWith(one.question));
    const budget = thinking?.kind === 'tokens' ? thinking.tokens : sampling.maxTokens;
    const own = Random.from(seed).split(question?.id ?? '');
    const [threshold, steady] = [own.uniform(), own.uniform() < 0.7];
    const fresh = own.split(`${budget} ${sampling.seed ?? ''}`).uniform();
    const right = (steady ? threshold : fresh) < law(Math.log10(budget));
    yield { kind: 'text', at: 1, text: `I think.\nAnswer: ${right ? question?.answers[0] : 'none of these'}` };
    const tokens = taken(budget);
    const usage = { promptTokens: 50, completionTokens: tokens, reasoningTokens: tokens };
    yield { kind: 'end', at: 2, finish: { reason: 'stop', raw: 'stop' }, usage };
  }
  const describe = () => ({
    runtime: 'law',
    model: seed,
    capabilities: ['chat' as const, 'thinking-budget' as const],
  });
  return { id: 'm', role: 'suspect', runtime: { describe, concurrency: 8, generate, close: () => Promise.resolve() } };
}

/** Words that it thinks before it stops; urged on it goes on for as many more. */
const NATURAL = 400;

/** A model that thinks word by word where it is told to go on, and answers by a law over the words that were thought. */
export function thinkerOf(law: Law, seed: string, tasks: number): Arm {
  const questions = generatedQuestions(tasks, 1);
  async function* generate({ prompt, sampling }: GenerationRequest): AsyncGenerator<GenerationEvent> {
    const [messages, prefill = ''] = prompt.kind === 'chat' ? [prompt.messages, prompt.prefill] : [[], ''];
    const said = messages.at(-1)?.content ?? '';
    const question = questions.find((one) => said.startsWith(one.question));
    const thought = prefill.match(/\bw\b/g)?.length ?? 0;
    const end = (reason: 'stop' | 'length', tokens: number): GenerationEvent => ({
      kind: 'end',
      at: 2,
      finish: { reason, raw: reason },
      usage: { promptTokens: 50, completionTokens: tokens },
    });
    if (prefill.endsWith('Answer:')) {
      const own = Random.from(seed).split(question?.id ?? '');
      const [threshold, steady] = [own.uniform(), own.uniform() < 0.7];
      const fresh = own.split(String(thought)).uniform();
      const right = (steady ? threshold : fresh) < law(Math.log10(Math.max(1, thought)));
      yield { kind: 'text', at: 1, text: ` ${right ? question?.answers[0] : 'none of these'}` };
      yield end('stop', 1);
      return;
    }
    const left = NATURAL - (thought % NATURAL);
    const words = Math.min(sampling.maxTokens, left);
    yield { kind: 'text', at: 1, text: ' w'.repeat(words) };
    yield end(words === sampling.maxTokens ? 'length' : 'stop', words);
  }
  const describe = () => ({ runtime: 'law', model: seed, capabilities: ['chat' as const, 'prefill' as const] });
  return { id: 'm', role: 'suspect', runtime: { describe, concurrency: 8, generate, close: () => Promise.resolve() } };
}
