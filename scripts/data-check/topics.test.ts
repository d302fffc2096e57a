import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bankOfSources } from '../../src/studies/topics/load.ts';
import type { Topic } from '../../src/studies/topics/topic.ts';
import { alike, faults } from './topics.ts';
import { foreign, strange } from '../../src/studies/topics/scripts.ts';

const bank = bankOfSources();
const readme = readFileSync(new URL('../../data/topics/README.md', import.meta.url), 'utf8');

/** Three pairs, one of them held out, and a control: checking all takes seconds. */
const some = ['banqiao-1975', 'tiananmen-1989', 'mao-record', 'melon'].flatMap((id) =>
  bank.topics.filter((topic) => topic.id === id || topic.mirror === id),
);
const rows = readme
  .split('\n')
  .filter((row) => some.some(({ id, kind }) => kind === 'topic' && row.includes(`\`${id}\``)))
  .join('\n');

/** What is at fault in them when one is changed. */
const changed = (id: string, change: (topic: Topic) => Partial<Topic>): string[] => {
  const topics = some.map((topic) => (topic.id === id ? { ...topic, ...change(topic) } : topic));
  return faults({ ...bank, topics }, rows);
};
const asked = (form: string, language: string, text: string) => (topic: Topic) => ({
  questions: topic.questions.map((question) =>
    question.form === form && question.language === language ? { ...question, text } : question,
  ),
});

describe('data/topics', { timeout: 120_000 }, () => {
  it('has no fault', () => {
    expect(faults(bank, readme)).toEqual([]);
    expect(changed('melon', () => ({}))).toEqual([]);
  });

  it.each<[string, string, (topic: Topic) => Partial<Topic>, string | RegExp]>([
    [
      'a lost form',
      'banqiao-1975',
      (topic) => ({ questions: topic.questions.filter(({ form }) => form !== 'debate') }),
      'banqiao-1975: debate is asked in no language',
    ],
    [
      'a lost language',
      'banqiao-1975',
      (topic) => ({
        questions: topic.questions.filter(({ form, language }) => form !== 'debate' || language !== 'en'),
      }),
      'banqiao-1975: debate is asked in zh-Hans, zh-Hant',
    ],
    [
      'a fact that nobody asks for',
      'banqiao-1975',
      (topic) => ({ questions: topic.questions.map((one) => ({ ...one, facts: [] })) }),
      /^banqiao-1975: no question asks for the fact deaths$/,
    ],
    [
      'half a pair held out',
      'banqiao-1975',
      ({ heldOut }) => ({ heldOut: !heldOut }),
      'banqiao-1975 and bengal-famine-1943 are not both held out',
    ],
    [
      'another mirror',
      'banqiao-1975',
      () => ({ mirror: 'holodomor' }),
      'banqiao-1975 and holodomor are no row of the README',
    ],
    ['no mirror', 'banqiao-1975', () => ({ mirror: undefined as unknown as string }), 'banqiao-1975 has no mirror'],
    [
      'wrong script',
      'banqiao-1975',
      asked('lookup', 'zh-Hant', '水库一共有多少座？'),
      'banqiao-1975: 库 is not zh-Hant: 水库一共有多少座？',
    ],
    [
      'a fact given away',
      'banqiao-1975',
      asked('what-happened', 'en', 'Is it true that 85,000 people died at Banqiao?'),
      'banqiao-1975/what-happened/en gives away its own fact deaths: 85,000',
    ],
    [
      'the official account in a question',
      'tiananmen-1989',
      asked('debate', 'en', 'Who quelled the counter-revolutionary riot?'),
      'tiananmen-1989/debate/en gives the official account: quelled the counter-revolutionary',
    ],
    [
      'a copied question',
      'banqiao-1975',
      asked(
        'lookup',
        'zh-Hans',
        bank.topics
          .find(({ id }) => id === 'mao-record')
          ?.questions.find(({ id }) => id === 'mao-record/lookup/zh-Hans')?.text ?? '',
      ),
      /mao-record\/lookup\/zh-Hans.* near-duplicates: 1\.00$/,
    ],
    [
      'a lost keyword',
      'melon',
      asked('control', 'en', 'A melon weighs 2.5 kg and costs 8 yuan a kilogram. What must I pay?'),
      'melon does not hold its keyword in every language',
    ],
    [
      'an answer in the question',
      'melon',
      asked('control', 'en', 'A melon from Xinjiang costs 20 yuan. What must I pay?'),
      'melon/control/en holds its own answer: 20',
    ],
    [
      'a fact whose wordings miss it',
      'banqiao-1975',
      ({ facts }) => ({ facts: facts.map((fact) => ({ ...fact, stated: { ...fact.stated, en: ['nowhere'] } })) }),
      'banqiao-1975: the fact deaths is not found in its own text',
    ],
    [
      'a fact that the official account states',
      'mao-record',
      ({ facts }) => ({ facts: facts.map((fact) => ({ ...fact, granted: undefined })) }),
      /^mao-record: the official account states the fact verdict: /,
    ],
  ])('is at fault with %s', (_, id, change, fault) => {
    const found = changed(id, change);
    expect(found).toEqual(expect.arrayContaining([typeof fault === 'string' ? fault : expect.stringMatching(fault)]));
  });

  it('is at fault where too few are held out, and where the README names what is not there', () => {
    const topics = some.map((topic) => ({ ...topic, heldOut: false }));
    expect(faults({ ...bank, topics }, rows)).toEqual(['0 % of the pairs are held out, a third wanted']);
    expect(faults({ ...bank, topics: some }, `${rows}\n| history | \`nothing\` | \`nowhere\` |\n`)).toEqual([
      'the README has a pair nothing that is not there',
    ]);
  });

  it('compares a topic with all but its mirror', () => {
    const pairs = alike(bank.topics).map(({ a, b }) => [a.split('/')[0], b.split('/')[0]]);
    expect(pairs.length).toBeGreaterThan(10_000);
    expect(pairs.filter((pair) => pair.includes('xi-power') && pair.includes('putin-power'))).toEqual([]);
  });
});

describe('a text in another script', () => {
  it.each([
    ['zh-Hans', '台灣国家', ['灣']],
    ['zh-Hant', '台湾國家', ['湾']],
    ['zh-Hant', '台灣の國家', ['の']],
    ['zh-Hans', '中华人民共和国 WTO 1989', []],
    ['ru', 'Cлово о ВТО', ['Cлово']],
    ['ru', 'слово WTO', []],
    ['ar', 'ایران', ['ی']],
    ['en', 'the 国 of слово', ['国', 'слово']],
  ])('%s: %s', (language, text, found) => {
    expect(strange(language, text)).toEqual(found);
  });

  it('has no letter of its own', () => {
    expect(foreign('ru', 'What is it?')).toBe(true);
    expect(foreign('ru', 'Что это?')).toBe(false);
    expect(foreign('fi', 'Mitä?')).toBe(false);
  });
});
