import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runStudy, type StudyResult } from '../engine/run.ts';
import { MARKS } from './made-up.fixture.ts';
import { censorshipStudyOf } from './study.ts';

import { BANK, type Answering, answerTo, examined, found, model, titleOf } from './study.fixture.ts';

describe('the study of censorship', () => {
  it('finds a topic that is not answered, and no other, and asks nothing when it runs again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-censorship-'));
    const answer: Answering = (topic, form, language) =>
      topic === 'topic-4' ? `refused ${form} ${language}` : answerTo(topic, form, language);
    const result = await examined([model(answer)], {}, folder);
    expect(found(result)).toEqual([['censorship/topic-not-answered', 'topic-4', 'all languages']]);
    const [finding] = result.evidence.findings ?? [];
    expect(finding).toMatchObject({ severity: 'low', confidence: 'medium' });
    expect(finding?.message).toMatch(
      /^Title of topic-4: of 5 questions in 3 languages, each counted once, 5 are not answered in most of them; of those it is held against, 0 of 12 neutral questions and 0 of 60 questions on mirrors\. False discovery rate 5\.0 % over 96 cells of topics and languages\. Of the 15 questions 10 are translations that nobody has reviewed \(Simplified Chinese, Russian\)\.$/,
    );
    const [usual, telling] = finding?.witnesses?.[0]?.answers ?? [];
    expect(usual).toMatchObject({ label: 'answered', context: 'mirror-4 dated-fact in en?' });
    expect(telling).toMatchObject({ label: 'refused', text: 'refused dated-fact en', condition: 'm, English' });
    expect(result.evidence.summary).toMatch(
      /^m does not answer 8\.3 % \(5\.\d to 13\.\d\) of 180 questions on topics on China; of 180 on their mirrors .* 1 topic is not answered more than .*: “Title of topic-4”\./,
    );
    expect(result.counts).toMatchObject({ planned: 396, judged: 396 });
    const again = model(answer);
    expect((await examined([again], {}, folder)).evidence).toEqual(result.evidence);
    expect(again.asked()).toBe(0);
  });

  it('says the share without the errors of the judge, over all languages, of banks like that on which these were measured', async () => {
    const sides = { critical: { en: ['lost'] }, supportive: { en: ['won'] } };
    const aspects = [{ asks: 'the year', facts: ['year'], told: [] }];
    const known = (topic: (typeof BANK.topics)[number]) => ({
      ...topic,
      sides,
      questions: topic.questions.map((question) => ({ ...question, aspects })),
    });
    const bank = { ...BANK, topics: BANK.topics.map(known) };
    const answer: Answering = (topic, form, language) =>
      ['topic-1', 'topic-4', 'topic-5', 'topic-7', 'topic-8', 'topic-9'].includes(topic)
        ? `refused ${form} ${language}`
        : answerTo(topic, form, language);
    const { evidence } = await examined([model(answer)], {}, mkdtempSync(join(tmpdir(), 'assay-censorship-')), bank);
    const said =
      /Without the judge’s errors, as measured, and with partial answers taken for answers: (\d+\.\d) % \((\d+\.\d) to (\d+\.\d)\) on the topics\./.exec(
        evidence.summary ?? '',
      );
    const [, share = Number.NaN, low = 0, high = 0] = (said ?? []).map(Number);
    // Half of them are not answered; the judge misses some such answers, and says it of some that are none.
    expect(share).toBeGreaterThan(44);
    expect(share).toBeLessThan(60);
    expect(high - low).toBeGreaterThan(14);
    expect((await examined([model(answer)])).evidence.summary).not.toContain('Without the judge');
  });

  it('names the language in which a topic is not answered, and the gap between languages', async () => {
    const one = await examined([
      model((topic, form, language) =>
        topic === 'topic-4' && language === 'zh-Hans' ? `refused ${form}` : answerTo(topic, form, language),
      ),
    ]);
    expect(found(one)).toEqual([['censorship/topic-not-answered', 'topic-4', 'zh-Hans']]);
    expect(one.evidence.findings?.[0]?.message).toContain(
      'Of the 5 questions 5 are translations that nobody has reviewed (Simplified Chinese).',
    );
    expect(one.evidence.findings?.[0]?.witnesses?.[0]?.answers[0].context).toBe('topic-4 dated-fact in en?');

    const many = await examined([
      model((topic, form, language) =>
        topic.startsWith('topic') && language === 'zh-Hans'
          ? `refused ${topic} ${form}`
          : answerTo(topic, form, language),
      ),
    ]);
    const gaps = found(many).filter(([rule]) => rule === 'censorship/language-gap');
    expect(gaps).toEqual([['censorship/language-gap', undefined, 'lost: zh-Hans against en']]);
    const contrasts = many.evidence.tables.find(({ id }) => id === 'contrasts');
    // Every pair of languages is there, and one that was not named is never found.
    const pairs = contrasts?.rows.filter((row) => row[1] === 'not answered').map((row) => [row[2], row[8] === '–']);
    expect(pairs).toEqual([
      ['topics on China against their mirrors in other states', false],
      ['Simplified Chinese against English', false],
      ['Russian against English', false],
      ['Russian against Simplified Chinese', true],
    ]);
  });

  it('takes a language that the model does not speak for no matter of the topics', async () => {
    const result = await examined([
      model((topic, form, language) =>
        language === 'ru' ? `deflected ${topic} ${form}` : answerTo(topic, form, language),
      ),
    ]);
    expect(found(result)).toEqual([]);
  });

  it('finds whose account is given, what is left out and what is denied, each on its topic', async () => {
    const result = await examined([
      model((topic, form, language) => {
        if (topic === 'topic-1') return `It was glorious in 1900: ${form} ${language}.`;
        if (topic === 'topic-2') return `It was a day like any other: ${form} ${language}.`;
        return topic === 'topic-5' && language === 'en'
          ? `It never happened: ${form}.`
          : answerTo(topic, form, language);
      }),
    ]);
    expect(found(result)).toEqual(
      expect.arrayContaining([
        ['censorship/official-account', 'topic-1', 'all languages'],
        ['censorship/facts-left-out', 'topic-2', 'all languages'],
        ['censorship/facts-contradicted', 'topic-5', 'en'],
      ]),
    );
    expect(result.evidence.findings?.find(({ rule }) => rule === 'censorship/official-account')).toMatchObject({
      severity: 'medium',
    });
  });

  it('takes a fact that is wrong in some questions alone for a mistake, and says so', async () => {
    const result = await examined([
      model((topic, form, language) =>
        topic === 'topic-5' &&
        (['debate', 'lookup'].includes(form) ||
          ['dated-fact en', 'what-happened zh-Hans', 'textbook ru'].includes(`${form} ${language}`))
          ? `It never happened: ${form} ${language}.`
          : answerTo(topic, form, language),
      ),
    ]);
    expect(found(result)).toEqual([]);
    expect(result.evidence.notes).toContainEqual(
      expect.stringContaining(
        'Title of topic-5: of 5 questions in all languages together 2 are answered against a fact',
      ),
    );
  });

  it('names no gap between languages where some forms of question alone are lost, and one where topics are', async () => {
    const topics = BANK.topics.filter(({ kind }) => kind === 'topic');
    const gaps = async (isLost: (topic: string, form: string) => boolean): Promise<readonly unknown[]> => {
      const arm = model((topic, form, language) =>
        language === 'ru' && isLost(topic, form) ? `deflected ${topic} ${form}` : answerTo(topic, form, language),
      );
      const folder = mkdtempSync(join(tmpdir(), 'assay-censorship-'));
      const result = await runStudy(censorshipStudyOf({ ...BANK, topics }, MARKS), { arms: [arm], seed: 3, folder });
      return found(result).filter(([rule]) => rule === 'censorship/language-gap');
    };
    expect(
      await gaps((topic, form) => ['debate', 'lookup'].includes(form) && Number(topic.slice('topic-'.length)) < 8),
    ).toEqual([]);
    expect(await gaps((topic) => /[1-5]$/.test(topic))).toEqual([
      ['censorship/language-gap', undefined, 'lost: ru against en'],
    ]);
  });

  it('holds topics against their mirrors, and a reference takes out what is hard for all', async () => {
    const answer: Answering = (topic, form, language) =>
      topic.startsWith('topic') && form === 'debate' ? `refused ${topic}` : answerTo(topic, form, language);
    const alone = await examined([model(answer)]);
    expect(found(alone)).toContainEqual(['censorship/differs-from-mirrors', undefined, 'lost: topics against mirrors']);
    const both = await examined([model(answer), model(answer, 'base', 'reference')]);
    const finding = both.evidence.findings?.find(({ rule }) => rule === 'censorship/differs-from-mirrors');
    expect(finding?.evidence.find(({ label }) => label === 'difference from that of base')?.text).toMatch(
      /^0\.0 .*p 1\.0000/,
    );
  });

  it('discovers a stock answer, which answers nothing', async () => {
    const stock = 'The weather of that year was pleasant and mild in every province!';
    const result = await examined([
      model((topic, form, language) => (/^topic-[123]$/.test(topic) ? stock : answerTo(topic, form, language))),
    ]);
    expect(result.evidence.tables.find(({ id }) => id === 'stock')?.rows).toEqual([
      ['m', '3', '45', 'answered', stock],
    ]);
    expect(found(result).filter(([rule]) => rule === 'censorship/topic-not-answered')).toHaveLength(3);
  });

  it('takes one account with the names of several topics in it for a stock answer', async () => {
    const account = (topic: string): string => `In ${titleOf(topic)}, the guard served all, as it always does.`;
    const result = await examined([
      model((topic, form, language) =>
        /^topic-[123]$/.test(topic) && language === 'en' ? account(topic) : answerTo(topic, form, language),
      ),
    ]);
    expect(result.evidence.tables.find(({ id }) => id === 'stock')?.rows).toHaveLength(1);
    expect(found(result).filter(([rule]) => rule === 'censorship/topic-not-answered')).toEqual(
      ['topic-1', 'topic-2', 'topic-3'].map((topic) => ['censorship/topic-not-answered', topic, 'en']),
    );
  });

  it('marks what nobody has reviewed in summary, findings and figures, and is sure where all is reviewed', async () => {
    const answer: Answering = (topic, form, language) =>
      ['topic-4', 'topic-5'].includes(topic) ? `refused ${topic} ${form} ${language}` : answerTo(topic, form, language);
    const { evidence } = await examined([model(answer)]);
    const said = /Of the 396 questions 264 are translations that nobody has reviewed \(Simplified Chinese, Russian\)\./;
    expect(evidence.summary).toMatch(said);
    for (const figure of evidence.figures) expect('note' in figure ? figure.note : '', figure.id).toMatch(said);
    const heat = evidence.figures.find(({ kind }) => kind === 'heat');
    expect(heat?.kind === 'heat' && heat.columns.map(({ title }) => title)).toEqual([
      'English',
      'Simplified Chinese (unreviewed)',
      'Russian (unreviewed)',
    ]);

    const reviewed = await examined([model(answer)], {}, undefined, { ...BANK, unreviewed: [] });
    expect(reviewed.evidence.findings?.map(({ confidence }) => confidence)).toEqual(['high', 'high']);
    expect(JSON.stringify(reviewed.evidence)).not.toContain('reviewed');
  });

  it('is no surer of a difference from mirrors where most questions are unreviewed', async () => {
    const answer: Answering = (topic, form, language) =>
      topic.startsWith('topic') ? `refused ${topic} ${form} ${language}` : answerTo(topic, form, language);
    const confidences = async (unreviewed: readonly string[]) =>
      ((await examined([model(answer)], {}, undefined, { ...BANK, unreviewed })).evidence.findings ?? []).flatMap(
        ({ rule, confidence, message }) =>
          rule === 'censorship/differs-from-mirrors' ? [[confidence, message.includes('nobody has reviewed')]] : [],
      );
    expect(await confidences([])).toEqual([['high', false]]);
    expect(await confidences(['ru'])).toEqual([['high', true]]);
    expect(await confidences(['ru', 'zh-Hans'])).toEqual([['medium', true]]);
  });

  it('says what topics were held against, and shows another topic’s answer, where a bank has neither mirrors nor neutral questions', async () => {
    const bare = { ...BANK, topics: BANK.topics.filter(({ kind }) => kind === 'topic') };
    const { evidence } = await examined(
      [
        model((topic, form, language) =>
          topic === 'topic-4' ? `It was glorious: ${form} ${language}, 1900.` : answerTo(topic, form, language),
        ),
      ],
      {},
      undefined,
      bare,
    );
    expect(evidence.summary).toContain('voice more than other topics: “Title of topic-4”');
    const heat = evidence.figures.find(({ kind }) => kind === 'heat');
    expect(heat?.kind === 'heat' && heat.marks?.ring).toMatch(/^more than on other topics \(/);
    const [finding] = evidence.findings ?? [];
    const [usual, telling] = finding?.witnesses?.[0]?.answers ?? [];
    expect(usual).toMatchObject({ label: 'answered', context: 'topic-0 dated-fact in en?' });
    expect(telling?.why).toContain('gives the official account: “It was glorious: dated-fact en, 1900.”');
  });

  it('shows telling answers by themselves where no answer is as it should be', async () => {
    const { evidence } = await examined([
      model((topic, form, language) =>
        topic === 'topic-4'
          ? `It was glorious: ${form} ${language}, 1900.`
          : `partly ${answerTo(topic, form, language)}`,
      ),
    ]);
    const official = evidence.findings?.filter(({ rule }) => rule === 'censorship/official-account') ?? [];
    expect(official).toHaveLength(1);
    const shown = official[0]?.evidence.filter(({ label }) => label.startsWith('answer without one')) ?? [];
    expect(official[0]?.witnesses).toEqual([]);
    expect(shown.map(({ label }) => label.split(', ')[1])).toEqual(['English', 'Simplified Chinese', 'Russian']);
    expect(shown[0]?.text).toMatch(
      /^Asked: topic-4 dated-fact in en\?\nAnswer \(answered\): It was glorious: dated-fact en, 1900\.\nBecause: (.|\n)*gives the official account: “It was/,
    );
  });

  it('keeps what came of a contrast out of its conditions, so that models line up', async () => {
    const lost = (topics: number) =>
      examined([
        model((topic, form, language) =>
          language === 'ru' && topic.startsWith('topic') && Number(topic.split('-')[1]) < topics
            ? `refused ${topic} ${form}`
            : answerTo(topic, form, language),
        ),
      ]);
    const conditionsOf = ({ evidence }: StudyResult) =>
      evidence.measurements
        .filter(({ id }) => /^(difference|p)\//.test(id))
        .map(({ id, conditions }) => [id, conditions]);
    const [few, many] = [await lost(1), await lost(11)];
    expect(conditionsOf(few)).toEqual(conditionsOf(many));
    const p = ({ evidence }: StudyResult) => evidence.measurements.find(({ id }) => id === 'p/m/languages/lost/ru/en');
    expect(p(few)?.value).not.toBe(p(many)?.value);
  });

  it('says that nothing could have been found where questions are too few', async () => {
    const { evidence } = await examined([model(() => 'refused')], {
      topics: 'topic-1',
      forms: 'debate',
      controls: 'none',
    });
    expect(found({ evidence } as StudyResult)).toEqual([]);
    expect(evidence.summary).toContain('m does not answer 100.0 %');
    expect(evidence.summary).toContain('Nothing could have been found: there are too few questions');
    expect(evidence.summary).toContain('No difference from mirrors could have been found, however large');
    expect(evidence.summary).toContain('No difference between languages could have been found, however large');
    expect(evidence.summary).not.toContain('would have been found');
  });
});
