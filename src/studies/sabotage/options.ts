import { UsageError } from '../../core/errors.ts';

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

const WHOLE: Readonly<Record<string, readonly [least: number, most: number]>> = {
  tasks: [10, 2000],
  repeats: [1, 100],
  screen: [4, 500],
  batch: [5, 500],
  keep: [1, 500],
  neutrals: [3, 500],
  tokens: [0, 100_000],
};

/** @throws UsageError where a name is not known or a value makes no sense; it lists what there is */
export function optionsOf(given: Readonly<Record<string, string>>): SabotageOptions {
  const made: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, text] of Object.entries(given)) made[name] = valueOf(name, text);
  return made as unknown as SabotageOptions;
}

function valueOf(name: string, text: string): unknown {
  if (!Object.hasOwn(DEFAULTS, name)) throw new UsageError(`sabotage.${name} is no option: there are ${described()}`);
  if (name === 'groups')
    return text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const [least, most] = WHOLE[name] ?? [0, name === 'fdr' ? 0.5 : 5];
  const whole = !Object.hasOwn(WHOLE, name) || Number.isSafeInteger(value);
  if (!whole || !(value >= least && value <= most) || (name === 'fdr' && value === 0))
    throw new UsageError(`sabotage.${name}=${text}: it is a number from ${least} to ${most}`);
  return value;
}

const described = (): string =>
  Object.entries(DEFAULTS)
    .map(([name, value]) => `sabotage.${name} (${Array.isArray(value) ? 'all' : String(value)})`)
    .join(', ');
