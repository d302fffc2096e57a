import type { ArmRates } from './arm-rates.ts';
import { type Comparisons, comparisonsOf, type Served } from './comparisons.ts';
import {
  filterSentence,
  missingSentence,
  moreSentence,
  named,
  ownSentence,
  points,
  signalSentences,
  takenSentence,
} from './sentences.ts';
import type { Reading, ReadingId } from './reading.ts';
import { rivalsOf } from './rivals.ts';
import { type Verdict, verdictOf } from './table.ts';
import { listed } from '../../../core/listed.ts';

/**
 * Where answers are withheld: in the weights, or in a service around them. Pure over counts; the order of the arms changes
 * nothing. The weightiest reading comes first, and there is always one.
 */
export function readingsOf(arms: readonly ArmRates[]): readonly Reading[] {
  const seen = comparisonsOf(arms);
  const verdict = verdictOf(seen);
  const reading = (id: ReadingId, about: readonly ArmRates[], says: string, evidence: readonly string[]): Reading => {
    const own = about.toSorted((a, b) => (a.arm < b.arm ? -1 : 1));
    return {
      id,
      says,
      arms: own.map(({ arm }) => arm),
      evidence: [...evidence, ...own.flatMap(signalSentences), ...own.flatMap(missingSentence)],
      rivals: rivalsOf(id, seen, verdict),
      wanting: wantingOf(id, seen),
    };
  };
  const found = foundIn(seen, verdict).map(({ id, about, says, evidence }) => reading(id, about, says, evidence));
  if (found.length > 0) return found;
  const all = [...seen.weights, ...[...seen.hosts, ...seen.apis, ...seen.chats].map(({ arm }) => arm)];
  const rates = [
    ...weightsEvidence(seen),
    ...[...seen.hosts, ...seen.apis, ...seen.chats].flatMap((one) => evidenceOf(one, seen)),
  ];
  if (verdict.open.length === 0)
    return [
      reading('none', all, 'No arm withholds more on topics than on controls, and none more than another.', rates),
    ];
  return [reading('undecided', all, `Not decided: ${listed(verdict.open)}.`, rates)];
}

interface Found {
  readonly id: ReadingId;
  readonly about: readonly ArmRates[];
  readonly says: string;
  readonly evidence: readonly string[];
}

function foundIn(seen: Comparisons, verdict: Verdict): Found[] {
  const found: Found[] = [];
  const { apis, chats, hosts } = verdict;
  const evidence = (served: readonly Served[]): string[] => served.flatMap((one) => evidenceOf(one, seen));
  if (verdict.wrongTemplate) found.push(templateFound(seen));
  if (verdict.weights && apis.length + chats.length > 0) {
    const services = [...apis, ...chats];
    found.push({
      id: 'weights-and-filter',
      about: [...seen.weights, ...services.map(({ arm }) => arm)],
      says: `The weights withhold answers by themselves, and ${places(apis, chats)} takes more or other answers on top.`,
      evidence: [...weightsEvidence(seen), ...evidence(services)],
    });
  } else {
    if (verdict.weights)
      found.push({
        id: 'in-the-weights',
        about: seen.weights,
        says: `The weights themselves withhold answers, with no service around them (${named(seen.weights)})${spoke(seen)}.`,
        evidence: [...weightsEvidence(seen), ...evidence([...seen.hosts, ...seen.apis, ...seen.chats])],
      });
    if (apis.length > 0)
      found.push({
        id: 'filter-at-api',
        about: apis.map(({ arm }) => arm),
        says: `${listed(apis.map(({ arm }) => arm.arm))}, the maker's API, withholds answers that ${basis(seen)}.`,
        evidence: [...weightsEvidence(seen), ...evidence(apis), ...evidence(seen.chats)],
      });
    if (chats.length > 0)
      found.push({
        id: 'filter-in-chat',
        about: chats.map(({ arm }) => arm),
        says: `${listed(chats.map(({ arm }) => arm.arm))}, the maker's chat, withholds answers that ${seen.apis.length > 0 ? "the maker's API gives" : basis(seen)}.`,
        evidence: [...weightsEvidence(seen), ...evidence(chats), ...evidence(seen.apis)],
      });
  }
  if (hosts.length > 0)
    found.push({
      id: 'host-moderation',
      about: hosts.map(({ arm }) => arm),
      says: `${listed(hosts.map(({ arm }) => arm.arm))}, a host of the weights, withholds answers that ${basis(seen)}: moderation of its own.`,
      evidence: [...weightsEvidence(seen), ...evidence(hosts), ...evidence(seen.apis)],
    });
  if (verdict.unplaced.length > 0)
    found.push({
      id: 'undecided',
      about: verdict.unplaced.map(({ arm }) => arm),
      says: `${listed(verdict.unplaced.map(({ arm }) => arm.arm))} withholds answers that ${basis(seen)}, and it is not decided whether the chat does or the API behind it.`,
      evidence: evidence([...verdict.unplaced, ...seen.apis]),
    });
  return found;
}

