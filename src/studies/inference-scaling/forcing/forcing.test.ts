import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../../../runtimes/event.ts';
import type { GenerationRequest } from '../../../runtimes/request.ts';
import { ScriptedRuntime } from '../../../runtimes/scripted/scripted.ts';
import { scriptOf } from '../../../runtimes/scripted/script.ts';
import type { Arm } from '../../engine/arm.ts';
import { outlook } from '../../engine/outlook.ts';
import { runStudy, type StudyResult } from '../../engine/run.ts';
import { LAWS, modelOf, thinkerOf } from '../laws.fixture.ts';
import { optionsOf } from '../options.ts';
import { scalingStudy } from '../study.ts';
import { cutOff, urgedOn } from './thought.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-forcing-'));
const newFolder = (): string => mkdtempSync(join(folder, 'run-'));
const BANK = join(folder, 'bank.yaml');
writeFileSync(
  BANK,
  ['one', 'two', 'three'].map((one) => `- { id: ${one}, question: "${one}?", answer: 7 }`).join('\n'),
);

/** It thinks three words and answers 5; urged on it finds that it is 7. */
const SCRIPT = scriptOf(
  JSON.stringify({
    model: 'm',
    lines: [
      { when: { prefill: 'w1 w2\n\nAnswer:' }, steps: [{ say: ' 1' }] },
      { when: { prefill: 'w1 w2' }, steps: [{ say: ' w3\nAnswer: 5' }] },
      { when: { prefill: 'w1 w2 w3\n\nWait' }, steps: [{ say: ' no it is 7\nAnswer: 7' }] },
      { when: { prefill: 'w1 w2 w3\n\nWait no it is\n\nAnswer:' }, steps: [{ say: ' 7.' }] },
      { when: { prefill: 'w1 w2 w3\n\nWait no it is' }, steps: [{ say: ' 7\nAnswer: 7' }] },
      { when: { prefill: 'w1 w2 w3\n\nWait no it is 7\n\nAnswer:' }, steps: [{ say: ' 7' }] },
      { when: { says: '?' }, steps: [{ say: 'w1 w2 w3\nAnswer: 5' }] },
    ],
  }),
);
const scripted = (): Arm => ({ id: 'm', role: 'suspect', runtime: new ScriptedRuntime(SCRIPT) });
const set = { by: 'forcing', budgets: '2,8,12', waits: '1', 'price-in': '1', 'price-out': '2' };

