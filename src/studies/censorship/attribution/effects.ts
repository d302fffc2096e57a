import { brokenOf, filteredOf, type PromptCount, takenOf, withheldOf } from './arm-rates.ts';
import { type Difference, independentDifference, meanShare, minus, pairedDifference } from './difference.ts';

/** Prompts of a kind that both sides must have before anything is read from them. */
export const LEAST_PROMPTS = 10;
/** A difference smaller than this is not read as one, however sure; one that may be as large as `ABSENT` is not ruled out. */
export const LEAST_EFFECT = 0.05;
export const ABSENT = 0.2;

/** `open`: it may be there or not. `none`: too few prompts to ask. */
export type Seen = 'present' | 'absent' | 'open' | 'none';

/** That there are too few questions of a kind to read anything, in words; undefined where there are enough. */
export function fewSaid(topics: number, controls: number): string | undefined {
  if (topics >= LEAST_PROMPTS && controls >= LEAST_PROMPTS) return undefined;
  return `it takes ${LEAST_PROMPTS} questions on topics and as many controls (mirrors or neutral questions), and there are ${topics} and ${controls}`;
}

export interface Effect {
  readonly seen: Seen;
  /** On topics. */
  readonly topics: Difference;
  /** The same on controls, where there are enough. */
  readonly controls?: Difference;
  /** What topics have beyond controls. */
  readonly beyond: Difference;
}

type Share = (count: PromptCount) => number | undefined;

/** W: what an arm withholds on topics, beyond what it withholds on controls. */
export function topicEffect(prompts: readonly PromptCount[], share: Share = withheldOf): Effect {
  const [topics, controls] = [sharesOf(prompts, 'topic', share), sharesOf(prompts, 'control', share)];
  const beyond = independentDifference(topics, controls);
  const enough = topics.length >= LEAST_PROMPTS && controls.length >= LEAST_PROMPTS;
  return {
    seen: enough ? seen(beyond) : 'none',
    topics: meanShare(topics),
    ...(controls.length === 0 ? {} : { controls: meanShare(controls) }),
    beyond,
  };
}

/** The share of prompts of which a filter took an answer, on topics beyond controls. No weights can send such a signal. */
export const filterEffect = (prompts: readonly PromptCount[]): Effect => topicEffect(prompts, filteredOf);

/**
 * The share of begun answers that a filter took back, on topics beyond controls. Where weights refuse, a filter of answers has
 * little before it: over all answers what it takes looks small, though it takes all that it sees.
 */
export function takenEffect(prompts: readonly PromptCount[]): Effect {
  const begun = prompts.map((one) => ({ group: one.group, ...takenOf(one) })).filter(({ of }) => of > 0);
  const share = (group: PromptCount['group']): Difference => {
    const own = begun.filter((one) => one.group === group);
    return meanShare(
      own.map(({ taken, of }) => taken / of),
      own.map(({ of }) => of),
    );
  };
  const [topics, controls] = [share('topic'), share('control')];
  const beyond = minus(topics, controls, 0);
  const enough = topics.n >= LEAST_PROMPTS && controls.n >= LEAST_PROMPTS;
  return { seen: enough ? seen(beyond) : 'none', topics, controls, beyond };
}

/** S: what one arm withholds beyond another on the same prompts, on topics and beyond the same difference on controls. */
export function serviceEffect(
  service: readonly PromptCount[],
  base: readonly PromptCount[],
  share: Share = withheldOf,
): Effect {
  const [topics, controls] = [paired(service, base, 'topic', share), paired(service, base, 'control', share)];
  if (topics.n < LEAST_PROMPTS || controls.n < LEAST_PROMPTS) return { seen: 'none', topics, beyond: topics };
  const beyond = minus(topics, controls, 0);
  // Controls guard against a service that withholds more of everything: that is a lesser question than whether it does.
  const guarded = beyond.loose.low > 0 && beyond.estimate >= LEAST_EFFECT;
  const there = seen(topics) === 'present' && guarded;
  const gone = seen(topics) === 'absent' || seen(beyond) === 'absent';
  return { seen: there ? 'present' : gone ? 'absent' : 'open', topics, controls, beyond };
}

/** Whether an arm withholds more, or breaks more often, than another on the same prompts, of topics or of controls. */
export function worseEffect(one: readonly PromptCount[], other: readonly PromptCount[]): Effect {
  const effects = (['topic', 'control'] as const).flatMap((group) =>
    [withheldOf, brokenOf].map((share) => paired(one, other, group, share)),
  );
  const enough = effects.filter(({ n }) => n >= LEAST_PROMPTS);
  const [first] = effects;
  const found = enough.toSorted((a, b) => b.low - a.low)[0] ?? first;
  if (found === undefined) throw new Error('there are four effects');
  return { seen: enough.length === 0 ? 'none' : seen(found), topics: found, beyond: found };
}

function seen({ estimate, low, loose }: Difference): Seen {
  if (low > 0 && estimate >= LEAST_EFFECT) return 'present';
  return loose.high < ABSENT ? 'absent' : 'open';
}

function sharesOf(prompts: readonly PromptCount[], group: PromptCount['group'], share: Share): number[] {
  return prompts.flatMap((one) => (one.group === group ? (share(one) ?? []) : []));
}

function paired(
  first: readonly PromptCount[],
  second: readonly PromptCount[],
  group: PromptCount['group'],
  share: Share,
): Difference {
  const others = new Map(second.map((one) => [one.id, one]));
  return pairedDifference(
    first.flatMap((one) => {
      const other = others.get(one.id);
      if (one.group !== group || other === undefined) return [];
      const [a, b] = [share(one), share(other)];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    }),
  );
}
