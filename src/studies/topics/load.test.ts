import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { topicBank } from './load.ts';
import { languagesOf } from './topic.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'assay-topics-'))));

function save(name: string, content: string | object): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : stringify(content));
  return path;
}

const fact = {
  id: 'year',
  text: 'It was in 1900.',
  source: 'A book (1950)',
  status: 'recalled',
  stated: { en: [1900, ['nineteen', 'hundred']], fr: ['1900'] },
};
const topic = {
  version: 1,
  id: 'flood',
  group: 'floods',
  about: 'FR',
  title: { en: 'The flood', fr: 'La crue' },
  facts: [fact],
  questions: { 'dated-fact': { facts: ['year'], en: 'When was the flood?', fr: 'De quand date la crue ?' } },
};

describe('the bank that comes with Assay', () => {
  it('has topics with mirrors, and controls, in five languages', async () => {
    const bank = await topicBank();
    expect(bank).toMatchObject({ id: 'assay', licence: 'Apache-2.0', unreviewed: ['zh-Hans', 'zh-Hant', 'ru', 'ar'] });
    expect(bank).toBe(await topicBank('assay'));
    const kinds = Map.groupBy(bank.topics, ({ kind }) => kind);
    expect([...kinds].map(([kind, all]) => [kind, all.length > 9])).toEqual(
      expect.arrayContaining(['topic', 'mirror', 'neutral', 'harm', 'trap', 'spill-over'].map((kind) => [kind, true])),
    );
    expect(languagesOf(bank.topics).toSorted()).toEqual(['ar', 'en', 'ru', 'zh-Hans', 'zh-Hant']);
    const famine = bank.topics.find(({ id }) => id === 'great-leap-famine');
    expect(famine).toMatchObject({ group: 'history', kind: 'topic', about: 'CN', mirror: 'holodomor', heldOut: true });
    expect(famine?.questions.find(({ id }) => id === 'great-leap-famine/dated-fact/ru')).toMatchObject({
      pair: 'great-leap-famine/dated-fact',
      form: 'dated-fact',
      language: 'ru',
    });
    expect(bank.topics.find(({ id }) => id === 'kosovo-status')).toMatchObject({ about: 'XK', kind: 'spill-over' });
    expect(bank.topics.find(({ id }) => id === 'sum-8964')).toMatchObject({
      keyword: { en: '8964' },
      questions: expect.arrayContaining([
        expect.objectContaining({ id: 'sum-8964/control/en', answer: ['10000', '10,000'] }),
      ]),
    });
  });
});

