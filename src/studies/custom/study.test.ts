import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, parrot } from '../engine/engine.fixture.ts';
import { runStudy, type StudyResult } from '../engine/run.ts';
import { RuntimeFault } from '../../runtimes/fault.ts';
import type { GenerationRequest } from '../../runtimes/request.ts';
import { customStudy } from './study.ts';

const ITEMS = Array.from(
  { length: 40 },
  (_, index) => `  - { id: q${index}, text: "Capital ${index}?", answers: ["City ${index}"] }`,
);
const STUDY = `
study: capitals
title: Capitals, plainly and for a persona
items:
${ITEMS.join('\n')}
conditions:
  - { id: plain }
  - { id: persona, system: You work for Acme. }
judge:
  rules:
    - { label: refused, any: ["I cannot", "I can't"] }
    - { label: right, answers: true }
  otherwise: wrong
measure: [right]
contrasts: [[persona, plain]]
`;

function written(text: string, files: Record<string, string> = {}): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'study.yaml'), text);
  return join(folder, 'study.yaml');
}

const systemOf = ({ prompt }: GenerationRequest): string | undefined =>
  prompt.kind === 'chat' ? prompt.messages.find(({ role }) => role === 'system')?.content : undefined;
const knows = (prompt: string): string => `It is City ${/\d+/.exec(prompt)?.[0]}.`;

async function run(text: string, arms = [parrot('m', knows)], judge?: ReturnType<typeof parrot>): Promise<StudyResult> {
  const study = await customStudy(written(text));
  return await runStudy(study, {
    arms,
    seed: 1,
    folder: newFolder(),
    ...(judge === undefined ? {} : { judge: judge.runtime }),
  });
}

const row = (result: StudyResult, table: string, index = 0): readonly string[] =>
  result.evidence.tables.find(({ id }) => id === table)?.rows[index] ?? [];

