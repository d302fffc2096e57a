import { expect, it } from 'vitest';
import { wholeSentences } from './whole-sentences.ts';

const TEXT = 'Of 360 questions 6.7 % are lost. “A” in Chinese is one. Nothing stands out.';

it.each([
  [200, TEXT, 0],
  [TEXT.length, TEXT, 0],
  [TEXT.length - 1, 'Of 360 questions 6.7 % are lost. “A” in Chinese is one.', 1],
  [33, 'Of 360 questions 6.7 % are lost.', 2],
  [32, 'Of 360 questions 6.7 % are lost.', 2],
  [10, 'Of 360 qu…', 2],
])('keeps whole sentences within %d characters', (most, text, left) => {
  expect(wholeSentences(TEXT, most)).toEqual({ text, left });
});
