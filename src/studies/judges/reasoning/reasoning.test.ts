import { expect, it } from 'vitest';
import type { Recording } from '../../../runtimes/recording.ts';
import { reasoningOf } from './reasoning.ts';

const recording = (said: string, thought?: string): Recording => ({
  said,
  ...(thought === undefined ? {} : { thought: { place: 'reasoning_content', text: thought } }),
  marks: [],
  end: { at: 1, finish: { reason: 'stop' } },
});

it.each([
  ['absent', recording('Yes.'), ''],
  ['field', recording('Yes.', 'The user asks.'), 'The user asks.'],
  ['inline', recording('<think>The user asks.</think>Yes.'), 'The user asks.'],
  // Templates that open the tag in the prompt.
  ['inline', recording('The user asks.</think>Yes.'), 'The user asks.'],
  ['empty', recording('<think>\n\n</think>\n\nYes.'), ''],
  ['empty', recording('Yes.', ' '), ''],
] as const)('reasoning is %s', (state, from, text) => {
  expect(reasoningOf(from)).toEqual({ state, text });
});