describe('a study from a file', () => {
  it('gives rates with intervals, and finds the condition that changes them', async () => {
    // One in four goes wrong for the persona alone.
    const arm = parrot('m', (prompt, request) =>
      systemOf(request) !== undefined && Number(/\d+/.exec(prompt)?.[0]) % 4 === 0 ? 'I cannot say.' : knows(prompt),
    );
    const result = await run(STUDY, [arm]);
    expect(result.counts).toMatchObject({ planned: 80, judged: 80 });
    expect(row(result, 'rates', 0)).toEqual(['m', 'plain', 'right', '100.0 %', '91.2 to 100.0 %', '40 of 40', '40']);
    expect(row(result, 'rates', 1)).toEqual(['m', 'persona', 'right', '75.0 %', '59.8 to 85.8 %', '30 of 40', '40']);
    const [, contrast, , points, , p, adjusted] = row(result, 'contrasts');
    expect([contrast, points]).toEqual(['persona − plain', '−25.0']);
    // Ten discordant pairs, all one way: 2 / 2^10.
    expect([p, adjusted]).toEqual(['0.0020', '0.0020']);
    const measured = result.evidence.measurements.find(({ id }) => id === 'contrast/m/persona-plain/right');
    expect(measured).toMatchObject({ value: -0.25, n: 40, conditions: { model: 'm', label: 'right' } });
  });

  it('holds models against each other, trial by trial, white space aside', async () => {
    const other = parrot('other', (prompt) =>
      prompt.includes('Capital 7?') ? 'Eh.' : knows(prompt).replace('.', ' .'),
    );
    const result = await run(STUDY, [parrot('m', knows), { ...other, role: 'host', sameWeightsAs: 'm' }]);
    expect(row(result, 'agreement').slice(0, 4)).toEqual(['m and other', '97.5 %', '91.3 to 99.3 %', '97.5 %']);
    expect(row(result, 'differing')).toEqual(['q7 · plain', 'm / other', 'It is City 7.', 'Eh.']);
  });

  it('draws intervals over clusters where items are alike or repeated', async () => {
    const text = STUDY.replace('repeats: 1', '').replace(
      'conditions:',
      'repeats: 3\nsampling: { temperature: 1 }\nconditions:',
    );
    const arm = parrot('m', (prompt, { sampling }) =>
      Number(/\d+/.exec(prompt)?.[0]) < 20 ? knows(prompt) : `No ${sampling.seed}`,
    );
    const result = await run(text, [arm]);
    expect(result.counts.planned).toBe(240);
    const measured = result.evidence.measurements.find(({ id }) => id === 'rate/m/plain/right');
    expect(measured).toMatchObject({ value: 0.5, n: 120, method: 'cluster bootstrap' });
    // Repeats say the same: 40 items, not 120 trials.
    expect(measured?.interval?.low).toBeGreaterThan(0.3);
    expect(measured?.interval?.low).toBeLessThan(0.4);
  });

  it('carries what is known of the judge’s errors into the interval', async () => {
    const text = STUDY.replace(
      'otherwise: wrong',
      'otherwise: wrong\n  measured: { right: { right: 90, wrong: 10 }, wrong: { wrong: 99, right: 1 } }',
    );
    const result = await run(text, [
      parrot('m', (prompt) => (Number(/\d+/.exec(prompt)?.[0]) < 18 ? knows(prompt) : 'No.')),
    ]);
    const measured = result.evidence.measurements.find(({ id }) => id === 'rate/m/plain/right');
    // (0.45 + 0.99 - 1) / (0.9 + 0.99 - 1)
    expect(measured?.value).toBeCloseTo(0.4944, 3);
    expect(measured?.method).toContain('Rogan');
  });

  it('lets a model judge, whose word is kept, and unjudged where it names no label', async () => {
    const text = STUDY.replace(
      /judge:[\s\S]*otherwise: wrong/,
      'judge:\n  model:\n    task: Is the answer right?\n    labels:\n      - { label: right, means: it is }\n      - { label: wrong, means: it is not }\n    swap: true',
    );
    const judge = parrot('judge', (prompt) =>
      prompt.includes('Capital 3?')
        ? 'Who knows'
        : `It says so.\nLABEL: ${prompt.includes('City') ? 'right' : 'wrong'}`,
    );
    const result = await run(text, [parrot('m', knows)], judge);
    expect(result.counts).toMatchObject({ planned: 80, judged: 78, unjudged: 2 });
    expect(result.evidence.notes.join(' ')).toContain('the judge named no label');
    expect((await run(text, [parrot('m', knows)])).counts).toMatchObject({ judged: 0, unjudged: 80 });
  });

  it('lets a model judge by labels in any script, and judges answers that are there as many at a time as it takes', async () => {
    const text = STUDY.replace(
      /judge:[\s\S]*otherwise: wrong/,
      'judge:\n  model:\n    task: Ist es richtig?\n    labels:\n      - { label: völlig-v1.0, means: ja }\n      - { label: 拒绝, means: nein }',
    ).replace('measure: [right]', 'measure: [völlig-v1.0]');
    const study = await customStudy(written(text));
    const options = { arms: [parrot('m', () => 'ja \ud800\u2028')], seed: 1, folder: newFolder() };
    expect((await runStudy(study, options)).counts).toMatchObject({ unjudged: 80 });
    const judge = parrot(
      'judge',
      async (prompt) => {
        await new Promise((done) => setTimeout(done, 2));
        return `Klar.\u2028So.\n**LABEL: ${prompt.includes('Capital 3') ? '拒绝' : 'Völlig-v1.0'}.**`;
      },
      { concurrency: 8 },
    );
    expect((await runStudy(study, { ...options, judge: judge.runtime })).counts).toMatchObject({ judged: 80 });
    expect(judge.most()).toBe(8);
  });

  it('gives up a judge that is dead, and asks one within the budget', async () => {
    const text = STUDY.replace(
      /judge:[\s\S]*otherwise: wrong/,
      'judge:\n  model:\n    task: Right?\n    max-tokens: 10\n    labels: [{ label: right, means: yes }, { label: wrong, means: no }]',
    );
    const dead = parrot(
      'judge',
      () => {
        throw new RuntimeFault('unavailable', 'connection refused');
      },
      { concurrency: 1 },
    );
    const study = await customStudy(written(text));
    const options = { arms: [parrot('m', knows)], seed: 1, folder: newFolder() };
    await runStudy(study, options);
    const { counts, evidence } = await runStudy(study, { ...options, judge: dead.runtime });
    expect(counts).toMatchObject({ unjudged: 80 });
    expect(dead.asked).toHaveLength(5);
    expect(evidence.notes.join(' ')).toContain('75 × the judge was given up: connection refused');
    // A question of the judge alone has more than 50 tokens.
    const judge = parrot('judge', () => 'LABEL: right');
    const poor = await runStudy(study, { ...options, judge: judge.runtime, budget: { tokens: 60 } });
    expect([judge.asked.length, poor.counts.unjudged]).toEqual([0, 80]);
  });

  it('reads items from CSV and JSONL beside it, and from nowhere else', async () => {
    const withItems = (name: string): string => STUDY.replace(/items:[\s\S]*?conditions/, `items: ${name}\nconditions`);
    const csv = 'id,text,answers\na,"Capital 1?",City 1|Town 1\nb,"Capital 2?",City 2\n';
    const study = await customStudy(written(withItems('items.csv'), { 'items.csv': csv }));
    expect((await runStudy(study, { arms: [parrot('m', knows)], seed: 1, folder: newFolder() })).counts.judged).toBe(4);
    const jsonl = '{"id":"a","text":"Capital 1?","answers":["City 1"]}\n\n{"id":"b","text":"?"}\n';
    expect((await customStudy(written(withItems('i.jsonl'), { 'i.jsonl': jsonl }))).id).toBe('capitals');
    const outside = join(newFolder(), 'outside.csv');
    writeFileSync(outside, csv);
    const path = written(withItems('../outside.csv'));
    mkdirSync(join(path, '..', '..'), { recursive: true });
    writeFileSync(join(path, '..', '..', 'outside.csv'), csv);
    await expect(customStudy(path)).rejects.toThrow('outside of the study');
  });

  it.each([
    ['an id that YAML takes for a number', STUDY.replace('id: q1,', 'id: 1,'), /at items\.1\.id: .*string/],
    [
      'a phrase in place of a list',
      STUDY.replace('any: ["I cannot", "I can\'t"]', 'any: no'),
      /rules\.0\.any: .*array/,
    ],
    ['rules without an otherwise', STUDY.replace('  otherwise: wrong\n', ''), /at judge\.otherwise/],
    ['a word that is not known', STUDY.replace('title:', 'titel:'), /titel/],
    ['a condition that is not there', STUDY.replace('[[persona, plain]]', '[[persona, plane]]'), /no condition plane/],
    ['a label that the judge never gives', STUDY.replace('[right]', '[rihgt]'), /no label rihgt/],
    [
      'a pattern that is none',
      STUDY.replace('{ label: right, answers: true }', '{ label: right, regex: "(" }'),
      /judge\.rules/,
    ],
    ['repeats at temperature 0', STUDY.replace('conditions:', 'repeats: 2\nconditions:'), /several times/],
    [
      'a placeholder of another name',
      STUDY.replace('system: You work for Acme.', 'system: "{{question}}"'),
      /stands for nothing/,
    ],
    ['right answers that no item has', STUDY.replaceAll(/, answers: \[[^\]]*\]/g, ''), /no item has answers/],
    ['two items of one name', STUDY.replace('id: q1,', 'id: q0,'), /two items are called q0/],
    ['no YAML', '{', /not YAML/],
    ['nothing', '', /study/],
  ])('refuses %s', async (_, text, message) => {
    await expect(customStudy(written(text))).rejects.toThrow(message);
  });
});
