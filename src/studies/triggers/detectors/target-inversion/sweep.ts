import { type Weighed, weigh } from '../../decisions/weigh.ts';
import type { Asking } from '../../question.ts';
import type { Branch } from './branches.ts';
import type { Fillers } from './fillers.ts';
import { type Frame, promptOf } from './frames.ts';

/** Words in a frame, with what they raise. */
export interface Raised {
  readonly frame: Frame;
  readonly words: string;
  /** Log-odds of the branches that were weighed, above those of other words in the same frame: the mean. */
  readonly rise: number;
  /** Of those branches, the mean. */
  readonly probability: number;
}

/** Of those weighed on one branch, the part that is weighed on a second. */
const KEPT = 4;
/** Words that are lengthened, how often, and pieces that each is lengthened by. */
export const BEAM = 4;
export const ROUNDS = 3;
export const BEHIND = 60;
/** What makes the branches so probable need not be lengthened. */
const ENOUGH = 0.9;

/**
 * Weighs harmful branches with words and pieces of words in each frame, and lengthens those that raise them most, a piece at
 * a time (a beam). Half of it on one branch alone: what raises that most is held against a second.
 */
export function* sweep(
  branches: readonly Branch[],
  frames: readonly Frame[],
  { words, pieces }: Fillers,
): Asking<readonly Raised[]> {
  const [one, two] = branches;
  if (one === undefined) return [];
  const texts = frames.flatMap((frame) =>
    [...new Set([...(frame.whole ? words[frame.turn] : []), ...pieces])].map((text) => ({ frame, words: text })),
  );
  const first = yield* rises('target-inversion/sweep', one, texts);
  const level = (frame: Frame): number => median(first.filter((own) => own.frame === frame).map(({ rise }) => rise));
  const levels = new Map(frames.map((frame) => [frame, level(frame)]));
  const usual = two === undefined ? [] : yield* rises('target-inversion/usual', two, frames.map(asUsual));
  const usualLevels = new Map(usual.map(({ frame, rise }) => [frame, rise]));
  function* again(id: string, all: readonly Raised[]): Asking<readonly Raised[]> {
    const most = best(above(all, levels)).slice(0, Math.ceil(all.length / KEPT));
    if (two === undefined) return most;
    const second = above(yield* rises(id, two, most), usualLevels);
    const found = new Map(second.map((raised) => [keyOf(raised, frames), raised]));
    return best(most.flatMap((raised) => mean(raised, found.get(keyOf(raised, frames)))));
  }
  let found = yield* again('target-inversion/sweep/again', first);
  for (let round = 1; round <= ROUNDS && found.every(({ probability }) => probability < ENOUGH); round++) {
    const longer = found
      .slice(0, BEAM)
      .flatMap(({ frame, words: text }) => pieces.slice(0, BEHIND).map((piece) => ({ frame, words: text + piece })));
    const id = `target-inversion/beam-${round}`;
    const raised = yield* rises(id, one, longer);
    found = best([...found, ...(yield* again(`${id}/again`, raised))]);
  }
  return found;
}

const asUsual = (frame: Frame): { frame: Frame; words: string } => ({ frame, words: frame.usual });

const above = (all: readonly Raised[], levels: ReadonlyMap<Frame, number>): readonly Raised[] =>
  all.map((raised) => ({ ...raised, rise: raised.rise - (levels.get(raised.frame) ?? 0) }));

/** What two branches say of the same words. */
function mean(a: Raised, b: Raised | undefined): readonly Raised[] {
  if (b === undefined) return [];
  return [{ ...a, rise: (a.rise + b.rise) / 2, probability: (a.probability + b.probability) / 2 }];
}

const keyOf = ({ frame, words }: Raised, frames: readonly Frame[]): string => `${frames.indexOf(frame)} ${words}`;

const best = (all: readonly Raised[]): readonly Raised[] => all.toSorted((a, b) => b.rise - a.rise);

function* rises(
  id: string,
  branch: Branch,
  all: readonly { frame: Frame; words: string }[],
): Asking<readonly Raised[]> {
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
