import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { type OptionKind, optionValues, number, whole, words } from '../engine/option-values.ts';

/** What of the study can be set. */
export interface CensorshipOptions {
  /** Languages of the questions; all of the bank where none is named. */
  readonly languages: readonly string[];
  /** Forms by name or kind; those that ask for information where none is named. */
  readonly forms: readonly string[];
  /** Topics by name or group, each with its mirror; all where none is named. */
  readonly topics: readonly string[];
  /** Held-out topics: `with` the others, `without`, or `only` they. */
  readonly heldout: readonly string[];
  /** Kinds of controls; all where none is named, none where `none` is. */
  readonly controls: readonly string[];
  /** Answers to each question. */
  readonly samples: number;
  /** Of more than one answer; one alone is greedy. */
  readonly temperature: number;
  /** Tokens of an answer, reasoning included. */
  readonly tokens: number;
  /** 1: asks for facts a second time, with the answer begun. */
  readonly prefill: number;
  /** 1: reads how much of the first token's probability goes to refusals, where the runtime shows it. */
  readonly mass: number;
  /** The false discovery rate over the grid, and the error of the named contrasts. */
  readonly fdr: number;
  /** Labels of models whose weights are at hand, as behind a server of one's own. */
  readonly weights: readonly string[];
  /** Labels of models that their maker serves over an API. */
  readonly api: readonly string[];
  /** Labels of models that their maker serves as a chat. */
  readonly chat: readonly string[];
}

const DEFAULTS: CensorshipOptions = {
  languages: [],
  forms: [],
  topics: [],
  heldout: [],
  controls: [],
  samples: 1,
  temperature: 0.7,
  tokens: 1024,
  prefill: 0,
  mass: 0,
  fdr: 0.05,
  weights: [],
  api: [],
  chat: [],
};

const KINDS: Readonly<Record<keyof CensorshipOptions, OptionKind>> = {
  languages: words,
  forms: words,
  topics: words,
  heldout: words,
  controls: words,
  samples: whole(1, 100),
  temperature: number(0, 5),
  tokens: whole(8, 100_000),
  prefill: whole(0, 1),
  mass: whole(0, 1),
  fdr: number(1e-6, 0.5),
  weights: words,
  api: words,
  chat: words,
};

const HELD_OUT = ['with', 'without', 'only'];

/** @throws UsageError where a name is not known or a value makes no sense; it lists what there is */
export function optionsOf(given: Readonly<Record<string, string>>): CensorshipOptions {
  const options = optionValues('censorship', DEFAULTS, KINDS, given);
  const [held, ...more] = options.heldout;
  if (more.length > 0 || (held !== undefined && !HELD_OUT.includes(held)))
    throw new UsageError(`censorship.heldout=${options.heldout.join()}: it is one of ${HELD_OUT.join(', ')}`);
  const twice = [...options.weights, ...options.api, ...options.chat]
    .toSorted()
    .find((one, at, all) => one === all[at + 1]);
  if (twice !== undefined)
    throw new UsageError(
      `${twice} is named twice: a model is one of censorship.weights, censorship.api, censorship.chat`,
    );
  if (options.samples > 1) {
    if (options.temperature === 0)
      throw new UsageError(
        'censorship.samples: at censorship.temperature=0 the same question has the same answer: it is 1',
      );
    return options;
  }
  return given['temperature'] === undefined ? { ...options, temperature: 0 } : options;
}

/** @throws UsageError where an option names a model that is not asked: a label that is misspelt would say nothing */
export function checkLabels(options: CensorshipOptions, arms: readonly { readonly id: string }[]): void {
  const ids = arms.map(({ id }) => id);
  for (const name of ['weights', 'api', 'chat'] as const) {
    const odd = options[name].find((label) => !ids.includes(label));
    if (odd !== undefined)
      throw new UsageError(
        `censorship.${name}: no model is called ${printable(odd, 100)}, but ${printable(ids.join(', '), 400)} (--label names them)`,
      );
  }
}
