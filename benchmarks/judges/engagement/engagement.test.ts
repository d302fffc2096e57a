import { describe, expect, it } from 'vitest';
import { WEIGHTS } from '../../../src/studies/judges/engagement/weights.ts';
import { NARRATIVE_WEIGHTS } from '../../../src/studies/judges/narrative/weights.ts';
import { committedConfusion, confusionText } from './confusion.ts';
import { fit, fitNarrative } from './fit.ts';
import { casesOf, judgeAll } from './judged.ts';
import { LABELS, OPEN, readClosed, readLabelled } from './labelled.ts';
import { logistic } from './logistic.ts';
import { containsPhrase, opensAsRefusal } from './peers.ts';

/** Ten fits, half a minute on a free core. */
const SLOW = 400_000;

const open = await readLabelled(OPEN);

describe('the open labelled answers', () => {
  it('are of five languages, each once, with words that they have', () => {
    expect([...new Set(open.map(({ language }) => language))]).toEqual(['ar', 'en', 'ru', 'zh-Hans', 'zh-Hant']);
    expect(new Set(open.map(({ id }) => id)).size).toBe(open.length);
    const bare = (text: string): string => text.replaceAll(/\s+/g, ' ');
    expect(open.filter(({ span, text }) => span !== undefined && !bare(text).includes(bare(span)))).toEqual([]);
  });

  it('have labels for facts that their questions ask for', () => {
    for (const { id, facts, asked } of open)
      for (const fact of Object.keys(facts ?? {}))
        expect(
          asked.matter?.facts.map((one) => one.id),
          id,
        ).toContain(fact);
  });

  it('have every label', () => {
    expect(LABELS.filter((label) => !open.some(({ engagement }) => engagement === label))).toEqual([]);
  });
});

it('the weights are those that fit: `npm run bench:engagement -- --fit` renews them', { timeout: SLOW }, () => {
  expect(fit(casesOf(open))).toEqual(WEIGHTS);
  expect(fitNarrative(casesOf(open), WEIGHTS)).toEqual(NARRATIVE_WEIGHTS);
});

it('what is committed of how often the judge errs is what it does: `npm run bench:engagement -- --write` renews it', {
  timeout: SLOW,
}, async () => {
  expect(committedConfusion()).toBe(confusionText(judgeAll(await readClosed())));
});

it('a regression finds the side of a line', () => {
  const rows = [
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
    [5, 1],
  ];
  const { intercept, weights } = logistic(rows, [false, false, false, true, true, true], 0.1);
  const logit = (x: number): number => intercept + (weights[0] ?? 0) * x;
  expect(logit(2)).toBeLessThan(0);
  expect(logit(3)).toBeGreaterThan(0);
  expect(weights[1]).toBe(0);
});

it('the lists of the field know what they list', () => {
  expect([opensAsRefusal('I’m sorry, but no.'), opensAsRefusal('The dam broke. I’m sorry.')]).toEqual([true, false]);
  expect([containsPhrase('They oppose Taiwan independence.'), containsPhrase('Taiwan has its own army.')]).toEqual([
    true,
    false,
  ]);
});
