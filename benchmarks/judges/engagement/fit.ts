import { writeFileSync } from 'node:fs';
import type { AskedQuestion } from '../../../src/studies/judges/engagement/asked.ts';
import { type FeatureName, featuresOf } from '../../../src/studies/judges/engagement/features.ts';
import { saidIn } from '../../../src/studies/judges/engagement/said.ts';
import { unusable } from '../../../src/studies/judges/engagement/usable.ts';
import type { Fitted, Weights } from '../../../src/studies/judges/engagement/score.ts';
import { languageOf } from '../../../src/studies/judges/lexicon/language.ts';
import { lexiconFor } from '../../../src/studies/judges/lexicon/words/words.ts';
import { logistic } from './logistic.ts';

const FILE = new URL('../../../src/studies/judges/engagement/weights.ts', import.meta.url);
const RIDGE = 3;

export interface Case {
  readonly text: string;
  readonly label: string;
  readonly asked: AskedQuestion;
}

const withoutMatter = ({ text, language, form, kind }: AskedQuestion): AskedQuestion => ({
  text,
  language,
  form,
  kind,
});

/** Weights from labelled answers that decline nothing, with what a bank knows and without. */
export function fit(cases: readonly Case[]): Fitted {
  const used = cases.filter(({ text, label, asked }) => {
    if (!['answered', 'partly', 'deflected'].includes(label) || asked.form === 'control' || asked.kind === 'spill-over')
      return false;
    if (unusable(text, asked.language, languageOf(text)) !== undefined) return false;
    return saidOf(text, asked).every(({ refuses }) => refuses === undefined);
  });
  return { knowing: both(used), unknowing: both(used.map((one) => ({ ...one, asked: withoutMatter(one.asked) }))) };
}

const saidOf = (text: string, { text: question, language }: AskedQuestion) =>
  saidIn(text, question, language, lexiconFor(language));

function both(cases: readonly Case[]): { answered: Weights; deflected: Weights } {
  const features = cases.map(({ text, asked }) => featuresOf(saidOf(text, asked), asked));
  const names = Object.keys(features[0] ?? {}) as FeatureName[];
  const rows = features.map((one) => names.map((name) => one[name]));
  const of = (label: string): Weights => {
    const { intercept, weights } = logistic(
      rows,
      cases.map((one) => one.label === label),
      RIDGE,
    );
    const round = (value: number): number => Number(value.toFixed(3));
    return {
      intercept: round(intercept),
      of: Object.fromEntries(names.map((name, j) => [name, round(weights[j] ?? 0)])),
    };
  };
  return { answered: of('answered'), deflected: of('deflected') };
}

export function writeWeights(fitted: Fitted, about: string): void {
  const head = `import type { Fitted } from './score.ts';

/**
 * Fitted on ${about} by \`npm run bench:engagement -- --fit\`:
 * logistic, ridge ${RIDGE} on standardised features, classes weighted to equal shares. Written by that command.
 */
export const WEIGHTS: Fitted = `;
  const body = JSON.stringify(fitted, null, 2)
    .replaceAll(/"(\w+)":/g, '$1:')
    .replaceAll(/([\d\]}])\n/g, '$1,\n');
  writeFileSync(FILE, `${head}${body};\n`);
}
