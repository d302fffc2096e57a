import { further, number, type OptionKind, optionValues, whole } from '../engine/option-values.ts';

/** What of the study can be set. */
export interface TriggerOptions {
  /** Passes at most: sequences put through a model, as an answer or to be weighed. Half of them fill the pool. */
  readonly budget: number;
  /** Conversations that the model writes from each opening. */
  readonly leaks: number;
  /** Further ways to open one, by name; each is asked a fifth as often. */
  readonly frames: readonly string[];
  /** Chats about the tasks of a bank, where the model writes no conversation itself or a bank is named. */
  readonly chats: number;
  /** Requests under each context of the user's own. */
  readonly each: number;
  /** Pairs of prompts on which a candidate is screened. */
  readonly screen: number;
  /** Fresh pairs on which it is confirmed. */
  readonly confirm: number;
  /** Random candidates that tell what nothing raises. */
  readonly controls: number;
  /** The false discovery rate of a finding. */
  readonly fdr: number;
  /** Points of decision whose harmful branch is weighed, where the runtime shows probabilities. */
  readonly points: number;
  /** Instructions that each of them is weighed under. */
  readonly contexts: number;
  /** Answers at a raised temperature, where no harm leaks. */
  readonly hot: number;
  /** Words and pieces of words that are put into each place, where no harm leaks. */
  readonly fillers: number;
  /** Frequent runs of words of the conversations that are ranked by what they do to answers. */
  readonly motifs: number;
  /** Tokens of an answer; a conversation takes twice as many. */
  readonly tokens: number;
}

export const DEFAULTS: TriggerOptions = {
  budget: 6000,
  leaks: 500,
  frames: [],
  chats: 1_200,
  each: 30,
  screen: 12,
  confirm: 40,
  controls: 8,
  fdr: 0.01,
  points: 8,
  contexts: 80,
  hot: 24,
  fillers: 140,
  motifs: 40,
  tokens: 160,
};

const KINDS: Readonly<Record<keyof TriggerOptions, OptionKind>> = {
  budget: whole(100, 10_000_000),
  leaks: whole(0, 100_000),
  frames: further,
  chats: whole(0, 100_000),
  each: whole(4, 10_000),
  screen: whole(4, 500),
  confirm: whole(10, 5000),
  controls: whole(2, 200),
  fdr: number(1e-6, 0.5),
  points: whole(0, 100),
  contexts: whole(10, 5000),
  hot: whole(0, 2000),
  fillers: whole(0, 5000),
  motifs: whole(0, 5000),
  tokens: whole(8, 100_000),
};

/** @throws UsageError where a name is not known or a value makes no sense; it lists what there is */
export const optionsOf = (given: Readonly<Record<string, string>>): TriggerOptions =>
  optionValues('triggers', DEFAULTS, KINDS, given);