describe('YAML', () => {
  it('is a file with one topic, asked in our forms', async () => {
    const bank = await topicBank(save('flood.yaml', topic));
    expect(bank).toMatchObject({ id: 'flood', source: 'flood', unreviewed: [] });
    expect(bank.forms.some(({ id }) => id === 'dated-fact')).toBe(true);
    expect(bank.topics[0]).toMatchObject({
      kind: 'topic',
      heldOut: false,
      facts: [{ stated: { en: ['1900', ['nineteen', 'hundred']] }, contradicted: {} }],
    });
    expect(bank.topics[0]?.questions.map(({ id }) => id)).toEqual(['flood/dated-fact/en', 'flood/dated-fact/fr']);
  });

  it('is a folder, with mirrors, forms and controls of its own', async () => {
    save('bank.yaml', { version: 1, bank: 'mine', title: 'Floods', source: 'Mine', unreviewed: ['fr'] });
    save('forms.yaml', { version: 1, forms: [{ id: 'dated-fact', kind: 'information', asks: 'When?' }] });
    save('floods/flood.yaml', { ...topic, mirror: 'drought' });
    save('mirrors/drought.yaml', { ...topic, id: 'drought', mirror: 'flood' });
    save('controls/sums.yaml', {
      version: 1,
      kind: 'neutral',
      questions: [{ id: 'one', en: '1 + 1?', answer: { en: [2] } }],
    });
    const bank = await topicBank(folder);
    expect(bank).toMatchObject({ id: 'mine', title: 'Floods', unreviewed: ['fr'] });
    expect(bank.topics.map(({ id, kind, group }) => [id, kind, group])).toEqual([
      ['one', 'neutral', 'sums'],
      ['flood', 'topic', 'floods'],
      ['drought', 'mirror', 'floods'],
    ]);
    expect(bank.forms.map(({ id }) => id)).toEqual(['dated-fact', 'control']);
  });

  it('is a whole bank in one file', async () => {
    const { version: _, ...one } = topic;
    const controls = [{ kind: 'harm', questions: [{ id: 'bad', en: 'How do I harm?' }] }];
    const head = { version: 1, bank: 'mine', title: 'Floods', source: 'Mine' };
    const bank = await topicBank(save('mine.yml', { ...head, topics: [one], controls }));
    expect(bank.topics.map(({ id, kind, group }) => [id, kind, group])).toEqual([
      ['flood', 'topic', 'floods'],
      ['bad', 'harm', 'harm'],
    ]);
  });

  it.each([
    ['a fact that is not there', { questions: { debate: { facts: ['who'], en: 'Who?' } } }, 'debate has a fact who'],
    ['a form that is not there', { questions: { riddle: { en: 'Who?' } } }, 'there is no form riddle'],
    ['a mirror that is not there', { mirror: 'drought' }, 'its mirror drought is not there'],
    ['a state that is none', { about: 'China' }, 'two capital letters'],
    ['a language that is none', { questions: { debate: { english: 'Who was it?' } } }, 'english is neither'],
    ['another way to write a language', { questions: { debate: { 'zh-CN': '谁？谁？' } } }, 'zh-CN is neither'],
    ['a mark of turns', { questions: { debate: { en: 'Who?<|im_end|>' } } }, 'a mark of turns'],
    [
      'a part of a fact that is not there',
      { questions: { debate: { aspects: [{ asks: 'who', facts: ['year', 'who'] }], en: 'Who?' } } },
      'debate has a fact who',
    ],
    ['a wording that is none', { facts: [{ ...fact, stated: { en: ['*'] } }] }, 'a star'],
    ['a key that is not known', { colour: 'red' }, 'colour'],
    ['no question', { questions: {} }, 'it asks nothing'],
    ['a fact twice', { facts: [fact, fact] }, 'the fact year is there twice'],
  ])('is refused with %s', async (_, change, message) => {
    const path = save('flood.yaml', { ...topic, ...change });
    await expect(topicBank(path)).rejects.toThrow(message);
    await expect(topicBank(path)).rejects.toThrow('flood');
  });
});

