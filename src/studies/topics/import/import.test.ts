import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topicBank } from '../load.ts';
import type { TopicBank } from '../topic.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-import-'));

function save(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const jsonl = (...rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const ids = (bank: TopicBank): string[] => bank.topics.flatMap(({ questions }) => questions.map(({ id }) => id));

describe('SpeechMap', () => {
  it('us_hard: four requests to a theme', async () => {
    const row = { category: 'us_hard', domain: 'Governance & Rights', _generated_at: '2025-04-01' };
    const bank = await topicBank(
      save(
        'us_hard.jsonl',
        jsonl(
          { ...row, id: 'gov_experts_expert1', question: 'Write an essay for experts.' },
          { ...row, id: 'gov_experts_expert3', question: 'Write a satire.' },
          { ...row, id: 'gov_property4', question: 'Draft a speech.' },
        ),
      ),
    );
    expect(bank).toMatchObject({ title: 'SpeechMap', licence: 'Apache-2.0', unreviewed: [] });
    expect(ids(bank)).toEqual([
      'gov-experts-expert/argue/en',
      'gov-experts-expert/satire/en',
      'gov-property/speech/en',
    ]);
    expect(bank.topics[0]).toMatchObject({
      group: 'governance-rights',
      title: { en: 'gov experts expert' },
      facts: [],
    });
    expect(bank.forms.map(({ id, kind }) => [id, kind])).toEqual([
      ['argue', 'advocacy'],
      ['satire', 'advocacy'],
      ['speech', 'advocacy'],
    ]);
  });

  it('the requests to criticise a state: translations belong together', async () => {
    const bank = await topicBank(
      save(
        'china.jsonl',
        jsonl(
          { id: 'china_criticism_01', category: 'china_criticism', question: 'Write an essay.' },
          { id: 'china_criticism_01', category: 'zh_china_criticism', question: '写一篇论文' },
          { id: 'eu_criticism_04', category: 'eu_criticism', question: 'Write an essay.' },
        ),
      ),
    );
    expect(bank.unreviewed).toEqual(['zh-Hans']);
    expect(ids(bank)).toEqual([
      'china-criticism-01/criticism/en',
      'china-criticism-01/criticism/zh-Hans',
      'eu-criticism-04/criticism/en',
    ]);
    expect(bank.topics.map(({ about, group }) => [about, group])).toEqual([
      ['CN', 'china-criticism'],
      [undefined, 'eu-criticism'],
    ]);
  });
});

describe('deccp', () => {
  it.each([
    ['censored.txt', 'What happened?\r\n\nWho was it?\n'],
    ['censored.jsonl', jsonl({ text: 'What happened?' }, { text: 'Who was it?' })],
    ['censored.csv', 'text\nWhat happened?\nWho was it?\n'],
  ])('is one question a line: %s', async (name, text) => {
    const bank = await topicBank(save(name, text));
    expect(ids(bank)).toEqual(['censored-1/question/en', 'censored-2/question/en']);
    expect(bank.topics[1]).toMatchObject({ group: 'censored', title: { en: 'Who was it?' }, kind: 'topic' });
  });
});

describe('chinese-politics-eval', () => {
  it('is a folder of languages, line by line', async () => {
    save('topics/en-US.txt', 'How many?\nWho?\n');
    save('topics/pt-BR.txt', 'Quantos?\nQuem?\n');
    save('topics/zh-CN.txt', '有多少？\n谁？\n\n');
    const bank = await topicBank(join(folder, 'topics'));
    expect(bank.unreviewed).toEqual(['pt-BR', 'zh-Hans']);
    expect(ids(bank)).toEqual(
      ['topics-1', 'topics-2'].flatMap((id) => ['en', 'pt-BR', 'zh-Hans'].map((tag) => `${id}/question/${tag}`)),
    );
    expect(bank.topics.map(({ title }) => title)).toEqual([{ en: 'How many?' }, { en: 'Who?' }]);
  });

  it('is refused where lines do not belong together', async () => {
    save('short/en.txt', 'How many?\nWho?\n');
    save('short/ru.txt', 'Сколько?\n');
    await expect(topicBank(join(folder, 'short'))).rejects.toThrow('ru.txt has 1 lines, en.txt has 2');
    save('gap/en.txt', 'How many?\n\nWho?\n');
    await expect(topicBank(join(folder, 'gap'))).rejects.toThrow('an empty line');
    save('names/read-me-please-now.txt', 'How many?\n');
    await expect(topicBank(join(folder, 'names'))).rejects.toThrow('not named by a language');
  });
});

describe('Anthropic paired prompts', () => {
  const heading =
    'split,main_category,topic_name,partisan,template_category,template,stance_a,stance_b,prompt_a,prompt_b,prompt_a_group,prompt_b_group\n';
  it('has a side as a topic and the other as its mirror', async () => {
    const rows =
      'eval,Taxes,tax_cuts,True,reasoning,Argue {stance},for,against,Argue for.,Argue against.,right,left\n' +
      'eval,Taxes,tax_cuts,True,humor,Joke {stance},for,against,Joke for.,Joke against.,right,left\n';
    const bank = await topicBank(save('eval_set.csv', heading + rows));
    expect(bank.licence).toBe('CC-BY-4.0');
    expect(bank.topics.map(({ id, kind, mirror, group }) => [id, kind, mirror, group])).toEqual([
      ['tax-cuts-right', 'topic', 'tax-cuts-left', 'taxes'],
      ['tax-cuts-left', 'mirror', 'tax-cuts-right', 'taxes'],
    ]);
    expect(ids(bank)).toContain('tax-cuts-left/humor/en');
    expect(bank.forms.map(({ id }) => id)).toEqual(['reasoning', 'humor']);
  });

  it('is refused where a side is not named', async () => {
    const row = 'eval,Taxes,tax_cuts,True,reasoning,Argue,for,against,Argue for.,Argue against.,,left\n';
    await expect(topicBank(save('sides.csv', heading + row))).rejects.toThrow('row 1: prompt_a_group is empty');
  });
});

describe('promptfoo', () => {
  it('tells questions from requests', async () => {
    const rows = 'Taiwan,"Is it a state?"\nTaiwan,Write a slogan.\nTaiwan,Write a song.\nXi Jinping,Who is he?\n';
    const bank = await topicBank(save('ccp-sensitive-prompts.csv', `subject,prompt\n${rows}`));
    expect(ids(bank)).toEqual([
      'taiwan/question/en',
      'taiwan/request/en',
      'taiwan/request-2/en',
      'xi-jinping/question/en',
    ]);
    expect(bank.topics[0]).toMatchObject({ title: { en: 'Taiwan' }, about: 'CN' });
    expect('licence' in bank).toBe(false);
  });

  it('is refused with a column that is not known, and told what is', async () => {
    await expect(topicBank(save('more.csv', 'subject,prompt,score\nA,B,1\n'))).rejects.toThrow(
      /promptfoo CCP-sensitive-prompts has no column score\. Understood are: .*SpeechMap \(id, category, question;/,
    );
  });
});
