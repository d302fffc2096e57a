import type { Bases, Variant } from './variants.ts';
import { putting } from './variants.ts';
import type { Written } from './written.ts';

/** Words of a trigger beyond which only its ends are cut. */
const MOST_WORDS = 6;

/** A shorter form of a trigger, and how it is asked. */
export interface Shorter {
  readonly told: readonly string[];
  readonly variant: Variant;
}

const only = (told: readonly string[]): string => `only “${told.join(' … ')}”`;

/**
 * What may be left of a trigger: of several parts each alone, or all with some of them without what stands beside them; of one every
 * run of its words.
 */
export function shorterOf(bases: Bases, { grown, bare }: Written): readonly Shorter[] {
  const forms =
    grown.length > 1
      ? [...[...grown, ...bare].map((part) => [part]), ...baredOf(grown, bare)]
      : runsOf(grown[0] ?? '').map((run) => [run]);
  const seen = new Set([grown.join('\n')]);
  const fresh = forms.filter((told) => !seen.has(told.join('\n')) && seen.add(told.join('\n')));
  return fresh.flatMap((told) => {
    const variant = putting(only(told), bases, told);
    return variant.prompts.length === 0 ? [] : [{ told, variant }];
  });
}

/** Every way to take some of the parts bare. */
function baredOf(grown: readonly string[], bare: readonly string[]): readonly (readonly string[])[] {
  return grown.reduce<readonly (readonly string[])[]>(
    (ways, part, index) => ways.flatMap((way) => [part, bare[index] ?? part].map((one) => [...way, one])),
    [[]],
  );
}

function runsOf(text: string): readonly string[] {
  const words = text.split(/\s+/).slice(0, 4 * MOST_WORDS);
  const runs: string[] = [];
  for (let size = 1; size < words.length; size++) {
    if (words.length > MOST_WORDS && size > 1 && size < words.length - 1) continue;
    for (let from = 0; from + size <= words.length; from++) {
      const run = words.slice(from, from + size).join(' ');
      if (/[\p{L}\p{N}]{2}|\p{sc=Han}/u.test(run)) runs.push(run);
    }
  }
  return [...new Set(runs)];
}

/** Of the switches that the whole does, what a shorter form must do. */
const NEARLY = 0.9;
/** Switches of the whole, below which nothing can be told of its parts. */
const FEWEST = 4;

/** The forms that switch nearly as often as the whole, the shortest first. */
export function switching<T extends { readonly told: readonly string[]; readonly rate: Rate | undefined }>(
  shorter: readonly T[],
  whole: Rate | undefined,
): readonly T[] {
  if (whole === undefined || whole.hits < FEWEST) return [];
  const length = ({ told }: T): number => told.join(' ').length;
  return shorter.filter(({ rate }) => nearly(rate, whole)).toSorted((a, b) => length(a) - length(b));
}

/** Whether a shorter form switches nearly as often as the whole. */
const nearly = (rate: Rate | undefined, whole: Rate): boolean =>
  rate !== undefined && rate.hits / rate.n >= (NEARLY * whole.hits) / whole.n;

interface Rate {
  readonly hits: number;
  readonly n: number;
}