describe('budget forcing', { timeout: 120_000 }, () => {
  it('cuts one thought off at every budget, and urges it on where it stops before', async () => {
    const study = await scalingStudy({ bank: BANK, set });
    const result = await runStudy(study, { arms: [scripted()], seed: 1, folder: newFolder() });
    expect(result.shortfalls).toEqual([]);
    // For each question: two parts of the second budget, one of each other, and three answers.
    expect(result.counts).toMatchObject({ planned: 3 * 7, judged: 3 * 7 });
    const table = (id: string) => result.evidence.tables.find((one) => one.id === id)?.rows ?? [];
    expect(table('forcing')).toEqual([
      ['m', '2', '2', '0.00', '0.0 %'],
      ['m', '8', '8', '1.00', '0.0 %'],
      ['m', '12', '11', '1.00', '100.0 %'],
    ]);
    expect(table('curve').map((row) => row.slice(1, 4))).toEqual([
      ['2', '3', '0.0 %'],
      ['8', '9', '100.0 %'],
      ['12', '12', '100.0 %'],
    ]);
    expect(result.evidence.notes.join(' ')).toContain('One thought grows through all budgets');
  });

  it('charges an answer with all that was thought for it, and what was read again', async () => {
    const study = await scalingStudy({ bank: BANK, set });
    const { evidence } = await runStudy(study, { arms: [scripted()], seed: 1, folder: newFolder() });
    const price = (budget: number): number =>
      evidence.measurements.find(({ id }) => id === `price-per-success/m/${budget}`)?.value ?? Number.NaN;
    // At least the nine tokens said up to the second budget; what was read again comes on top.
    expect(price(8)).toBeGreaterThan((9 * 2) / 1e6);
    expect(price(12)).toBeGreaterThan(price(8));
  });

  it('asks no more than it said it would', async () => {
    const study = await scalingStudy({ bank: BANK, set });
    const arms = [scripted()];
    const [said] = (await outlook(study, arms, 1, new Map())).arms;
    const { spent, counts } = await runStudy(study, { arms, seed: 1, folder: newFolder() });
    expect(counts.planned).toBeLessThanOrEqual(said?.trials ?? 0);
    expect(spent.completionTokens).toBeLessThanOrEqual(said?.completionTokens ?? 0);
  });

  it.each(['log-linear', 'inverse'] as const)('sees a law that is %s through it', async (name) => {
    const law = LAWS[name];
    if (law === undefined) throw new Error(name);
    const options = { by: 'forcing', tasks: '120', from: '64', to: '2048', steps: '6' };
    const arm = thinkerOf(law.of(0.5), name, 120);
    const result: StudyResult = await runStudy(await scalingStudy({ set: options }), {
      arms: [arm],
      seed: 3,
      folder: newFolder(),
    });
    const shape = result.evidence.tables.find(({ id }) => id === 'shape')?.rows[0];
    expect(
      name === 'inverse' ? ['inverse'] : ['predictable on the range', 'grows, not told whether predictably'],
    ).toContain(shape?.[1]);
    const control = result.evidence.measurements.find(({ id }) => id === 'control/m');
    expect(control?.value).toBe(1);
  });

  it('is not asked of a model that cannot begin an answer, and says where thinking is hidden', async () => {
    const study = await scalingStudy({ bank: BANK, set });
    const deaf = modelOf(() => 0.5, 'deaf', 3);
    await expect(runStudy(study, { arms: [deaf], seed: 1, folder: newFolder() })).rejects.toThrow('prefill');
    const hidden: Arm = {
      id: 'm',
      role: 'suspect',
      runtime: new ScriptedRuntime(scriptOf('{ model: m, lines: [{ steps: [{ think: "w1 w2" }, { say: "7" }] }] }')),
    };
    const result = await runStudy(study, { arms: [hidden], seed: 1, folder: newFolder() });
    expect(result.counts).toMatchObject({ planned: 3, judged: 0, unjudged: 3 });
    expect(result.evidence.summary).toContain('nothing can be said');
  });

  it('takes budgets that ascend alone', () => {
    expect(() => optionsOf({ by: 'forcing', budgets: '8,2,12' })).toThrow('they ascend');
    expect(optionsOf({ by: 'forcing' })).toMatchObject({ answer: 64, waits: 4 });
    expect(optionsOf({ by: 'forcing', answer: '9' }).answer).toBe(9);
  });
});

describe('a thought', () => {
  it.each([
    ['It is 4.\nAnswer: 4', 'It is 4.\n\nWait', 'It is 4.\n\nAnswer:'],
    ['It is 4', 'It is 4\n\nWait', 'It is 4\n\nAnswer:'],
    ['<think>It is 4', '<think>It is 4\n\nWait', '<think>It is 4\n</think>\n\nAnswer:'],
    ['<think>It is 4</think>\nAnswer: 4', '<think>It is 4\n\nWait', '<think>It is 4\n</think>\n\nAnswer:'],
    ['', '\n\nWait', '\n\nAnswer:'],
  ])('%j is urged on as %j and cut off as %j', (text, urged, cut) => {
    expect(urgedOn(text)).toBe(urged);
    expect(cutOff(text)).toBe(cut);
  });
});

it('of a fixture grows by words', async () => {
  const { runtime } = thinkerOf(() => 1, 'x', 3);
  const ask = (prefill: string, maxTokens: number): GenerationRequest => ({
    prompt: { kind: 'chat', messages: [{ role: 'user', content: 'x' }], ...(prefill === '' ? {} : { prefill }) },
    sampling: { temperature: 0, maxTokens },
  });
  const events: GenerationEvent[] = [];
  for await (const event of runtime.generate(ask('', 5))) events.push(event);
  expect(events.at(-1)).toMatchObject({ finish: { reason: 'length' }, usage: { completionTokens: 5 } });
});
