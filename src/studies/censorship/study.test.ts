import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../../runtimes/event.ts';
import { RuntimeFault } from '../../runtimes/fault.ts';
import type { GenerationRequest } from '../../runtimes/request.ts';
import type { Arm, Role } from '../engine/arm.ts';
import { outlook } from '../engine/outlook.ts';
import { runStudy, type StudyResult } from '../engine/run.ts';
import type { TopicBank } from '../topics/topic.ts';
import { madeUpBank, MARKS } from './made-up.fixture.ts';
import { censorshipStudyOf } from './study.ts';

const BANK = madeUpBank();

/** What a model says to a question, by topic, form and language. */
type Answering = (topic: string, form: string, language: string) => string | GenerationEvent[];

function model(
  answer: Answering,
  id = 'm',
  role: Role = 'suspect',
  more: Partial<Arm> = {},
): Arm & { asked: () => number } {
  let asked = 0;
  async function* generate({ prompt, logprobs }: GenerationRequest): AsyncGenerator<GenerationEvent> {
    asked++;
    const text = prompt.kind === 'chat' ? (prompt.messages[0]?.content ?? '') : '';
    const [topic = '', form = '', , language = ''] = text.replace('?', '').split(' ');
    const said = answer(topic, form, language);
    if (said === 'fault') throw new RuntimeFault('invalid', 'it answers this with an error');
    if (typeof said === 'string') yield { kind: 'text', at: 1, text: said };
    else yield* said;
    if (typeof said !== 'string' && said.at(-1)?.kind === 'end') return;
    if (logprobs !== undefined && typeof said === 'string') {
      const [first = ''] = said.split(' ');
      const top = [
        { text: first, logprob: Math.log(0.8) },
        { text: 'Well', logprob: Math.log(0.1) },
      ];
      yield { kind: 'logprobs', at: 1, tokens: [{ text: first, logprob: Math.log(0.8), top }] };
    }
    yield { kind: 'end', at: 2, finish: { reason: 'stop' } };
  }
  const identity = () => ({
    runtime: 'parrot',
    model: id,
    capabilities: ['chat' as const, 'prefill' as const, 'logprobs' as const],
  });
  const runtime = { describe: identity, concurrency: 8, generate, close: () => Promise.resolve() };
  return { id, role, runtime, ...more, asked: () => asked };
}

const answerTo = (topic: string, form: string, language: string): string =>
  `It was in 1900: ${topic} ${form} ${language}.`;

async function examined(
  arms: readonly Arm[],
  set: Readonly<Record<string, string>> = {},
  folder = mkdtempSync(join(tmpdir(), 'assay-censorship-')),
  bank: TopicBank = BANK,
): Promise<StudyResult> {
  return await runStudy(censorshipStudyOf(bank, MARKS, set), { arms, seed: 3, folder });
}

const found = ({ evidence }: StudyResult) =>
  (evidence.findings ?? []).map(({ rule, location }) =>
    location.kind === 'trial' ? [rule, location.item, location.condition] : [rule],
  );

const titleOf = (id: string): string => BANK.topics.find((topic) => topic.id === id)?.title['en'] ?? '';

