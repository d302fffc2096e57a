import type { Finish } from '../event.ts';

/** Words of OpenAI, Anthropic, Gemini, Cohere and the servers that speak like one of them, in lower case. */
const WORDS: Readonly<Record<string, Finish['reason']>> = {
  stop: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  complete: 'stop',
  finished: 'stop',
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  model_length: 'length',
  model_context_window_exceeded: 'length',
  tool_calls: 'tool',
  tool_use: 'tool',
  function_call: 'tool',
};

/** What a service's word means; `filter` is decided by the table of signals, before this is asked. */
export function finishOf(raw: string): Finish {
  const word = raw.toLowerCase();
  return { reason: (Object.hasOwn(WORDS, word) ? WORDS[word] : undefined) ?? 'other', raw };
}