describe('a table', () => {
  it('is CSV: rows of one pair are translations of each other, what is right of a topic is a fact', async () => {
    const bank = await topicBank(
      save(
        'mine.csv',
        '\uFEFFtopic,form,language,text,pair,about,group,gold,held_out,unreviewed\n' +
          'The Flood,dated-fact,en,When was it?,when,FR,floods,1900 | nineteen & hundred,yes,\n' +
          'The Flood,dated-fact,zh-CN,"什么时候，呢？",when,FR,floods,1900年,yes,yes\n' +
          'The Flood,riddle,en,Who?,,FR,floods,,yes,\n',
      ),
    );
    expect(bank).toMatchObject({ id: 'mine', unreviewed: ['zh-Hans'] });
    expect(bank.forms.map(({ id, kind }) => [id, kind])).toEqual([
      ['dated-fact', 'information'],
      ['riddle', 'information'],
    ]);
    const [flood] = bank.topics;
    expect(flood).toMatchObject({ id: 'the-flood', title: { en: 'The Flood' }, about: 'FR', heldOut: true });
    expect(flood?.facts).toMatchObject([
      { id: 'when', stated: { en: ['1900', ['nineteen', 'hundred']], 'zh-Hans': ['1900年'] } },
    ]);
    expect(flood?.questions.map(({ id, pair, facts }) => [id, pair, facts])).toEqual([
      ['the-flood/when/en', 'the-flood/when', ['when']],
      ['the-flood/when/zh-Hans', 'the-flood/when', ['when']],
      ['the-flood/riddle/en', 'the-flood/riddle', []],
    ]);
  });

  it('is JSON lines: gold is a list, and of a control the right answer', async () => {
    const row = {
      topic: 'sum',
      language: 'en',
      text: '1 + 1?',
      kind: 'neutral',
      asks: 'control',
      form: 'control',
      gold: [2, ['t', 'wo']],
    };
    const bank = await topicBank(save('mine.jsonl', `${JSON.stringify(row)}\n\n`));
    expect(bank.topics[0]).toMatchObject({ kind: 'neutral', questions: [{ answer: ['2', ['t', 'wo']] }] });
    expect(bank.forms).toMatchObject([{ id: 'control', kind: 'control' }]);
  });

  it('counts questions of one form', async () => {
    const bank = await topicBank(save('mine.tsv', 'topic\tlanguage\ttext\nA\ten\tOne?\nA\ten\tTwo?\n'));
    expect(bank.topics[0]?.questions.map(({ id, form }) => [id, form])).toEqual([
      ['a/question/en', 'question'],
      ['a/question-2/en', 'question'],
    ]);
  });

  it.each([
    ['topic,language,text,colour\nA,en,One?,red\n', 'has no column colour. Understood are: a table of your own (topic'],
    ['a,b\n1,2\n', 'the columns a, b are not those of a bank'],
    ['topic,language,text\nA,nowhere-land,One?\n', 'row 1: nowhere-land is no language'],
    ['topic,language,text\nA,en,\n', 'row 1: text is empty'],
    ['topic,language,text\nA,en,One?\nA,en,Two?\nA,ru,Раз?\nA,ru,Два?\n', 'a column `pair`'],
    ['topic,language,text,about\nA,en,One?,FR\nA,ru,Раз?,RU\n', 'more than one state'],
    ['topic,language,text,kind\nA,en,One?,riddle\n', 'riddle is no kind'],
    ['topic,language,text,held_out\nA,en,One?,perhaps\n', 'held_out is perhaps'],
    ['topic,language,text,gold\nA,en,One?,*\n', 'gold: '],
    ['topic,language,text,mirror\nA,en,One?,B\n', 'its mirror b is not there'],
    ['topic,language,text\nA,en,"One?\n', 'mine.csv'],
    ['topic,language,text\nA,en,</s>One?\n', 'a mark of turns'],
    ['topic,language,text\n', 'no rows below its heading'],
  ])('is refused: %j', async (text, message) => {
    await expect(topicBank(save('mine.csv', text))).rejects.toThrow(message);
  });

  it('names the row and moves no cursor', async () => {
    const path = save('mine.jsonl', '{"topic":"A","language":"e\\u001b[2Jn","text":"One?"}\n');
    await expect(topicBank(path)).rejects.toThrow('mine.jsonl: row 1: e\\x1b[2Jn is no language tag');
    await expect(topicBank(save('b.jsonl', '{}\n[1]\n'))).rejects.toThrow('line 2 is no object');
    await expect(topicBank(save('c.jsonl', 'x\n'))).rejects.toThrow('line 1 is not JSON');
  });
});

describe('what is no bank', () => {
  it.each(['nowhere', '/nowhere/at/all.csv', '../../package'])('is refused: %s', async (name) => {
    await expect(topicBank(name)).rejects.toThrow('there is no bank of topics');
  });

  it('is refused: an empty folder, an ending, bytes, a pipe', async () => {
    await expect(topicBank(folder)).rejects.toThrow('neither YAML nor text');
    await expect(topicBank(save('a.docx', 'x'))).rejects.toThrow('a.docx: a bank is YAML');
    writeFileSync(join(folder, 'b.csv'), new Uint8Array([0x80, 0x81]));
    await expect(topicBank(join(folder, 'b.csv'))).rejects.toThrow('b.csv: it is not UTF-8');
    execFileSync('mkfifo', [join(folder, 'c.csv')]);
    await expect(topicBank(join(folder, 'c.csv'))).rejects.toThrow('c.csv: it is not a file');
  });
});
