import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingsFault } from '../../dossier/schema.ts';
import { runStudy, type StudyResult } from '../engine/run.ts';
import { questionsIn } from './bank.ts';
import { generatedQuestions } from './generated.ts';
import { LAWS, modelOf } from './laws.fixture.ts';
import { givenIn, isRight, numberOf } from './matching.ts';
import { optionsOf } from './options.ts';
import { scalingStudy } from './study.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-scaling-'));
const newFolder = (): string => mkdtempSync(join(folder, 'run-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

async function examined(arm: ReturnType<typeof modelOf>, set: Record<string, string> = {}): Promise<StudyResult> {
  return await runStudy(await scalingStudy({ set }), { arms: [arm], seed: 3, folder: newFolder() });
}
const cell = ({ evidence }: StudyResult, table: string, row: number, column: number): string | undefined =>
  evidence.tables.find(({ id }) => id === table)?.rows[row]?.[column];

describe('the study of inference scaling', { timeout: 60_000 }, () => {
  it.each(Object.entries(LAWS))('names a law that is %s', async (_, { name, of }) => {
    const result = await examined(modelOf(of(0.5), 'law', 240));
    expect(cell(result, 'shape', 0, 1), result.evidence.summary).toBe(name);
    expect(result.counts).toMatchObject({ planned: 240 * 8, judged: 240 * 8 });
    const worse = ['inverse', 'rises, then falls'].includes(name);
    const findings = result.evidence.findings ?? [];
    expect(findings.map(({ rule }) => rule)).toEqual(worse ? ['inference-scaling/worse-with-thought'] : []);
    expect(findingsFault(findings)).toBeUndefined();
  });

  it('bounds thinking, and tells a server that ignores it', async () => {
    const set = { by: 'thinking', tasks: '30', budgets: '100,400,1600', repeats: '4', 'price-out': '10' };
    const result = await examined(
      modelOf(
        () => 0.5,
        'deaf',
        30,
        () => 900,
      ),
      set,
    );
    expect(result.evidence.findings?.map(({ rule }) => rule)).toEqual(['inference-scaling/over-budget']);
    expect(result.evidence.summary).toContain('nothing can be said');
    const measured = new Map(result.evidence.measurements.map(({ id, value }) => [id, value]));
    expect(measured.get('control/m')).toBeCloseTo(1 / 3, 9);
    // 900 tokens at 10 dollars a million, over the share that is right.
    const accuracy = measured.get('accuracy/m/100') ?? 0;
    expect(measured.get('price-per-success/m/100')).toBeCloseTo(0.009 / accuracy, 9);
    const coverage = result.evidence.tables.find(({ id }) => id === 'coverage');
    expect(coverage?.rows.map((row) => row[2])).toEqual(['1', '2', '4', '1', '2', '4', '1', '2', '4']);
  });

  it('says with few questions what it could not have seen', async () => {
    const result = await examined(
      modelOf((x) => 0.4 + 0.04 * (x - 1.8), 'few', 12),
      { tasks: '12' },
    );
    expect(cell(result, 'shape', 0, 1)).toBe('not enough power');
    const detectable = result.evidence.measurements.find(({ id }) => id === 'detectable-slope/m');
    expect(detectable?.value).toBeGreaterThan(0.1);
  });

  it('refuses options that cannot mean anything', () => {
    const wrong: Record<string, string>[] = [
      { by: 'luck' },
      { budgets: '1,2' },
      { budgets: '1,2,2' },
      { budgets: '1,2,many' },
      { from: '100', to: '50' },
      { temperature: '0', repeats: '2' },
      { nothing: '1' },
    ];
    for (const one of wrong) expect(() => optionsOf(one), JSON.stringify(one)).toThrow(/inference-scaling\./);
    expect(optionsOf({ by: 'effort' })).toMatchObject({ answer: 32_768 });
  });
});

describe('an answer', () => {
  it.each([
    ['So…\nAnswer: 42', '42'],
    ['**Answer:** 1,234.', '1,234'],
    ['The final answer is: $\\boxed{7}$', '7'],
    ['Hence \\boxed{12}', '12'],
    ['Answer: 3\nNo, wait.\nAnswer: 4', '4'],
    ['Answer:\nTuesday', 'Tuesday'],
    ['I do not know', undefined],
    ['Answer:', undefined],
  ])('is read out of %j', (text, given) => {
    expect(givenIn(text)).toBe(given);
  });

  it('is held against the right one by value, letter or word', () => {
    const number = { answers: ['0.5'], match: 'number' } as const;
    expect(['1/2', '.5', '0.50', '-0.5', '5'].map((one) => isRight(one, number))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(isRight('1,234 apples', { answers: ['1234'], match: 'number' })).toBe(true);
    expect(isRight('12 or 13', { answers: ['12'], match: 'number' })).toBe(false);
    expect([numberOf('1/0'), numberOf('x')]).toEqual([undefined, undefined]);
    expect(isRight('(b) because', { answers: ['B'], match: 'choice' })).toBe(true);
    expect(isRight(' new  York', { answers: ['New York'], match: 'text' })).toBe(true);
    expect(isRight('Newark', { answers: ['New York'], match: 'text' })).toBe(false);
  });
});

describe('questions', () => {
  it('are made up from a seed, each with an answer that its own matcher takes', () => {
    const made = generatedQuestions(250, 1);
    expect(made).toEqual(generatedQuestions(250, 1));
    expect(made).not.toEqual(generatedQuestions(250, 2));
    for (const one of made) expect(isRight(givenIn(`Answer: ${one.answers[0]}`) ?? '', one), one.question).toBe(true);
    expect(new Set(made.map(({ group }) => group)).size).toBe(5);
  });

  it('count what they say', () => {
    for (const { question, answers } of generatedQuestions(250, 5).filter(({ id }) => id.startsWith('chain'))) {
      let value = 0;
      for (const [, word, number] of question.matchAll(/(Start with|Multiply by|Subtract|Add) (\d+)/g)) {
        const by = Number(number);
        value =
          word === 'Start with' ? by : word === 'Add' ? value + by : word === 'Subtract' ? value - by : value * by;
      }
      expect(String(value)).toBe(answers[0]);
    }
  });

  it('of a user come as YAML, JSONL or CSV', async () => {
    const yaml =
      '- { question: "1+1?", answer: 2 }\n- { question: "Red?", answer: [red, rot] }\n- { id: c, question: "A or B?", answer: A, match: choice }\n';
    const read = await questionsIn(file('q.yaml', yaml));
    expect(read.map(({ id, match, answers }) => [id, match, answers])).toEqual([
      ['q1', 'number', ['2']],
      ['q2', 'text', ['red', 'rot']],
      ['c', 'choice', ['A']],
    ]);
    const csv = 'question,answer,match,group\n1+1?,2,,easy\nRed?,red|rot,,\nA or B?,A,choice,\n';
    expect((await questionsIn(file('q.csv', csv))).map(({ answers }) => answers)).toEqual([
      ['2'],
      ['red', 'rot'],
      ['A'],
    ]);
    const jsonl = ['1', '2', '3'].map((answer) => JSON.stringify({ question: `${answer}?`, answer })).join('\n');
    expect(await questionsIn(file('q.jsonl', jsonl))).toHaveLength(3);
    for (const [name, text] of [
      ['a.yaml', '- { question: a, answr: b }'],
      [
        'b.yaml',
        '- { id: x, question: a, answer: b }\n- { id: x, question: a, answer: b }\n- { question: a, answer: b }',
      ],
      ['c.jsonl', '{'],
      [
        'd.yaml',
        '- { question: a, answer: b, match: number }\n- { question: a, answer: 1 }\n- { question: a, answer: 1 }',
      ],
    ] as const)
      await expect(questionsIn(file(name, text)), name).rejects.toThrow(name);
  });
});