describe('the study of censorship', () => {
  it('counts answers that were cut off neither for nor against the model, and says how many', async () => {
    const ended = (reason: 'cut' | 'length'): GenerationEvent[] => [
      { kind: 'text', at: 1, text: 'It was in' },
      { kind: 'end', at: 2, finish: { reason } },
    ];
    const answer: Answering = (topic, form, language) => {
      if (topic === 'topic-4') return ended('cut');
      return topic === 'topic-3' ? ended('length') : answerTo(topic, form, language);
    };
    const { evidence } = await examined([model(answer)]);
    // That they are missing on topics alone is another matter, and is said.
    expect((evidence.findings ?? []).filter(({ rule }) => !rule.endsWith('fails-on-topics'))).toEqual([]);
    expect(evidence.notes).toContainEqual(
      'Of 15 answers the connection broke: what came before it counts for nothing.',
    );
    expect(evidence.notes).toContainEqual(
      expect.stringMatching(/^Cut off by the bound of \d+ tokens were 15 answers: .*; 0 of them/),
    );
    const missing = evidence.tables?.find(({ id }) => id === 'missing');
    const column = missing?.columns.findIndex(({ title }) => title === 'cut off') ?? -1;
    expect(missing?.rows.filter((row) => row[1] === 'topics').map((row) => row[column])).toEqual(['5', '5', '5']);
  });

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

  it('holds a service against the weights that it is said to run', async () => {
    const local = model(answerTo, 'local');
    const hosted = model(
      (topic, form, language) => (topic.startsWith('topic') ? `refused ${topic}` : answerTo(topic, form, language)),
      'hosted',
      'host',
      { sameWeightsAs: 'local' },
    );
    const result = await examined([local, hosted]);
    expect(found(result)).toContainEqual(['censorship/service-differs', undefined, 'lost: hosted against local']);
    expect(result.evidence.figures.map(({ kind }) => kind)).toContain('stacked');
    const finding = result.evidence.findings?.find(({ rule }) => rule === 'censorship/service-differs');
    expect(finding?.witnesses?.[0]?.answers.map(({ label }) => label)).toEqual(['answered', 'refused']);
  });

  it('puts what several models say together first, and tells of each', async () => {
    const local = model(answerTo, 'local');
    const blocked: Answering = (topic, form, language) =>
      topic.startsWith('topic') ? `refused ${topic} ${form}` : answerTo(topic, form, language);
    const arms = ['one', 'two', 'three'].map((id) => model(blocked, id, 'host', { sameWeightsAs: 'local' }));
    const { summary = '' } = (await examined([local, ...arms], { weights: 'local' })).evidence;
    const at = ['withholds answers that the weights give', 'local does not answer', 'one does not answer'].map((part) =>
      summary.indexOf(part),
    );
    expect(at[0]).toBeGreaterThan(0);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(summary).toContain('three does not answer');
    expect(summary).not.toContain('…');
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

  it('takes a question that a service refuses in every language for one', async () => {
    const forms = ['dated-fact', 'debate', 'lookup', 'textbook'];
    const hosted = model(
      (topic, form, language) =>
        topic === 'topic-4' && forms.includes(form) ? `refused ${form}` : answerTo(topic, form, language),
      'hosted',
      'host',
      { sameWeightsAs: 'local' },
    );
    const result = await examined([model(answerTo, 'local'), hosted]);
    expect(found(result).map(([rule]) => rule)).not.toContain('censorship/service-differs');
    const tests = result.evidence.tables.find(({ id }) => id === 'tests')?.rows;
    const service = tests?.filter((row) => row[1] === 'not answered' && row[2]?.includes('against the weights'));
    // Twelve of twelve answers, and four of four questions.
    expect(service?.map((row) => row[4])).toEqual(['0.0005', '0.1250 (60 questions)', '1.0000']);
  });

  it('counts what a filter took of the answers that it had before it, and no refusal that it took', async () => {
    const ofWeights: Answering = (topic, form, language) =>
      topic.startsWith('topic') && form !== 'debate' ? `refused ${topic} ${form}` : answerTo(topic, form, language);
    const ofChat: Answering = (topic, form, language) =>
      !/^topic-[0-5]$/.test(topic)
        ? ofWeights(topic, form, language)
        : form === 'debate'
          ? `withdrawn: in the year 1900 of ${topic}`
          : form === 'lookup'
            ? `withdrawn: sorry, but I cannot speak of ${topic}`
            : ofWeights(topic, form, language);
    const arms = [model(ofWeights, 'local'), model(ofChat, 'chat', 'host', { sameWeightsAs: 'local' })];
    const result = await examined(arms, { languages: 'en', weights: 'local', chat: 'chat' });
    const readings = result.evidence.tables.find(({ id }) => id === 'readings')?.rows ?? [];
    expect(readings.map(([id]) => id).filter((id) => id !== '')).toEqual(['weights-and-filter']);
    // Of twelve topics one form in five is answered, and the chat takes it back of half of them.
    expect(readings.map(([, , , says]) => says)).toContainEqual(
      expect.stringMatching(/^Of answers that had begun chat took back 50 % on 12 topic prompts, and 0 % on controls/),
    );
  });

  it('counts what is missing as neither, and shows it', async () => {
    const result = await examined([
      model((topic, form, language) => (topic === 'topic-3' ? 'unusable' : answerTo(topic, form, language))),
    ]);
    const missing = result.evidence.tables.find(({ id }) => id === 'missing');
    const rows = missing?.rows.map((row) => row.slice(0, 5));
    expect(rows).toContainEqual(['m', 'topics', 'Russian', '60', '5']);
    expect(rows).toContainEqual(['m', 'mirrors', 'Russian', '60', '0']);
    expect(rows).toContainEqual(['m', 'neutral', 'Russian', '12', '0']);
    const rate = result.evidence.measurements.find(({ id }) => id === 'lost/m/topic/all');
    expect(rate).toMatchObject({ value: 0, n: 165 });
    // One topic of twelve may be chance.
    expect(result.evidence.findings).toMatchObject([{ rule: 'censorship/fails-on-topics', confidence: 'low' }]);
  });

  it('sees a service that fails on topics alone, and none that fails on everything alike', async () => {
    const failing = (is: (topic: string, form: string) => boolean): Answering => {
      return (topic, form, language) => (is(topic, form) ? 'fault' : answerTo(topic, form, language));
    };
    const isHalf = (topic: string, form: string): boolean => (topic.length + form.length) % 2 === 0;
    const one = await examined([model(failing((topic, form) => topic.startsWith('topic') && isHalf(topic, form)))]);
    expect(found(one)).toEqual([['censorship/fails-on-topics', undefined, 'answers that failed']]);
    const [finding] = one.evidence.findings ?? [];
    expect(finding).toMatchObject({ severity: 'low', confidence: 'medium' });
    expect(finding?.message).toMatch(
      /^m: of 60 questions on the topics \d+ have answers that failed, of 0 of 60 on mirrors and 0 of 12 neutral ones/,
    );
    expect(one.evidence.summary).toContain('Answers fail on the topics more than elsewhere: of 60 questions');
    expect(one.evidence.summary).not.toContain('Nothing stands out');
    const all = await examined([model(failing(isHalf))]);
    expect(found(all)).toEqual([]);
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

  it('asks several times, with the answer begun, and never more than it said', async () => {
    const set = { samples: '3', prefill: '1', forms: 'debate,lookup', languages: 'en' };
    const arm = model(answerTo);
    const { arms } = await outlook(censorshipStudyOf(BANK, MARKS, set), [arm], 3, new Map());
    const result = await examined([arm], set);
    expect(arms[0]?.trials).toBe(arm.asked());
    // Of 24 matters two forms, and twelve neutral questions: three times, and once with the answer begun.
    expect(arm.asked()).toBe((24 * 2 + 12) * 4);
    expect(result.evidence.tables.map(({ id }) => id)).toContain('prefill');
  });

  it('looks behind answers: what is begun for the model, and its first tokens', async () => {
    const answer: Answering = (topic, form, language) =>
      topic.startsWith('topic') ? `refused ${topic} ${form}` : answerTo(topic, form, language);
    const result = await examined([model(answer)], { prefill: '1', mass: '1', languages: 'en' });
    const behind = result.evidence.tables.find(({ id }) => id === 'behind')?.rows.map(([, says]) => says);
    expect(behind).toEqual([
      expect.stringMatching(/^With an answer begun for it .*: it says no more than without\.$/),
      expect.stringMatching(
        /^Before a word is said, refusals have a probability of 80 % on topics and 0\.0 % on controls/,
      ),
    ]);
    // What looks behind answers counts for none.
    expect(result.evidence.tables.find(({ id }) => id === 'missing')?.rows[0]?.slice(3, 8)).toEqual([
      '120',
      '0',
      '0',
      '0',
      '0',
    ]);
    expect(result.evidence.measurements.find(({ id }) => id === 'lost/m/topic/all')).toMatchObject({ value: 1, n: 60 });
  });

  it('lets a model that was named read the answers in place of the rules', async () => {
    const judge = model(() => '{"rule": 5, "span": "in 1900"}', 'reader').runtime;
    const folder = mkdtempSync(join(tmpdir(), 'assay-censorship-'));
    const study = censorshipStudyOf(BANK, MARKS, { languages: 'en', topics: 'topic-1,topic-2', controls: 'none' });
    const { evidence, counts } = await runStudy(study, { arms: [model(answerTo)], judge, seed: 3, folder });
    expect(counts.unjudged).toBe(counts.planned);
    const obedient = model(() => '{"rule": 4, "span": "It was in 1900"}', 'reader').runtime;
    const read = await runStudy(study, {
      arms: [model(answerTo)],
      judge: obedient,
      seed: 3,
      folder: mkdtempSync(join(tmpdir(), 'assay-censorship-')),
    });
    expect(read.evidence.measurements.find(({ id }) => id === 'lost/m/topic/all')).toMatchObject({ value: 1, n: 10 });
    expect(read.evidence.notes.join(' ')).toContain('A model read the answers in place of the rules');
    expect(evidence.summary).toMatch(/^Not measured/);
  });

  it('refuses labels of models that are not asked, before anything is', async () => {
    const asked = model(answerTo, 'mine');
    await expect(examined([asked], { api: 'mine', weights: 'vlm' })).rejects.toThrow(
      'censorship.weights: no model is called vlm, but mine (--label names them)',
    );
    expect(asked.asked()).toBe(0);
  });

  it('says of each figure of answers over time whether they were taken back or cut off', async () => {
    const shown = { kind: 'text' as const, at: 1, text: 'withdrawn: what happened in 1900 was that many people' };
    const stopped = { code: 'content_filter', phase: 'output' as const, service: 'azure' };
    const cut: GenerationEvent[] = [shown, { kind: 'filter', at: 2, filter: stopped }];
    const back: GenerationEvent[] = [shown, { kind: 'replaced', at: 2, text: 'Sorry.' }];
    const titleFor = async (first: GenerationEvent[], second: GenerationEvent[]) =>
      (
        await examined(
          [
            model((topic, form, language) =>
              topic === 'topic-1' ? first : topic === 'topic-2' ? second : answerTo(topic, form, language),
            ),
          ],
          { languages: 'en', forms: 'debate' },
        )
      ).evidence.figures.find(({ kind }) => kind === 'timeline')?.title;
    expect(await titleFor(back, back)).toBe('Answers that were shown and taken back');
    expect(await titleFor(cut, cut)).toBe('Answers that were cut off while they were shown');
    expect(await titleFor(cut, back)).toBe('Answers that were taken back or cut off while they were shown');
  });

  it('refuses what the bank lacks', () => {
    const made = (set: Readonly<Record<string, string>>) => () => censorshipStudyOf(BANK, MARKS, set);
    expect(made({ languages: 'fr' })).toThrow('there is no fr, but en, zh-Hans, ru');
    expect(made({ forms: 'poem' })).toThrow('there is no poem, but all, information, dated-fact');
    expect(made({ topics: 'moon' })).toThrow('there is no topic or group moon');
    expect(made({ samples: '2', temperature: '0' })).toThrow('the same question has the same answer');
    expect(made({ api: 'm', chat: 'm' })).toThrow('m is named twice');
    expect(made({ heldout: 'maybe' })).toThrow('with, without, only');
    expect(made({ speed: '9' })).toThrow('censorship.languages (all)');
  });
});
