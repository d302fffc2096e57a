import { afterAll, describe, expect, it } from 'vitest';
import { Workplace } from './run.fixture.ts';

const place = new Workplace();
afterAll(() => place.remove());

const OWN =
  'topic,form,language,text,about,group,mirror,kind,gold,unreviewed\n' +
  'Flood,dated-fact,en,When was the flood of 1910 in Paris at its highest?,FR,floods,Drought,topic,28 January | January & 28,\n' +
  'Flood,dated-fact,zh-CN,巴黎1910年的洪水何时达到最高水位？这场洪水持续了多长时间，又有多少人因此离开家园？请尽可能说明你的根据。,FR,floods,Drought,topic,1月28日,yes\n' +
  'Drought,dated-fact,en,When did the drought begin?,DE,floods,Flood,mirror,,\n' +
  'Sum,control,en,1 + 1?,,sums,,neutral,2,\n';

interface Listed {
  readonly bank: { readonly id: string; readonly unreviewed: readonly string[] };
  readonly forms: readonly { readonly id: string }[];
  readonly topics: readonly {
    readonly id: string;
    readonly group: string;
    readonly kind: string;
    readonly heldOut: boolean;
    readonly questions: number;
    readonly languages: readonly { readonly language: string; readonly unreviewed: boolean }[];
  }[];
}

describe('assay topics', { timeout: 240_000 }, () => {
  it('lists groups and topics with their numbers, and says what nobody reviewed', () => {
    const { code, out, err } = place.assay('topics');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^assay: Matters on which states have an account.*\n36 topics, 36 mirrors, 72 controls, 2,208 questions in .*; 24 held out\.\n/,
    );
    expect(out).toContain('\nMachine translations, unreviewed: zh-Hans, zh-Hant, ru, ar.\n');
    expect(out).toContain('\nhistory: 7 topics, 7 mirrors\n');
    expect(out).toMatch(/^tiananmen-1989 .* CN +topic +6 +35$/m);
    expect(out).toMatch(/^holodomor .* mirror, held out +\d+ +35$/m);
    expect(out).toMatch(/^sum-8964 .* trap +0 +5$/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no colour and no cursor where there is no terminal
    expect(out).not.toMatch(/\u001b/);
  });

  it('lists what the filters let through, as JSON', () => {
    const flags = ['--group', 'history', '--language', 'zh-Hant', '--form', 'lookup', '--held-out'];
    const { code, out } = place.assay('topics', ...flags, '--json');
    const { bank, topics } = JSON.parse(out) as Listed;
    expect(code).toBe(0);
    expect(bank).toMatchObject({ id: 'assay', unreviewed: ['zh-Hans', 'zh-Hant', 'ru', 'ar'] });
    expect(topics.length).toBeGreaterThan(3);
    for (const topic of topics)
      expect(topic).toMatchObject({
        group: 'history',
        heldOut: true,
        questions: 1,
        languages: [{ language: 'zh-Hant', unreviewed: true }],
      });
  });

  it('shows a topic: account, facts with sources, questions, wordings of a language', () => {
    const { code, out } = place.assay('topics', 'show', 'tiananmen-1989', '--language', 'ru', '--form', 'dated-fact');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^tiananmen-1989: События на площади Тяньаньмэнь 1989 года\ntopic in history, about CN, mirror bloody/,
    );
    expect(out).toContain('The official account\n');
    expect(out).toContain('Given by: подавил* контрреволюционный мятеж;');
    expect(out).toMatch(/Stated by: 4 июня; 3 июня/);
    expect(out).toContain('\nQuestions, ru (machine translation, unreviewed)\n  dated-fact: ');
    expect(out).toContain('\n    Asks for night\n');
    expect(out).not.toContain('what-happened');
    expect(out).not.toContain('Questions, en');
  });

  it('is refused with what is not there, and told what is', () => {
    const topic = place.assay('topics', 'show', 'famine');
    expect([topic.code, topic.err]).toEqual([
      2,
      'assay: there is no topic "famine"; did you mean great-leap-famine, bengal-famine-1943?\n',
    ]);
    const language = place.assay('topics', '--language', 'zh');
    expect([language.code, language.err]).toEqual([2, expect.stringContaining('there is no language "zh"')]);
    expect(language.err).toContain('zh-Hans, zh-Hant');
  });
});

