import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../../runtimes/event.ts';
import { outlook } from '../engine/outlook.ts';
import { runStudy } from '../engine/run.ts';
import { MARKS } from './made-up.fixture.ts';
import { censorshipStudyOf } from './study.ts';

import { BANK, type Answering, answerTo, examined, found, model } from './study.fixture.ts';

describe('what the study of censorship asks, and of whom', () => {
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