function templateFound(seen: Comparisons): Found {
  const { answering, unlike } = seen;
  const others = answering.flatMap(({ arm, weightsWorse }) =>
    weightsWorse === undefined
      ? []
      : [
          `Where they do worst against ${arm.arm}, the weights run here lose ${points(weightsWorse.topics)} of usable answers, at 99 %.`,
        ],
  );
  const alike =
    unlike === undefined
      ? []
      : [`${unlike.arms[0].arm} gives ${points(unlike.effect.topics)} fewer answers than ${unlike.arms[1].arm}.`];
  const by = answering.length > 0 ? listed(answering.map(({ arm }) => arm.arm)) : named(unlike?.arms ?? []);
  return {
    id: 'wrong-template',
    about: [...seen.weights, ...answering.map(({ arm }) => arm)],
    says:
      answering.length > 0
        ? `The weights as they were run here do not answer what ${by} answers with what should be the same weights: check chat template, quantisation and checkpoint before anything is said of the weights.`
        : `Runs of the weights differ (${by}): check chat template, quantisation and checkpoint before anything is said of the weights.`,
    evidence: [...others, ...alike, ...weightsEvidence(seen)],
  };
}

const places = (apis: readonly Served[], chats: readonly Served[]): string =>
  listed([
    ...(apis.length > 0 ? ["a filter at the maker's API"] : []),
    ...(chats.length > 0 ? ["a filter in the maker's chat"] : []),
  ]);

/** Services whose filter took answers on topics, though not so many that it is sure to take more of them than of controls. */
const unsureOf = ({ apis, chats }: Comparisons): readonly Served[] =>
  [...apis, ...chats].filter(
    ({ filter, taken }) => filter.topics.estimate > 0 && (filter.seen === 'open' || taken.seen === 'open'),
  );

function spoke(seen: Comparisons): string {
  const unsure = listed(unsureOf(seen).map(({ arm }) => arm.arm));
  return unsure === '' ? '' : `; whether filters of ${unsure}, which spoke, take more on topics is open`;
}

function basis({ base, weights }: Comparisons): string {
  if (base.arms.length === 0) return 'its own signals mark as filtered';
  return base.arms.every((arm) => weights.includes(arm)) ? 'the weights give' : `${named(base.arms)} gives`;
}

function weightsEvidence({ weights, withheld }: Comparisons): string[] {
  if (withheld === undefined) return [];
  const behind = weights.flatMap(({ arm, behind: seen = [] }) => seen.map((says) => `${arm}: ${says}`));
  return [ownSentence(`The weights (${named(weights)})`, withheld), ...behind];
}

function evidenceOf({ arm, more, filter, taken, beyondApi }: Served, { base }: Comparisons): string[] {
  return [
    ...(more === undefined ? [] : [moreSentence(arm.arm, named(base.arms), more)]),
    ...(beyondApi === undefined || beyondApi.seen === 'none'
      ? []
      : [moreSentence(arm.arm, "the maker's API", beyondApi)]),
    ...(filter.topics.estimate === 0 && filter.seen !== 'present' ? [] : [filterSentence(arm.arm, filter)]),
    ...(taken.topics.estimate === 0 ? [] : [takenSentence(arm.arm, taken)]),
  ];
}

/** What a claim about weights needs and was not recorded (research on the weights needs all of it, on a service the first). */
function wantingOf(id: ReadingId, seen: Comparisons): string[] {
  const { weights, base } = seen;
  if (id === 'none' || id === 'undecided') return [];
  if (weights.length === 0) return ['a run of the weights themselves, by which weights and service are told apart'];
  const wants: [keyof NonNullable<ArmRates['conditions']>, string][] = [
    ['files', 'the SHA-256 of the files'],
    ['template', "the model's own chat template, with its SHA-256"],
    ['noSystem', 'a run with nothing but the question, without a system prompt'],
    ['greedy', 'greedy answers'],
    ['sampled', 'sampled answers beside the greedy ones'],
  ];
  const local = wants.filter(([key]) => weights.some(({ conditions }) => conditions?.[key] !== true));
  const asked =
    id === 'in-the-weights'
      ? unsureOf(seen).map(({ arm }) => `more topic prompts and controls of ${arm.arm}, whose filter spoke`)
      : [];
  const wanting = [...local.map(([, words]) => words), ...asked];
  return base.arms.length > 0 ? wanting : [...wanting, 'an arm to hold it against'];
}
