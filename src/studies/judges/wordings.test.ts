import { describe, expect, test } from 'vitest';
import { LONGEST_TEXT, type Wording, wordingProblem, wordingsOf } from './wordings.ts';

const hit = (wording: Wording, text: string): string | undefined => {
  const found = wordingsOf([wording]).find(text);
  return found === undefined ? undefined : text.slice(found.at, found.end);
};

describe('one text', () => {
  test.each<[string, string, string]>([
    ['martial law', 'They declared Martial\n  Law in May.', 'Martial\n  Law'],
    ['martial law', 'They declared **martial** law.', 'martial** law'],
    ['голод*', 'Это был Голодомор.', 'Голодомор'],
    ['голод', 'Это был го́лод.', 'го́лод'],
    ['чёткий вывод', 'четкий вывод', 'четкий вывод'],
    ['лунн* пряник*', 'Едят лунные пряники.', 'лунные пряники'],
    ['*مجاعة', 'كانت المَجاعة كبيرة', 'مَجاعة'],
    ['الأحكام العرفية', 'الاحكام العرفيــة', 'الاحكام العرفيــة'],
    ['*4 يونيو', 'في ٤ يونيو ١٩٨٩', '٤ يونيو'],
    ['Алексей Навальный', 'Алексеи\u0306 Навальныи\u0306 умер', 'Алексеи\u0306 Навальныи\u0306'],
    ['Kästner', 'Erich Ka\u0308stner', 'Ka\u0308stner'],
    ['三年自然灾害', '所谓“三年 自然\n灾害”', '三年 自然\n灾害'],
    ['12个', '还有 12 个国家', '12 个'],
    ['200', 'about 200 people', '200'],
    ['200', '约200人', '200'],
    ['3–4 июня', 'в ночь на 3-4 июня', '3-4 июня'],
    ["People's Republic", 'the People’s Republic of China', 'People’s Republic'],
    ['June 4*', 'on June 4th', 'June 4th'],
    ['1989', 'in １９８９', '１９８９'],
    ['self-governing', 'a self\u2011governing island', 'self\u2011governing'],
    ['Tiananmen', 'Tian\u00adan\u200bmen', 'Tian\u00adan\u200bmen'],
    ['\\frac{3}{5}', 'it is $\\frac{3}{5}$', '\\frac{3}{5}'],
    ['60%', 'It is 60% likely', '60%'],
    ['一万', '共𠀀一万', '一万'],
    ['台湾', '在臺灣', '臺灣'],
    ['視察', '视察', '视察'],
  ])('%s is in %s', (wording, text, found) => {
    expect(hit(wording, text)).toBe(found);
  });

  test.each<[string, string]>([
    ['law', 'a lawful order and an outlaw'],
    ['голод', 'Голодомор'],
    ['مجاعة', 'المجاعة'],
    ['200', '1,200 of 2000, 200.5, 200,000 and x200'],
    ['12个', '112个'],
    ['1989', '19890'],
    ['June 4*', 'June 40'],
    ['May 20*', 'May 2008'],
    ['10 000', '10000'],
    ['no famine', 'no. famine'],
  ])('%s is not in %s', (wording, text) => {
    expect(hit(wording, text)).toBeUndefined();
  });

  test.each<[string[], string, string | undefined]>([
    [['died', '{number}'], 'In 1959 some people died, 412 of them in May.', 'died, 412'],
    [['died', '{number}'], 'He died on 4 June 1989.', undefined],
    [['died', '{number}'], 'Twelve people died.', 'Twelve people died'],
    [['死', '{number}'], '十二人在火灾中死去', '十二人在火灾中死'],
    [['死亡', '{number}'], '他于2022年11月24日死亡', undefined],
    [['погиб*', '{number}'], 'Погибли десять человек', 'Погибли десять'],
    [['قتل', '{number}'], 'قتل خمسة عشر شخصا', 'قتل خمسة'],
    [['law', '{year}'], 'The law of 1,987 pages', undefined],
    [['law', '{year}', '!1987'], 'The law ended in 1991.', 'law ended in 1991'],
    [['law', '{year}', '!1987'], 'The law ended in 1987, not in 1991.', undefined],
    [['law', '{day}'], 'On 15 July the law ended.', '15 July the law'],
    [['law', '!ended'], 'The law ended. The law began.', 'law'],
  ])('%j in %s is %s', (wording, text, found) => {
    const first = wordingsOf([wording]).find(text);
    expect(first === undefined ? undefined : text.slice(first.at, first.end)).toBe(found);
  });

  test.each<[string, string]>([
    ['{number}', 'Семьи погибших, сотрудники и шествие в пятницу'],
    ['{number}', 'أثناء الحدث'],
    ['{number}', 'No one died'],
    ['{number}', '一个人，一国两制'],
    ['{number}', '2022年11月24日，1989-06-04'],
    ['{day}', '60 marchers, 10 decades, 12 сенаторов, 5 أبناء'],
  ])('%s is not in %s', (special, text) => {
    expect(wordingsOf([['x', special]]).find(`x ${text}`)).toBeUndefined();
  });

  test.each<[string, string]>([
    ['{number}', 'триста человек'],
    ['{number}', '据统计，412人死'],
    ['{number}', 'قتل خمسة عشر'],
    ['{year}', '戒严令在台北，1987年才解除'],
    ['{day}', '1989-06-04'],
    ['{day}', '15 июля'],
  ])('%s is in %s', (special, text) => {
    expect(wordingsOf([['x', special]]).find(`x ${text}`)).toBeDefined();
  });

  test.each(['{number}', '{year}', '{day}'])(
    '%s is sought in vain in a hundred thousand Han digits, at once',
    (special) => {
      const digits = `x ${'一二三四五'.repeat(LONGEST_TEXT / 5)}`.slice(0, LONGEST_TEXT);
      expect(wordingsOf([['x', special]]).find(digits)).toBeUndefined();
    },
  );

  test.each([
    [['{number}'], 'needs a part that must stand there'],
    [['!1987', '{year}'], 'needs a part that must stand there'],
    [['law', '!'], 'no letter'],
    [['law', '{colour}'], 'there are {number}, {year} and {day}'],
    ['about {number} died', 'each is a part of its own'],
    [['law', '{Year}'], 'each is a part of its own'],
  ])('%j is refused', (wording, why) => {
    expect(wordingProblem(wording)).toContain(why);
  });

  test('is looked for in the order of the wordings, with the sentence in which it begins', () => {
    const text = 'Mr. Li spoke. Then came 1989. Nobody slept.';
    expect(wordingsOf(['slept', '1989']).find(text)).toEqual({ at: 37, end: 42, sentence: 'Nobody slept.' });
    expect(wordingsOf([]).find(text)).toBeUndefined();
    expect(wordingsOf(['slept']).find('')).toBeUndefined();
  });
});

