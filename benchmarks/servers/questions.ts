import type { GenerationRequest, Sampling } from '../../src/runtimes/request.ts';
import type { Capability } from '../../src/runtimes/runtime.ts';

const greedy: Sampling = { temperature: 0, maxTokens: 40 };

const chat = (content: string, sampling = greedy, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
  sampling,
  ...more,
});

/** Each thing that a request can ask for, in English and in letters of several bytes. */
export function questions(capabilities: readonly Capability[]): GenerationRequest[] {
  const can = (name: Capability): boolean => capabilities.includes(name);
  const system = { role: 'system', content: 'You answer in one sentence.' } as const;
  const user = { role: 'user', content: 'When was the River Treaty?' } as const;
  return [
    chat('What was the Mill Strike?'),
    chat('Что такое Стачка на мельнице?'),
    { prompt: { kind: 'chat', messages: [system, user] }, sampling: greedy },
    chat('When was the River Treaty?', { ...greedy, maxTokens: 3 }),
    chat('When was the River Treaty?', { ...greedy, stop: [' '] }),
    ...[7, 7, 8].map((seed) => chat('Tell me.', { temperature: 2, topP: 0.99, maxTokens: 8, seed })),
    // Longer than its context: what it says of that is an error.
    chat('word '.repeat(600)),
    ...(can('logprobs') ? [chat('When was the River Treaty?', { ...greedy, maxTokens: 6 }, { logprobs: 2 })] : []),
    ...(can('text') ? [{ prompt: { kind: 'text', text: 'The River Treaty was' } as const, sampling: greedy }] : []),
    ...(can('text') && can('logprobs')
      ? [{ prompt: { kind: 'text', text: 'The ' } as const, sampling: { ...greedy, maxTokens: 4 }, logprobs: 3 }]
      : []),
  ];
}
