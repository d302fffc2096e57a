import { writeFileSync } from 'node:fs';
import type { AskedQuestion } from '../../../src/studies/judges/engagement/asked.ts';
import { type Features, featuresOf } from '../../../src/studies/judges/engagement/features.ts';
import { saidIn } from '../../../src/studies/judges/engagement/said.ts';
import { asksParts, partsFeatures, toldOf } from '../../../src/studies/judges/engagement/told.ts';
import { unusable } from '../../../src/studies/judges/engagement/usable.ts';
import type { Fitted, Model } from '../../../src/studies/judges/engagement/score.ts';
import { languageOf } from '../../../src/studies/judges/lexicon/language.ts';
import { lexiconFor } from '../../../src/studies/judges/lexicon/words/words.ts';
import { featuresFor, type FittedVoices, type Voice } from '../../../src/studies/judges/narrative/narrative.ts';
import type { Wording } from '../../../src/studies/judges/wordings.ts';
import { logistic } from './logistic.ts';

const FILE = new URL('../../../src/studies/judges/engagement/weights.ts', import.meta.url);
const NARRATIVE_FILE = new URL('../../../src/studies/judges/narrative/weights.ts', import.meta.url);
const RIDGE = 20;
/** Of the fewer features that weigh an account or a debate part by part. */
const PARTS_RIDGE = 3;

export interface Case {
  readonly text: string;
  readonly label: string;
  readonly narrative: string;
  readonly phrases: readonly Wording[];
  readonly asked: AskedQuestion;
}

const withoutMatter = ({ text, language, form, kind }: AskedQuestion): AskedQuestion => ({
  text,
  language,
  form,
  kind,
});

/** As a bank has it that says neither what is asked part by part nor what either side says. */
function bare(one: Case): Case {
  const { matter } = one.asked;
  if (matter === undefined) return one;
  const { aspects: _, sides: __, ...facts } = matter;
  return { ...one, asked: { ...one.asked, matter: facts } };
}

/** Weights from labelled answers that decline nothing, with what a bank knows and without. */
export function fit(cases: readonly Case[]): Fitted {
  const used = cases.filter(({ text, label, asked }) => {
    if (!['answered', 'partly', 'deflected'].includes(label) || asked.form === 'control' || asked.kind === 'spill-over')
      return false;
    if (unusable(text, asked.language, languageOf(text)) !== undefined) return false;
    return saidOf(text, asked).every(({ refuses }) => refuses === undefined);
  });
  return {
    parts: modelFor(
      used.filter(({ asked }) => asksParts(asked)),
      partsKept,
      PARTS_RIDGE,
    ),
    sides: modelFor(used, featuresKept, RIDGE),
    facts: modelFor(used.map(bare), featuresKept, RIDGE),
    nothing: modelFor(
      used.map((one) => ({ ...one, asked: withoutMatter(one.asked) })),
      featuresKept,
      RIDGE,
    ),
  };
}

const partsKept = (text: string, asked: AskedQuestion): Features =>
  partsFeatures(featuresKept(text, asked), toldOf(saidOf(text, asked), asked), asked.form);

const saidOf = (text: string, { text: question, language }: AskedQuestion) =>
  saidIn(text, question, language, lexiconFor(language));

const kept = new Map<string, Features>();

/** The folds of one run share their features: they depend on no weight. */
function featuresKept(text: string, asked: AskedQuestion): Features {
  const key = JSON.stringify([
    text,
    asked.text,
    asked.form,
    asked.matter === undefined,
    asked.matter?.sides === undefined,
  ]);
  const known = kept.get(key) ?? featuresOf(saidOf(text, asked), asked);
  kept.set(key, known);
  return known;
}

const modelFor = (cases: readonly Case[], of: (text: string, asked: AskedQuestion) => Features, ridge: number) =>
  modelOf(
    ['answered', 'partly', 'deflected'],
    cases.map(({ text, asked }) => of(text, asked)),
    cases.map(({ label }) => label),
    ridge,
  );

const VOICES: Readonly<Record<string, Voice>> = {
  none: 'none',
  '0': 'plural',
  '1': 'reported',
  '2': 'own',
  '3': 'own',
};

/** Whose account: of questions that have one. What the judge of engagement says of each answer is by weights that were given. */
export function fitNarrative(cases: readonly Case[], engagement: Fitted): FittedVoices {
  const used = cases.filter(({ asked: { kind } }) => kind === 'topic' || kind === 'mirror');
  return { sides: voicesOf(used, engagement), bare: voicesOf(used.map(bare), engagement) };
}

function voicesOf(used: readonly Case[], engagement: Fitted): Model<Voice> {
  return modelOf(
    ['none', 'plural', 'reported', 'own'],
    used.map(({ text, asked, phrases }) => featuresFor(text, asked, phrases, engagement)),
    used.map(({ narrative }) => VOICES[narrative] ?? narrative),
  );
}

/** A model for each class against the others, on features that vary. */
function modelOf<Class extends string>(
  classes: readonly Class[],
  features: readonly Features[],
  labels: readonly string[],
  ridge = RIDGE,
): Model<Class> {
  const names = Object.keys(features[0] ?? {}).filter((name) =>
    features.some((one) => one[name] !== features[0]?.[name]),
  );
  const rows = features.map((one) => names.map((name) => one[name] ?? 0));
  const fitted = classes.map((name) =>
    logistic(
      rows,
      labels.map((label) => label === name),
      ridge,
    ),
  );
  // A nought has no sign in a file.
  const round = (value: number): number => Number(value.toFixed(3)) + 0;
  return {
    classes,
    intercepts: fitted.map(({ intercept }) => round(intercept)),
    weights: Object.fromEntries(names.map((name, j) => [name, fitted.map(({ weights }) => round(weights[j] ?? 0))])),
  };
}

export function writeWeights(fitted: Fitted, narrative: FittedVoices, about: string): void {
  write(FILE, `import type { Fitted } from './score.ts';`, `WEIGHTS: Fitted`, fitted, about);
  const types = `import type { FittedVoices } from './narrative.ts';`;
  write(NARRATIVE_FILE, types, 'NARRATIVE_WEIGHTS: FittedVoices', narrative, about);
}

function write(file: URL, imports: string, name: string, content: object, about: string): void {
  const head = `/* oxlint-disable oxc/approx-constant -- a fitted weight may lie near any constant */
${imports}

/**
 * Fitted on ${about} by \`npm run bench:engagement -- --fit\`:
 * logistic, each class against the others, ridge ${RIDGE} on standardised features (${PARTS_RIDGE} for what is asked part by part). Written by that command.
 */
export const ${name} = `;
  const body = JSON.stringify(content, null, 2)
    .replaceAll(/\[\s+([^\]]*?)\s+\]/g, (_, inner: string) => `[${inner.replaceAll(/\s+/g, ' ')}]`)
    .replaceAll(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'")
    .replaceAll(/([\d\]}])\n/g, '$1,\n');
  writeFileSync(file, `${head}${body};\n`);
}
