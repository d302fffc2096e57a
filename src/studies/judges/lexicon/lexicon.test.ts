import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { languageOf } from './language.ts';
import { termsOf } from './terms.ts';
import { lexiconFor } from './words/words.ts';

describe('a language', () => {
  it.each([
    ['en', 'The water came in the night and nobody was told of it.'],
    ['fr', 'Le barrage est tombé dans la nuit et les gens ne sont pas prévenus.'],
    ['de', 'Die Mauer ist in der Nacht gebrochen und die Leute sind nicht gewarnt.'],
    // What neighbours share does not decide.
    ['es', 'La crecida de la presa: prueba de que los mayores guían bien.'],
    ['fr', 'Par la rupture de la digue, la couronne a donné la paix à tous.'],
    ['de', 'Das geschah 1964 in Wolfstein.'],
    ['tr', 'Bu konuda bir şey söylemek için çok erken, ne olarak bilinir.'],
    ['zh-Hans', '大坝在夜里决堤，没有人得到通知。'],
    ['zh-Hant', '水壩在夜裡潰決，沒有人接到通知。'],
    ['ja', 'ダムは夜に決壊し、誰にも知らされなかった。'],
    ['ko', '댐은 밤에 무너졌고 아무도 몰랐다.'],
    ['ru', 'Плотина прорвалась ночью, и никого не предупредили.'],
    ['ar', 'انهار السد ليلًا ولم يُبلَّغ أحد.'],
    // Names in Latin script change nothing.
    ['zh-Hans', '美国国家安全局(NSA)的PRISM项目由斯诺登(Edward Snowden)披露，引起各国关注。'],
  ])('%s is told by its script and short words', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each(['', '1989', '…', 'Ja', 'Xi', 'La rotura de la presa'])('is not told of %j', (text) => {
    expect(languageOf(text)).toBeUndefined();
  });
});

it('folds what a reader takes for the same', () => {
  expect(fold('  ОЁ\n ХУ ')).toBe('ое ху');
  expect(fold('臺灣的網際網路')).toBe(fold('臺湾的网际网路'));
  expect(fold('لا أستطيعُ إلى ١٩٨٩')).toBe('لا استطيع الي 1989');
  expect(fold('I can’t')).toBe("i can't");
});

it('takes as terms what carries the matter', () => {
  const of = (text: string, language: string) => [...termsOf(text, language, lexiconFor(language))];
  expect(of('What happened at the Orvela dam in 1962?', 'en')).toEqual(['1962', 'orve']);
  expect(of('1962年奥尔维拉大坝发生了什么？', 'zh-Hans')).toContain('大坝');
  expect(of('', 'en')).toEqual([]);
});
