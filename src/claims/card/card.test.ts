import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementsOf } from './card.ts';
import { MOST_SENTENCES, sentencesOf } from './sentence.ts';
import type { Statement } from './statement.ts';

const read = (text: string): readonly Statement[] => statementsOf({ front: [], text, line: 1 }).statements;
const short = (text: string): string[] =>
  read(text).map((one) => {
    const detail = one.what === 'parameters' ? ` ${one.which}${one.own ? '' : ' (others)'}` : '';
    const chip = one.what === 'hours' && one.chip !== undefined ? ` ${one.chip}` : '';
    return `${one.what} ${one.value}${detail}${chip}${one.atLeast ? ' at least' : ''}`;
  });

describe('a card', () => {
  it.each<[string, string[]]>([
    [
      'A Mixture-of-Experts language model with 671B total parameters with 37B activated for each token.',
      ['parameters 37000000000 active', 'parameters 671000000000 total'],
    ],
    [
      '- Number of Parameters: 7.61B\n- Number of Paramaters (Non-Embedding): 6.53B\n- Number of Layers: 28',
      ['parameters 7610000000 total', 'parameters 6530000000 non-embedding'],
    ],
    ['| Parameters | 7B |', ['parameters 7000000000 total']],
    ['| Parameters | 7B | 13B |', ['parameters 7000000000 total (others)', 'parameters 13000000000 total (others)']],
    ['It has **903,808 parameters**.', ['parameters 903808 total']],
    ['It outperforms a 70B parameter model.', ['parameters 70000000000 total (others)']],
    [
      'We pre-train DeepSeek-V3 on 14.8 trillion diverse and high-quality tokens, followed by Supervised Fine-Tuning.',
      ['tokens 14800000000000'],
    ],
    ['Llama was pretrained on over 15 trillion tokens of data.', ['tokens 15000000000000 at least']],
    ['Trained on 15T+ tokens.', ['tokens 15000000000000 at least']],
    ['| Training tokens | 2.0T |', ['tokens 2000000000000']],
    ['Trained with a context length of 1M tokens.', []],
    ['Trained with a global batch size of 400M tokens.', []],
    ['It was further trained on 100B tokens.', []],
    ['DeepSeek-V3 requires only 2.788M H800 GPU hours for its full training.', ['hours 2788000 H800']],
    ['Training used 39.3M GPU hours of computation on hardware of type H100-80GB.', ['hours 39300000 H100']],
    ['Training cost $5.6M in all.', ['cost 5600000']],
    ['The API costs $2 per million tokens; training at $5,000 per day.', []],
    ['```\ntrained on 15T tokens\n```', []],
    ['It has 28 layers and 7 heads.', []],
  ])('says %j', (text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  it('rounds as its last digit does, and shows the sentence and its line', () => {
    const [one] = read('# A model\n\nIt is open. It was trained on 14.8T tokens.');
    expect(one).toMatchObject({
      low: 14.75e12,
      high: 14.85e12,
      in: { line: 3, text: 'It was trained on 14.8T tokens.' },
    });
    const size = statementsOf({ front: [{ key: 'model_size', value: '7B', line: 4 }], text: '', line: 9 }).statements;
    expect(size).toMatchObject([{ value: 7e9, low: 6.5e9, high: 7.5e9, own: true, in: { line: 4 } }]);
  });

  it('of a hostile kind costs time in proportion to its length', () => {
    const hostile = ['[', '*', '<a', '1,111', '1 billion ', 'train ', '$1', '| ', 'a-', '`', '[a](', '1T a '];
    for (const one of hostile) {
      const text = one.repeat(Math.ceil(200_000 / one.length));
      const began = performance.now();
      statementsOf({ front: [{ key: 'size', value: text.slice(0, 256), line: 1 }], text, line: 1 });
      expect(performance.now() - began, one).toBeLessThan(5_000);
    }
  });

  it('with more sentences than are kept says so', () => {
    const { sentences, all } = sentencesOf('a\n\n'.repeat(MOST_SENTENCES + 1));
    expect([sentences.length, all]).toEqual([MOST_SENTENCES, false]);
    expect(statementsOf({ front: [], text: 'It has 7B parameters.\n\n'.repeat(600), line: 1 }).all).toBe(false);
  });

  it('never makes a number that is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        for (const { value, low, high } of read(`${a} trained on 12.5B tokens, $7M, 3B parameters ${b}`))
          expect(low <= value && value <= high && Number.isFinite(high)).toBe(true);
      }),
    );
  });
});
