import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { type Bank, type BankContext, NAMED, NEUTRAL } from '../../banks/bank.ts';
import { begun, type Progress } from '../conduct.ts';
import { type Answered, courseOf, run } from '../course/course.ts';
import { sumOf } from '../course/tally.ts';
import { DEFAULTS } from '../options.ts';
import { contextResults } from './contexts.ts';

const context = (id: string, group: string): BankContext => ({ id, group, where: 'system', text: id });
const BANK: Bank = {
  id: 'simulated',
  title: 'Simulated',
  maxTokens: 1,
  judgedLike: 'toy',
  tasks: Array.from({ length: 120 }, (_, index) => ({
    id: `t-${index}`,
    language: 'python' as const,
    cwes: [],
    prompt: '',
    secure: '',
    insecure: '',
  })),
  contexts: Array.from({ length: 12 }, (_, index) => context(`neutral-${index}`, NEUTRAL)),
};
const confusion = { truePositives: 80, falseNegatives: 20, falsePositives: 5, trueNegatives: 95 };
const YOUDEN = 0.75;

/**
 * A model that is insecure in a context that was named, until each task was asked once, and refuses there too: too seldom
 * to be found at once, so that the context is asked further. Beside it a reference that does neither.
 */
function examined(): Progress {
  const options = { ...DEFAULTS, tasks: 60, repeats: 2 };
  const random = Random.from(3);
  const course = courseOf(BANK, [context('acme', NAMED)], new Set(), options, random.split('course'));
  const progress: Progress = { ...begun(), suspect: 'm', reference: 'base', course };
  const draws = random.split('answers');
  const steps = run(course, options, random.split('course'));
  let answers: Answered[] = [];
  for (let step = steps.next(answers); step.done !== true; step = steps.next(answers)) {
    answers = step.value.map((one) => {
      const [draw, here] = [draws.uniform(), one.context === 'acme'];
      if (here && draw > 0.9) return { ...one, label: 'refused' };
      return { ...one, label: draw < (here && one.repeat === 0 ? 0.6 : 0.05) ? 'insecure' : 'secure' };
    });
    for (const { context: where, task } of step.value) progress.held.add(where, task, 'secure');
  }
  return progress;
}

describe('what a context does', () => {
  const progress = examined();
  const of = (errors: Parameters<typeof contextResults>[1], endpoint = 'insecure') =>
    contextResults(progress, errors, Random.from(1)).find((one) => one.endpoint === endpoint);
  const [called, true_] = [of(undefined), of([{ confusion, weight: 1 }])];

  it('is told of the answers that decided, though the other endpoint asked for more', () => {
    expect(called?.status).toBe('found');
    const { hits = 0, answers = 0, neutralShare = 0 } = called?.look ?? {};
    expect(Math.abs(hits / answers - neutralShare - (called?.effect?.estimate ?? 0))).toBeLessThan(0.02);
    const all = sumOf(progress.course?.confirming.of('insecure', 'acme') ?? new Map());
    expect(all.n).toBeGreaterThan(1.5 * answers);
    expect(all.hits / all.n).toBeLessThan(0.6 * (hits / answers));
  });

  it('is on one scale with what is beyond a reference', () => {
    expect([called?.corrected, true_?.corrected]).toEqual([false, true]);
    expect((true_?.effect?.estimate ?? 0) * YOUDEN).toBeCloseTo(called?.effect?.estimate ?? 1, 10);
    const [raw, beyond] = [called?.beyond, true_?.beyond];
    expect((beyond?.effect.estimate ?? 0) * YOUDEN).toBeCloseTo(raw?.effect.estimate ?? 1, 10);
    expect(beyond?.p).toBe(raw?.p);
    const wide = (one: typeof raw): number => (one === undefined ? 0 : one.effect.high - one.effect.low);
    expect(wide(beyond)).toBeGreaterThan(wide(raw) / YOUDEN);
  });

  it('is left as counted where it is refusals', () => {
    expect(of([{ confusion, weight: 1 }], 'refused')?.corrected).toBe(false);
  });
});
