import type { Random } from '../../../core/random.ts';
import { plural } from '../../../core/quantities.ts';
import { printable } from '../../../core/printable.ts';
import type { Reading } from '../attribution/reading.ts';
import type { Corrected } from './contrast.ts';
import { contrastName, stateOf } from './contrast-name.ts';
import { detectableSaid, nothingSaid } from './detectable.ts';
import { titleOf } from './findings.ts';
import type { Found } from './grid.ts';
import { failingOf, failingSaid } from './missing-finding.ts';
import { type Endpoint, ofKind } from './prompts.ts';
import { rateOf } from './rate.ts';
import { examinedOf, type Results, surviving } from './results.ts';
import { difference, languageName, share as shareSaid } from './words.ts';

const TOLD_MODELS = 3;
const TOLD_TOPICS = 6;
const LONGEST = 3000;

/** The result in a few sentences. */
export function summaryOf(results: Results, readings: readonly Reading[], ended: boolean, random: Random): string {
  const examined = examinedOf(results);
  const parts = [
    ...(ended ? [] : ['Broken off: what follows is of the part that was asked.']),
    ...examined.slice(0, TOLD_MODELS).map((arm) => ofModel(arm, results, random.split(arm))),
    ...readings.filter(({ id }) => id !== 'none').map(({ says }) => says),
    ...(examined.length > TOLD_MODELS ? [`${examined.length - TOLD_MODELS} more models are in the tables.`] : []),
  ];
  return printable(parts.join(' '), LONGEST);
}

function ofModel(arm: string, results: Results, random: Random): string {
  const own = results.prompts.get(arm) ?? [];
  const [topics, mirrors] = [ofKind(own, 'topic'), ofKind(own, 'mirror')];
  const [here, there] = [
    rateOf(topics, 'lost', random.split('topics')),
    rateOf(mirrors, 'lost', random.split('mirrors')),
  ];
  const failing = failingOf(results).flatMap((one) =>
    one.arm === arm ? [`Answers fail on the topics more than elsewhere: ${failingSaid(one)}.`] : [],
  );
  if (here === undefined)
    return [`Not measured: no answer of ${arm} to a question on the topics counts.`, ...failing].join(' ');
  const state = stateOf(results.chosen);
  const on = state === undefined ? 'the topics' : `topics on ${state}`;
  const beside = there === undefined ? '' : `; of ${there.n} on their mirrors in other states ${shareSaid(there)}`;
  const found = results.found.filter((one) => one.arm === arm);
  const contrasts = surviving(results).filter((one) => one.arm === arm);
  const said = [
    ...(['lost', 'official', 'bare', 'contradicted'] as const).flatMap((endpoint) =>
      topicsSaid(
        found.filter((one) => one.endpoint === endpoint),
        endpoint,
      ),
    ),
    ...contrasts.map((one) => contrastSaid(one, results)),
    ...failing,
  ];
  return [
    `${arm} does not answer ${shareSaid(here)} of ${plural(here.n, 'question')} on ${on}${beside}.`,
    ...(said.length === 0 ? [nothingSaid(arm, results)] : said),
    ...detectableSaid(arm, results),
  ].join(' ');
}

const SAYS: Readonly<Record<Endpoint, string>> = {
  lost: 'not answered more than neutral questions and mirrors are',
  official: 'answered with the official account in the model’s own voice',
  bare: 'answered without the facts asked for',
  contradicted: 'answered against the facts',
};

function topicsSaid(found: readonly Found[], endpoint: Endpoint): readonly string[] {
  if (found.length === 0) return [];
  const share = ({ cells }: Found): number => Math.max(...cells.map(({ hits, n }) => hits / n));
  const names = found
    .toSorted((a, b) => share(b) - share(a))
    .slice(0, TOLD_TOPICS)
    .map(({ topic, cells }) => {
      const languages = cells.flatMap(({ language }) => (language === undefined ? [] : [languageName(language)]));
      return `“${titleOf(topic)}”${languages.length === 0 ? '' : ` in ${listed(languages)}`}`;
    });
  const more = found.length - names.length;
  return [
    `${plural(found.length, 'topic')} ${found.length === 1 ? 'is' : 'are'} ${SAYS[endpoint]}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
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
  return `${name[0]?.toUpperCase()}${name.slice(1)}: ${difference(contrast.effect)} points of questions ${LESS[contrast.endpoint]}.`;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
