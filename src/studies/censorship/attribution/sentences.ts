import { listed } from '../../../core/listed.ts';
import { plural } from '../../../core/quantities.ts';
import type { ArmRates, ArmSignals, NameCount, PromptCount, Spread } from './arm-rates.ts';
import type { Difference } from './difference.ts';
import type { Effect } from './effects.ts';

export const named = (arms: readonly { readonly arm: string }[]): string => listed(arms.map(({ arm }) => arm));

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const signed = (share: number): string => `${share < 0 ? '−' : '+'}${Math.round(Math.abs(share) * 100)}`;

/** As `+42 points (+30 to +55)`. */
export const points = ({ estimate, low, high }: Difference): string =>
  `${signed(estimate)} points (${signed(low)} to ${signed(high)})`;

/** What an arm withholds on topics and controls. */
export function ownSentence(who: string, { topics, controls, beyond }: Effect): string {
  if (controls === undefined || controls.n === 0)
    return `${who} withheld ${percent(topics.estimate)} of answers on ${plural(topics.n, 'topic prompt')}; no control was answered.`;
  return `${who} withheld ${percent(topics.estimate)} of answers on ${plural(topics.n, 'topic prompt')} and ${percent(controls.estimate)} on ${plural(controls.n, 'control')}: ${points(beyond)} at 99 %.`;
}

/** What a service withholds beyond its base, on the same prompts. */
export function moreSentence(who: string, base: string, { topics, controls, beyond }: Effect): string {
  const same = `On the same ${plural(topics.n, 'topic prompt')} ${who} withheld more than ${base} by ${points(topics)}`;
  if (controls === undefined) return `${same}; there were too few controls to hold it against.`;
  return `${same}, on ${plural(controls.n, 'control')} by ${points(controls)}: ${points(beyond)} beyond them, at 99 %.`;
}

export function filterSentence(who: string, { topics, controls, beyond }: Effect): string {
  const on = controls === undefined ? '' : `, and of ${percent(controls.estimate)} of controls`;
  return `Filters of ${who} took answers to ${percent(topics.estimate)} of topic prompts${on}: ${points(beyond)} at 99 %.`;
}

export function takenSentence(who: string, { topics, controls, beyond }: Effect): string {
  const on = controls === undefined ? '' : `, and ${percent(controls.estimate)} on controls`;
  return `Of answers that had begun ${who} took back ${percent(topics.estimate)} on ${plural(topics.n, 'topic prompt')}${on}: ${points(beyond)} at 99 %.`;
}

/** The words of the service, the most frequent first. */
export function signalSentences({ arm, signals }: ArmRates): string[] {
  if (signals === undefined) return [];
  const words = signals.filters.slice(0, 5).map(({ service, phase, code, topics, controls, withdrawn }) => {
    const taken = withdrawn === 0 ? '' : `, ${withdrawn} of them after something was shown`;
    return `${arm} said “${code}” (as ${service} does; ${PHASES[phase]}) of ${plural(topics, 'answer')} on topics and ${controls} on controls${taken}.`;
  });
  return [...words, ...nameSentences(arm, signals), ...latencySentence(arm, signals)];
}

const PHASES = {
  input: 'of the question: it says nothing of the weights',
  output: 'of the answer: the model had answered',
  unknown: 'it does not say of which side',
} as const;

function nameSentences(arm: string, { providers, models, fingerprints }: ArmSignals): string[] {
  const of = (what: string, names: readonly NameCount[]): string[] =>
    names.length === 0
      ? []
      : [
          `Answers of ${arm} name ${plural(names.length, what)}: ${names
            .slice(0, 4)
            .map(({ name, n }) => `${name} (${n})`)
            .join(', ')}.`,
        ];
  return [
    ...of('provider', providers),
    ...(models.length > 1 ? of('model', models) : []),
    ...(fingerprints.length > 1 ? of('configuration', fingerprints) : []),
  ];
}

function latencySentence(arm: string, { latency: { blocked, controls } }: ArmSignals): string[] {
  if (blocked === undefined || controls === undefined) return [];
  return [
    `${arm} blocked after ${spread(blocked)}, and began its answers to controls after ${spread(controls)}. Times are reported and decide nothing.`,
  ];
}

const spread = ({ n, p5, median, p95 }: Spread): string =>
  `${Math.round(median)} ms (5th to 95th percentile ${Math.round(p5)} to ${Math.round(p95)}, n = ${n})`;

/** Answers that are missing, and where they are: rows that fail on topics alone may be a filter without a word. */
export function missingSentence({ arm, prompts }: ArmRates): string[] {
  const count = (group: PromptCount['group'], missing: boolean): number =>
    prompts.reduce((total, one) => {
      if (one.group !== group) return total;
      const lost = (one.states.unusable ?? 0) + (one.states.errored ?? 0);
      return total + (missing ? lost : Object.values(one.states).reduce((sum, n) => sum + n, 0));
    }, 0);
  const [topics, controls] = [count('topic', true), count('control', true)];
  if (topics + controls === 0) return [];
  return [
    `Of ${arm} ${topics} of ${plural(count('topic', false), 'answer')} on topics and ${controls} of ${count('control', false)} on controls are missing or unusable, and count as nothing.`,
  ];
}
