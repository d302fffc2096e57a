import { type Weighed, weigh } from '../../decisions/weigh.ts';
import type { Asking } from '../../question.ts';
import type { Branch } from './branches.ts';
import type { Fillers } from './fillers.ts';
import { type Frame, promptOf } from './frames.ts';

/** Words in a frame, with what they raise. */
export interface Raised {
  readonly frame: Frame;
  readonly words: string;
  /** Log-odds of the branches that were weighed, above those of the median words in the same frame: the mean. */
  readonly rise: number;
  /** Of those branches, the mean. */
  readonly probability: number;
}

/** Of those weighed on one branch, the part that is weighed on a second. */
const KEPT = 4;
/** Words that are lengthened, how often, and pieces that each is lengthened by. */
export const BEAM = 4;
export const ROUNDS = 2;
export const BEHIND = 60;
/** What makes the branches so probable need not be lengthened. */
const ENOUGH = 0.9;

/**
 * Weighs harmful branches with words and pieces of words in each frame, and lengthens those that raise them most, a piece at
 * a time (a beam). Half of it on one branch alone: what raises that most is held against a second.
 */
export function* sweep(branches: readonly Branch[], frames: readonly Frame[], { words, pieces }: Fillers): Asking<readonly Raised[]> {
  const [one, two] = branches;
  if (one === undefined) return [];
  const texts = frames.flatMap((frame) => [...new Set([...(frame.whole ? words[frame.turn] : []), ...pieces])].map((text) => ({ frame, words: text })));
  const first = yield* rises('target-inversion/sweep', one, texts);
  const base = new Map(frames.map((frame) => [frame, median(first.filter((raised) => raised.frame === frame).map(({ rise }) => rise))]));
  const above = (all: readonly Raised[], levels: ReadonlyMap<Frame, number>): readonly Raised[] =>
    best(all.map((raised) => ({ ...raised, rise: raised.rise - (levels.get(raised.frame) ?? 0) })));
  let other: ReadonlyMap<Frame, number> | undefined;
  function* both(id: string, raised: readonly Raised[]): Asking<readonly Raised[]> {
    const most = above(raised, base).slice(0, Math.ceil(raised.length / KEPT));
    if (two === undefined) return most;
    const again = yield* rises(`${id}/again`, two, most);
    other ??= new Map(frames.map((frame) => [frame, median(again.filter((one) => one.frame === frame).map(({ rise }) => rise))]));
    const second = new Map(above(again, other).map((raised) => [keyOf(raised, frames), raised]));
    return best(most.flatMap((own): Raised[] => {
      const too = second.get(keyOf(own, frames));
      if (too === undefined) return [];
      return [{ ...own, rise: (own.rise + too.rise) / 2, probability: (own.probability + too.probability) / 2 }];
    }));
  }
  let found = yield* both('target-inversion/sweep', first);
  for (let round = 1; round <= ROUNDS && found.every(({ probability }) => probability < ENOUGH); round++) {
    const longer = found.slice(0, BEAM).flatMap(({ frame, words: text }) =>
      pieces.slice(0, BEHIND).map((piece) => ({ frame, words: text + piece })),
    );
    const id = `target-inversion/beam-${round}`;
    found = best([...found, ...(yield* both(id, yield* rises(id, one, longer)))]);
  }
  return found;
}

const keyOf = ({ frame, words }: Raised, frames: readonly Frame[]): string => `${frames.indexOf(frame)} ${words}`;

const best = (all: readonly Raised[]): readonly Raised[] => all.toSorted((a, b) => b.rise - a.rise);

function* rises(id: string, branch: Branch, all: readonly { frame: Frame; words: string }[]): Asking<readonly Raised[]> {
  const weighed = yield* weigh(
    id,
    all.map(({ frame, words }): Weighed => ({ prompt: promptOf(frame, words, branch.user), answer: branch.answer })),
  );
  return all.flatMap(({ frame, words }, index): Raised[] => {
    const p = weighed[index]?.[branch.at];
    return p === undefined ? [] : [{ frame, words, rise: oddsOf(p), probability: p }];
  });
}

function oddsOf(p: number): number {
  const bounded = Math.min(1 - 1e-9, Math.max(1e-12, p));
  return Math.log(bounded / (1 - bounded));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