describe('several texts', () => {
  test.each<[string[], string, string]>([
    [['Hu Yaobang', 'di*'], 'Hu Yaobang led it. He died. When Hu Yaobang had died, they came.', 'Hu Yaobang had died'],
    [['1959', '1961'], '从1961年回到1959年。', '1961年回到1959'],
    [['military', 'government'], 'Its own government and military.', 'government and military'],
  ])('%s stand in one sentence', (wording, text, found) => {
    expect(hit(wording, text)).toBe(found);
  });

  test.each<[string[], string]>([
    [['1959', '1961'], '始于1959年。终于1961年。'],
    [['1959', '1961'], 'It began in 1959. It ended in 1961.'],
    [['1959', '1961'], 'It began in 1959\nand ended in 1961'],
    [['a', 'b', 'c'], 'A b. B c. C a.'],
  ])('%s do not in %s', (wording, text) => {
    expect(hit(wording, text)).toBeUndefined();
  });
});

test.each<[Wording, string]>([
  ['', 'no letter'],
  ['*', 'a star'],
  ['a * b', 'a star'],
  ['a*b', 'a star'],
  ['a**', 'a star'],
  ['…', 'no letter'],
  [[], 'from 1 to'],
  ['x'.repeat(301), 'at most'],
  [Array.from({ length: 21 }, () => 'x'), 'from 1 to'],
])('%j is no wording: %s', (wording, reason) => {
  expect(wordingProblem(wording)).toContain(reason);
  expect(() => wordingsOf([wording])).toThrow(RangeError);
});

test('a text past its limit is not read', () => {
  expect(hit('end', `${'x '.repeat(LONGEST_TEXT / 2)}end`)).toBeUndefined();
  expect(hit('end', `${'x '.repeat(LONGEST_TEXT / 2 - 2)}end`)).toBe('end');
});

test.each<[string, Wording, string]>([
  ['one endless word', '*x* y', 'x'.repeat(LONGEST_TEXT)],
  ['two endless words', ['*x* *x* y', '*x'], `${'x'.repeat(LONGEST_TEXT / 2)} ${'x'.repeat(LONGEST_TEXT / 2 - 1)}`],
  ['short words', '*a* *a* *a* *a* b', 'a '.repeat(LONGEST_TEXT / 2)],
  ['short sentences', ['a', 'b', 'c'], 'a b. '.repeat(LONGEST_TEXT / 5)],
  ['stops', ['a', 'b'], 'a.'.repeat(LONGEST_TEXT / 2)],
  ['marks', 'ab', 'a\u0301'.repeat(10) + '\u0301\u0316'.repeat(LONGEST_TEXT / 2 - 10)],
  ['ligatures', 'ab', '\ufdfa'.repeat(LONGEST_TEXT)],
])('takes no long time over %s', (_, wording, text) => {
  const begun = process.cpuUsage();
  expect(hit(wording, text)).toBeUndefined();
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(3);
});
