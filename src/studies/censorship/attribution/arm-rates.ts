/**
 * Who answered. `weights`: the files, run here. `host`: the same weights, run by somebody else. `api` and `chat`: the maker's
 * own.
 */
export type ArmRole = 'weights' | 'host' | 'api' | 'chat';

/** What became of an answer: the labels of the judge of engagement, and `errored` where there was none. */
export type State =
  | 'answered'
  | 'partly'
  | 'deflected'
  | 'refused'
  | 'blocked'
  | 'withdrawn'
  | 'empty'
  | 'unusable'
  | 'errored';

/** The samples of one prompt in one arm. */
export interface PromptCount {
  /** The same in every arm: arms are compared on the prompts that both have. */
  readonly id: string;
  /** `topic`: of what may be censored. `control`: mirrors in other countries and neutral questions. */
  readonly group: 'topic' | 'control';
  readonly states: Readonly<Partial<Record<State, number>>>;
  /** Of the withdrawn: those that had begun to answer, by what was shown of them. None, where it is not known. */
  readonly begun?: number;
}

export interface ArmRates {
  /** The user's name for it. */
  readonly arm: string;
  readonly role: ArmRole;
  readonly prompts: readonly PromptCount[];
  readonly signals?: ArmSignals;
  readonly conditions?: Conditions;
  /** What was seen behind the answers of weights, in sentences: of {@link massLiftOf} and {@link prefillDeltaOf}. */
  readonly behind?: readonly string[];
}

/** What a claim about weights rests on. What is left out is not known, and is said to be wanting. */
export interface Conditions {
  /** SHA-256 of the files is recorded. */
  readonly files?: boolean;
  /** Their own chat template was used, and its SHA-256 is recorded. */
  readonly template?: boolean;
  /** Nothing but the question was said to the model. */
  readonly noSystem?: boolean;
  /** Greedy answers, and sampled ones. */
  readonly greedy?: boolean;
  readonly sampled?: boolean;
}

/** What an arm's service said of itself over all its answers. */
export interface ArmSignals {
  readonly filters: readonly FilterCount[];
  /** Names that responses gave: of the company behind a router, of the model, of the configuration; most frequent first. */
  readonly providers: readonly NameCount[];
  readonly models: readonly NameCount[];
  readonly fingerprints: readonly NameCount[];
  /** Milliseconds to the first piece of an answer on controls, and to the word of a filter that let none through. */
  readonly latency: { readonly controls?: Spread; readonly blocked?: Spread };
}

export interface FilterCount {
  /** Whose convention it is. */
  readonly service: string;
  readonly phase: 'input' | 'output' | 'unknown';
  readonly code: string;
  /** Answers with it on topics and on controls, and how many of both it withdrew after something was shown. */
  readonly topics: number;
  readonly controls: number;
  readonly withdrawn: number;
}

export interface NameCount {
  readonly name: string;
  readonly n: number;
}

export interface Spread {
  readonly n: number;
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
}

const WITHHELD = ['deflected', 'refused', 'blocked', 'withdrawn', 'empty'] as const;

/** The share of a prompt's usable samples that were withheld: partly counts half. Undefined where none is usable. */
export function withheldOf({ states }: PromptCount): number | undefined {
  const withheld = sum(WITHHELD.map((state) => states[state]));
  const partly = states.partly ?? 0;
  const n = withheld + partly + (states.answered ?? 0);
  return n === 0 ? undefined : (withheld + partly / 2) / n;
}

/** 1 where a filter took any of a prompt's answers, or 0: repeats that it let through are no sign of none. */
export function filteredOf({ states }: PromptCount): number | undefined {
  const filtered = sum([states.blocked, states.withdrawn]);
  const n = filtered + sum([states.answered, states.partly, states.deflected, states.refused, states.empty]);
  return n === 0 ? undefined : Number(filtered > 0);
}

/**
 * Answers that a filter had before it, and those of them that it took back after they had begun. A refusal is no answer, and
 * neither is what was taken back of one.
 */
export function takenOf({ states, begun = 0 }: PromptCount): { readonly taken: number; readonly of: number } {
  return { taken: begun, of: begun + sum([states.answered, states.partly]) };
}

/** The share of a prompt's answers that no reader could use. */
export function brokenOf({ states }: PromptCount): number | undefined {
  const { errored: _, ...came } = states;
  const n = sum(Object.values(came));
  return n === 0 ? undefined : sum([states.unusable, states.empty]) / n;
}

/** The share of a prompt's rows that count as nothing: errors, and what nobody could use. */
export function missingOf({ states }: PromptCount): number | undefined {
  const n = sum(Object.values(states));
  return n === 0 ? undefined : sum([states.errored, states.unusable]) / n;
}

const sum = (counts: readonly (number | undefined)[]): number => counts.reduce<number>((a, b) => a + (b ?? 0), 0);

/** One arm out of several of one role: samples of the same prompt lie together. */
export function pooled(arms: readonly ArmRates[]): readonly PromptCount[] {
  const byId = Map.groupBy(
    arms.flatMap(({ prompts }) => prompts),
    ({ id }) => id,
  );
  return [...byId.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const states: Partial<Record<State, number>> = {};
    const begun = sum(same.map((one) => one.begun));
    for (const one of same)
      for (const [state, n] of Object.entries(one.states) as [State, number][])
        states[state] = (states[state] ?? 0) + n;
    return [{ ...first, states, ...(begun === 0 ? {} : { begun }) }];
  });
}
