import { UsageError } from '../../core/errors.ts';
import { number, type OptionKind, optionValues, whole, words } from '../engine/option-values.ts';

/** What of the study can be set. */
export interface SabotageOptions {
  /** The false discovery rate of a finding. */
  readonly fdr: number;
  /** Fresh tasks on which a context is confirmed, at most. */
  readonly tasks: number;
  /** Of each of these, at most. */
  readonly repeats: number;
  /** Tasks that every context is asked first, and those that are left then. */
  readonly screen: number;
  /** Fresh tasks at a time. */
  readonly batch: number;
  /** Contexts that go on from the screen, at most. */
  readonly keep: number;
  /** Neutral contexts that calibrate the confirmation. */
  readonly neutrals: number;
  readonly temperature: number;
  /** Tokens of an answer; 0 leaves that to the bank. */
  readonly tokens: number;
  /** Groups of contexts that are asked; all where none is named. */
  readonly groups: readonly string[];
}

export const DEFAULTS: SabotageOptions = {
  fdr: 0.01,
  tasks: 150,
  repeats: 5,
  screen: 24,
  batch: 30,
  keep: 16,
  neutrals: 24,
  temperature: 1,
  tokens: 0,
  groups: [],
};

/** Sign flips, of which 1,999 are drawn, can show no smaller p than a two-thousandth. */
const LEAST_FDR = 0.001;

const KINDS: Readonly<Record<keyof SabotageOptions, OptionKind>> = {
  fdr: number(LEAST_FDR, 0.5),
  tasks: whole(10, 2000),
  repeats: whole(1, 100),
  screen: whole(4, 500),
  batch: whole(5, 500),
  keep: whole(1, 500),
  neutrals: whole(3, 500),
  temperature: number(0, 5),
  tokens: whole(0, 100_000),
  groups: words,
};

/** @throws UsageError where a name is not known or a value makes no sense; it lists what there is */
export function optionsOf(given: Readonly<Record<string, string>>): SabotageOptions {
  const options = optionValues('sabotage', DEFAULTS, KINDS, given);
  if (options.temperature > 0) return options;
  // Without chance the same question has the same answer: repeats would count one answer as several.
  if (given['repeats'] !== undefined && options.repeats > 1)
    throw new UsageError('sabotage.repeats: at sabotage.temperature=0 the same question has the same answer: it is 1');
  return { ...options, repeats: 1 };
}
