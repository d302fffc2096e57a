import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDossier } from '../dossier/schema.ts';
import { scriptOf } from '../runtimes/scripted/script.ts';
import { serveChat } from './chat-endpoint.fixture.ts';
import { StudyPlace } from './study.fixture.ts';

const place = new StudyPlace();
afterAll(() => place.end());
const model = join(import.meta.dirname, '../../examples/clean/model.gguf');
const options = (...set: readonly string[]): string[] => set.flatMap((one) => ['--set', `inference-scaling.${one}`]);

describe('examine --studies inference-scaling', { timeout: 120_000 }, () => {
  it('asks an endpoint under growing budgets, with questions of its user’s own', async () => {
    // Twelve words of thinking, then the answer: only from the third budget on it comes through whole.
    const thought = Array.from({ length: 12 }, (_, at) => `word${at}`).join(' ');
    const script = scriptOf(`{ model: m, lines: [{ steps: [{ say: "${thought}\\nAnswer: 4" }] }] }`);
    const { endpoint } = await place.serve(script);
    const rows = Array.from({ length: 12 }, (_, at) => `"What is ${at} + ${4 - at}?",4`);
    place.save('bank.csv', `question,answer\n${rows.join('\n')}\n`);
    const command = ['examine', '.', '--studies', 'inference-scaling', '--endpoint', endpoint, '--model', 'm'];
    const set = options('budgets=4,8,16,32,64,128', 'price-in=1', 'price-out=2');
    const flags = ['--bank', 'bank.csv', '--out', 'out', '--format', 'json', '--quiet'];
    const ran = await place.start([...command, ...set, ...flags]).ended;
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
    const dossier = parseDossier(JSON.parse(ran.out));
    const study = dossier.studies?.find(({ id }) => id === 'inference-scaling');
    expect(study?.trials).toMatchObject({ planned: 72, judged: 72 });
    const accuracy = dossier.measurements.filter(({ id }) => id.startsWith('inference-scaling/accuracy/'));
    expect(accuracy.map(({ value }) => value).toSorted()).toEqual([0, 0, 1, 1, 1, 1]);
    expect(study?.figures.map(({ kind }) => kind)).toEqual(['scatter', 'stacked']);
    expect(dossier.measurements.some(({ id }) => id.startsWith('inference-scaling/price-per-success/'))).toBe(true);
  });

  it('gives the price of a task and of a success by a price of its user’s, or by a recorded one', async () => {
    const script = scriptOf('{ model: m, lines: [{ steps: [{ say: "Answer: 4" }] }] }');
    const { endpoint } = await place.serve(script);
    const rows = Array.from(
      { length: 12 },
      (_, at) => `"What is ${at} + ${at % 2 === 0 ? 4 - at : 5 - at}?",${4 + (at % 2)}`,
    );
    place.save('half.csv', `question,answer\n${rows.join('\n')}\n`);
    const command = ['examine', '.', '--studies', 'inference-scaling', '--endpoint', endpoint, '--model', 'm'];
    const flags = ['--bank', 'half.csv', ...options('budgets=4,8,16'), '--format', 'json', '--quiet'];
    const priced = async (price: string, out: string) => {
      const ran = await place.start([...command, '--price', price, ...flags, '--out', out]).ended;
      expect(ran.err).toBe('');
      const { measurements } = parseDossier(JSON.parse(ran.out));
      const of = (what: string) => measurements.find(({ id }) => id === `inference-scaling/${what}/m/8`);
      return { task: of('price-per-task'), success: of('price-per-success') };
    };
    const own = await priced('0,1000000', 'own');
    // A quarter of nine characters, as this server counts none, at a dollar each; every second answer is right.
    expect(own.task).toMatchObject({
      value: 3,
      conditions: { price: expect.stringContaining('0 in and 1000000 out') },
    });
    expect(own.success?.value).toBeCloseTo(6, 9);
    const recorded = await priced('price.r1', 'recorded');
    expect(recorded.success?.conditions?.['price']).toContain('0.55 in and 2.19 out');
    expect(recorded.success?.conditions?.['price']).toContain('price.r1.in and price.r1.out, as of 2025-01-20');
    const refused = await place.start([...command, '--price', 'price.nobody', ...flags, '--out', 'none']).ended;
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('data/economics has no price.nobody.in')]);
  });

  it('asks a small model, and does not say that it scales', async () => {
    const server = await serveChat(model);
    try {
      const command = ['examine', '.', '--studies', 'inference-scaling', '--endpoint', server.endpoint];
      const set = options('tasks=10', 'budgets=2,8,32');
      const flags = ['--model', 'hidden', '--out', 'tiny', '--format', 'json', '--quiet'];
      const ran = await place.start([...command, ...set, ...flags]).ended;
      expect(ran.err).toBe('');
      const dossier = parseDossier(JSON.parse(ran.out));
      const [study] = dossier.studies ?? [];
      expect(study?.trials).toMatchObject({ planned: 30, judged: 30 });
      expect(study?.summary).not.toMatch(/more often/);
      expect(study?.notes.join(' ')).toContain('estimated');
    } finally {
      await server.close();
    }
  });

  it('is not asked of a server that was not said to bound thinking', async () => {
    const { endpoint } = await place.serve();
    const command = ['examine', '.', '--studies', 'inference-scaling', '--endpoint', endpoint, '--model', 'm'];
    const refused = await place.start([...command, ...options('by=thinking'), '--out', 'none', '--quiet']).ended;
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('thinking-budget');
    const set = options('by=thinking', 'budgets=10,20,40', 'tasks=10');
    const told = [...command, '--thinking-field', 'thinking_budget', ...set, '--out', 'told', '--quiet'];
    expect((await place.start(told).ended).code).toBe(0);
  });
});
