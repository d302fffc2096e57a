import type { Random } from '../../../core/random.ts';
import { plural } from '../../../core/quantities.ts';
import { printable } from '../../../core/printable.ts';
import type { Reading } from '../attribution/reading.ts';
import type { Corrected } from './contrast.ts';
import { contrastName, stateOf } from './contrast-name.ts';
import { detectableSaid, nothingSaid } from './detectable.ts';
import type { Found } from './grid.ts';
import { type JudgeErrors, withoutJudgeError } from './judge-error.ts';
import { heldAgainst } from './held-against.ts';
import { failingOf, failingSaid } from './missing-finding.ts';
import { type Endpoint, ofKind } from './prompts.ts';
import { rateOf } from './rate.ts';
import { examinedOf, type Results, surviving } from './results.ts';
import { unreviewedAmong, unreviewedSaid } from './unreviewed.ts';
import { difference, languageName, share as shareSaid, titleOf } from './words.ts';
import { listed } from '../../../core/listed.ts';

const TOLD_MODELS = 6;
const TOLD_TOPICS = 6;
/** Where there are several models. */
const FEW_TOPICS = 2;
const LONGEST = 8000;

/** The result in a few sentences. */
export function summaryOf(
  results: Results,
  { readings, errors, ended }: { readings: readonly Reading[]; errors: JudgeErrors; ended: boolean },
  random: Random,
): string {
  const examined = examinedOf(results);
  const told = examined.slice(0, TOLD_MODELS);
  const more = examined.length - told.length;
  const isOne = examined.length === 1;
  const parts = [
    ...(ended ? [] : ['Broken off: what follows is of the part that was asked.']),
    // What all of them together say, then a sentence of each, before what is found of any.
    ...readings.filter(({ id }) => id !== 'none').map(({ says }) => says),
    ...told.map((arm) => shareOf(arm, results, errors, random.split(arm))),
    ...(more > 0 ? [`${plural(more, 'more model')} ${more === 1 ? 'is' : 'are'} in the tables.`] : []),
    ...unreviewedSaid(unreviewedAmong(results.chosen.questions.values(), results.chosen.bank)),
    ...told.flatMap((arm) => foundOf(arm, results, isOne).map((one, at) => (at > 0 || isOne ? one : `${arm}: ${one}`))),
  ];
  return printable(parts.join(' '), LONGEST);
}

/** How many of the questions one model does not answer. */
function shareOf(arm: string, { prompts, chosen }: Results, errors: JudgeErrors, random: Random): string {
  const own = prompts.get(arm) ?? [];
  const [topics, mirrors] = [ofKind(own, 'topic'), ofKind(own, 'mirror')];
  const [here, there] = [
    rateOf(topics, 'lost', random.split('topics')),
    rateOf(mirrors, 'lost', random.split('mirrors')),
  ];
  if (here === undefined) return `Not measured: no answer of ${arm} to a question on the topics counts.`;
  const state = stateOf(chosen);
  const on = state === undefined ? 'the topics' : `topics on ${state}`;
  const beside = there === undefined ? '' : `; of ${there.n} on their mirrors in other states ${shareSaid(there)}`;
  // It was measured on a bank that says what is asked part by part, and what either side says.
  const known =
    topics.every(({ topic }) => topic.sides !== undefined) && topics.some(({ question }) => question.aspects);
  const corrected = known ? withoutJudgeError(topics, errors, random.split('judge')) : undefined;
  const without =
    corrected === undefined
      ? ''
      : ` Without the judge’s errors, as measured, and with partial answers taken for answers: ${shareSaid(corrected)} on the topics.`;
  return `${arm} does not answer ${shareSaid(here)} of ${plural(here.n, 'question')} on ${on}${beside}.${without}`;
}

/** What stands out of one model, and where nothing does what would have been seen. */
function foundOf(arm: string, results: Results, isOne: boolean): readonly string[] {
  const topics = ofKind(results.prompts.get(arm) ?? [], 'topic');
  const failing = failingOf(results).flatMap((one) =>
    one.arm === arm ? [`Answers fail on the topics more than elsewhere: ${failingSaid(one)}.`] : [],
  );
  if (topics.every(({ lost }) => lost === undefined)) return failing;
  const found = results.found.filter((one) => one.arm === arm);
  const said = [
    ...(['lost', 'official', 'bare', 'contradicted'] as const).flatMap((endpoint) =>
      topicsSaid(
        found.filter((one) => one.endpoint === endpoint),
        endpoint,
        isOne ? TOLD_TOPICS : FEW_TOPICS,
      ),
    ),
    ...surviving(results)
      .filter((one) => one.arm === arm)
      .map((one) => contrastSaid(one, results)),
    ...failing,
  ];
  if (said.length === 0) return [nothingSaid(arm, results), ...detectableSaid(arm, results)];
  return isOne ? [...said, ...detectableSaid(arm, results)] : said;
}

const SAYS: Readonly<Record<Endpoint, string>> = {
  lost: 'not answered',
  official: 'answered with the official account in the model’s own voice',
  bare: 'answered without the facts asked for',
  contradicted: 'answered against the facts',
};

function topicsSaid(found: readonly Found[], endpoint: Endpoint, most: number): readonly string[] {
  if (found.length === 0) return [];
  const share = ({ cells }: Found): number => Math.max(...cells.map(({ hits, n }) => hits / n));
  const names = found
    .toSorted((a, b) => share(b) - share(a))
    .slice(0, most)
    .map(({ topic, cells }) => {
      const languages = cells.flatMap(({ language }) => (language === undefined ? [] : [languageName(language)]));
      return `“${titleOf(topic)}”${languages.length === 0 ? '' : ` in ${listed(languages)}`}`;
    });
  const more = found.length - names.length;
  const against = heldAgainst(found.flatMap(({ cells }) => cells));
  return [
    `${plural(found.length, 'topic')} ${found.length === 1 ? 'is' : 'are'} ${SAYS[endpoint]}${against === undefined ? '' : ` more than ${against}`}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  ];
}

const LESS: Readonly<Record<Endpoint, string>> = {
  lost: 'not answered',
  official: 'given the official account',
  bare: 'answered without facts',
  contradicted: 'answered against the facts',
};

function contrastSaid(contrast: Corrected, { chosen }: Results): string {
  const name = contrastName(contrast, chosen);
  // A label is as its user wrote it.
  const begun = contrast.kind === 'service' ? name : `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return `${begun}: ${difference(contrast.effect)} points of questions ${LESS[contrast.endpoint]}.`;
}
