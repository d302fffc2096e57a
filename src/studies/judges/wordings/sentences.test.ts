import { expect, test } from 'vitest';
import { sentencesOf } from './sentences.ts';

const texts = (text: string): string[] => sentencesOf(text).map((one) => one.text);

test.each<[string, string[]]>([
  ['It began. It ended! Did it? Yes…', ['It began.', 'It ended!', 'Did it?', 'Yes…']],
  ['Mr. Deng met J. F. Kennedy in the U.S. in 1963.', ['Mr. Deng met J. F. Kennedy in the U.S. in 1963.']],
  ['It cost 1.5 million. Then 3.', ['It cost 1.5 million.', 'Then 3.']],
  ['He left in 1989. She stayed.', ['He left in 1989.', 'She stayed.']],
  ['1. The army came.\n2. It fired.', ['1. The army came.', '2. It fired.']],
  ['He said "go." Then he left.', ['He said "go."', 'Then he left.']],
  ['В 1989 г. войска вошли в город. Погибли люди.', ['В 1989 г. войска вошли в город.', 'Погибли люди.']],
  [
    'Books, papers etc. were burnt. Houses etc. Then it rained.',
    ['Books, papers etc. were burnt.', 'Houses etc.', 'Then it rained.'],
  ],
  ['发生了什么？“没有。”他说。', ['发生了什么？', '“没有。”', '他说。']],
  ['ماذا حدث؟ لا شيء. انتهى.', ['ماذا حدث؟', 'لا شيء.', 'انتهى.']],
  ['See example.com/a.b now', ['See example.com/a.b now']],
  ['One\r\n\r\n  two\u2028three', ['One', 'two', 'three']],
  ['', []],
  [' \n ', []],
])('%j', (text, sentences) => {
  expect(texts(text)).toEqual(sentences);
});
