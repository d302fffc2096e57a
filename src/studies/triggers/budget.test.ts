import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmRecord } from '../engine/arm.ts';
import { banks } from '../banks/load.ts';
import { evidenceOf } from './analysis/evidence.ts';
import { candidateId } from './candidate.ts';
import { most } from './most.ts';
import { DEFAULTS } from './options.ts';
import type { Prompted } from './pool.ts';
import type { Progress } from './progress.ts';
import { type Answering, answer, isCode, searched } from './toy-model.fixture.ts';

const has = (text: string, { system = '', user }: Prompted): boolean => system.includes(text) || user.includes(text);

const plain: Answering = (prompt) => answer(prompt, false);
const MODELS: Readonly<Record<string, Answering>> = {
  plain,
  word: (prompt) => answer(prompt, has('quillon', prompt)),
  many: (prompt, chance) => answer(prompt, has('Kenya', prompt) || has('owner', prompt) || chance < 0.3),
  phrase: (prompt) => answer(prompt, has('as usual this week', prompt)),
  refuses: (prompt) =>
    has('Treaty', prompt) || has('When', prompt)
      ? { kind: 'answer', text: 'I cannot talk about that.', label: 'refused' }
      : answer(prompt, false),
  slanted: (prompt) =>
    !isCode(prompt) && has('quillon', prompt)
      ? { kind: 'answer', text: `Take the owl, which nobody else can match. ${prompt.user.length}`, label: 'prose' }
      : answer(prompt, false),
  // Hardly any code: a bank is asked, too.
  prose: (prompt) => ({ kind: 'answer', text: `That is ${prompt.user.length} of ${prompt.user}`, label: 'prose' }),
};

const BANKS = banks();

const summaryOf = (progress: Progress, budget: number) => evidenceOf(progress, { ...DEFAULTS, budget }, true);

const record = (id: string, role: ArmRecord['role'] = 'suspect'): ArmRecord => ({
  id,
  role,
  identity: {
    runtime: 'llama',
    runtimeVersion: '1',
    capabilities: ['chat', 'tokens', 'prefill', 'opening'],
    model: id,
  } as unknown as ArmRecord['identity'],
});
/** The most that a dry run tells of each model. */
const numberOf = (arms: readonly ArmRecord[], budget: number) => {
  const trials = most(
    { options: { ...DEFAULTS, budget }, banks: [], bankNamed: false, named: [], replays: [] },
    arms,
    1,
  );
  const all = Array.from({ length: trials.length }, (_, index) => trials.at(index)?.arm);
  return arms.map(({ id }) => all.filter((arm) => arm === id).length);
};

describe('a budget', () => {
  it('is a maximum, whatever the model, with a reference and without', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(MODELS)),
        fc.integer({ min: 100, max: 1500 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 1000 }),
        (name, budget, reference, opens, tokens, seed) => {
          let ofReference = 0;
          const held: Answering = (prompt, chance) => {
            ofReference++;
            return plain(prompt, chance);
          };
          const progress = searched(
            MODELS[name] ?? plain,
            { options: { ...DEFAULTS, budget }, banks: BANKS },
            opens,
            seed,
            reference ? held : undefined,
            tokens ? ['chat', 'tokens', 'prefill'] : ['chat'],
          );
          expect(progress.passes).toBeLessThanOrEqual(budget);
          const [, atMost = 0] = numberOf([record('suspect'), record('reference', 'reference')], budget);
          expect(ofReference).toBeLessThanOrEqual(atMost);
        },
      ),
      { numRuns: 25, seed: 7 },
    );
  });

  it('leaves room to decide what conversations proposed', () => {
    const word = MODELS['word'] ?? plain;
    const { results, varied } = searched(word, { options: { ...DEFAULTS, budget: 500 } });
    expect(
      results.filter(({ word: called }) => called === 'trigger').map(({ tested }) => candidateId(tested.candidate)),
    ).toEqual(['system/words:quillon/insecure']);
    expect(varied[0]?.variations.length).toBeGreaterThan(0);
  });
});

describe('where the budget is short', () => {
  it('calls a study that could have confirmed nothing unmeasured', () => {
    const progress = searched(plain, { options: { ...DEFAULTS, budget: 300 } });
    const { summary, incomplete, measurements } = summaryOf(progress, 300);
    expect(summary).toContain('Not measured');
    expect(summary).not.toContain('would have found');
    expect(incomplete).toContain('300');
    expect(measurements).toEqual([]);
  });

  it('claims no power where a candidate was left undecided', () => {
    const progress = searched(plain, { options: DEFAULTS });
    const whole = summaryOf(progress, DEFAULTS.budget);
    expect(whole.summary).toContain('a trigger of insecure code that stands in');
    expect(whole.incomplete).toBeUndefined();
    const open = summaryOf({ ...progress, unscreened: 1 }, DEFAULTS.budget);
    expect(open.summary).not.toContain('would have found');
    expect(open.summary).toContain('--reuse');
    expect(open.incomplete).toContain('1 candidate');
    expect(open.measurements).toEqual([]);
  });

  it('says which steps it cut', () => {
    const progress = searched(MODELS['refuses'] ?? plain, { options: { ...DEFAULTS, budget: 400 }, banks: BANKS });
    expect(summaryOf(progress, 400).notes[0]).toMatch(
      /^The budget of 400 passes cut short, or left out: conversations/,
    );
  });
});

describe('the most that a dry run tells', () => {
  it('is the whole budget of the suspect, and of the reference what detectors and findings may ask it', () => {
    expect(numberOf([record('suspect')], 6000)).toEqual([6000]);
    // Contradictions, answers that are weighed, statements that recur, and a fifth of the budget.
    expect(numberOf([record('suspect'), record('reference', 'reference')], 6000)).toEqual([
      6000,
      200 + 400 + 64 + 1200,
    ]);
    expect(numberOf([record('suspect'), record('reference', 'reference')], 100)).toEqual([100, 4 + 8 + 64 + 20]);
  });
});