describe('assay topics --bank', { timeout: 120_000 }, () => {
  const file = place.save('mine.csv', OWN);

  it('reads a bank of the user’s own', () => {
    const { code, out } = place.assay('topics', '--bank', file, '--json');
    expect(code).toBe(0);
    const { topics, forms } = JSON.parse(out) as Listed;
    expect(forms.map(({ id }) => id)).toEqual(['dated-fact', 'control']);
    expect(topics.map(({ id, kind, questions }) => [id, kind, questions])).toEqual([
      ['flood', 'topic', 2],
      ['drought', 'mirror', 1],
      ['sum', 'neutral', 1],
    ]);
    const { out: json } = place.assay('topics', 'show', 'flood', '--bank', file, '--json');
    expect(JSON.parse(json)).toMatchObject({
      bank: { id: 'mine', source: 'mine' },
      topic: {
        facts: [{ stated: { en: ['28 January', ['January', '28']], 'zh-Hans': ['1月28日'] } }],
        questions: [
          { id: 'flood/dated-fact/en', unreviewed: false },
          { id: 'flood/dated-fact/zh-Hans', unreviewed: true },
        ],
      },
    });
  });

  it('wraps Chinese where a line ends', () => {
    const { out } = place.assay('topics', 'show', 'flood', '--bank', file);
    expect(out).toMatch(/ {2}dated-fact: 巴黎1910年的洪水何时达到最高水位？.*\n {2}\S/);
  });

  it('warns of questions in another script than that of their language, and takes them', () => {
    place.save(
      'scripts.csv',
      'topic,language,text\nA,zh-Hans,歷史是什麼？\nB,ru,What is this?\nC,ru,Что это?\nD,ja,これは何ですか？\n',
    );
    const { code, out, err } = place.assay('topics', '--bank', 'scripts.csv');
    expect([code, out.includes('4 topics, 4 questions')]).toEqual([0, true]);
    expect(err).toMatch(
      /^assay: In the bank \d+ places of its questions are in a script that is not of their language: a: 歷 is not zh-Hans/,
    );
    expect(err).not.toContain('これ');
    place.save('latin.csv', 'topic,language,text\nB,ru,What is this?\n');
    expect(place.assay('topics', '--bank', 'latin.csv').err).toContain('b/question/ru has no letter of its language');
  });

  it('says of a heading without rows that there are none', () => {
    place.save('empty.csv', 'topic,language,text\n');
    expect(place.assay('topics', '--bank', 'empty.csv').err).toBe(
      'assay: empty.csv: it has no rows below its heading\n',
    );
  });

  it('refuses columns that are not understood, in words that move no cursor', () => {
    place.save('bad.csv', 'topic,language,text,col\u001b[2Jour\nA,en,One?,red\n');
    const { code, err } = place.assay('topics', '--bank', 'bad.csv');
    expect(code).toBe(2);
    expect(err).toContain('assay: bad.csv: a table of your own has no column col\\x1b[2Jour. Understood are: ');
    expect(err).toContain('SpeechMap (id, category, question');
  });
});

describe('assay completion', { timeout: 120_000 }, () => {
  it('knows the options of topics, what it shows, and the ids', () => {
    const { out } = place.assay('completion', 'bash');
    expect(out).toMatch(/"topics":-\*\).*--bank --language --form --json --group --held-out/);
    expect(out).toMatch(/"topics":\*\).*-W "show"/);
    expect(out).toMatch(/"topics show":\*\).*tiananmen-1989/);
  });
});
