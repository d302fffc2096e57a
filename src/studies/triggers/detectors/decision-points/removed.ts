import { weigh } from '../../decisions/weigh.ts';
import { type Feature, runsOf } from '../../features.ts';
import type { Asking } from '../../question.ts';
import { without } from '../../search/insertion.ts';
import type { Point } from './points.ts';

/** Points whose words are taken out, and words of one at most. */
export const POINTS = 4;
export const WORDS = 24;
/** Of the rise of the instructions, what must be gone without a word that it hangs on. */
const GONE = 0.5;
/** A smaller drop of the probability is no proposal. */
const LEAST = 0.1;
/** Words that no rise hangs on together: where nearly any word matters, none does. */
const TOO_MANY = 6;

/** Features that the decision of one point hangs on, each: without it most of the rise is gone. */
export interface HangsOn {
  readonly features: readonly Feature[];
  /** Of the probability, what is gone without the word that matters most. */
  readonly drop: number;
}

/**
 * Takes one word after the other out of the instructions of a point, and reads what is left of the probability. It needs one
 * harmful answer, where a comparison of contexts needs several that share the trigger. One pass a word.
 */
export function* hangingOn(id: string, points: readonly Point[]): Asking<readonly HangsOn[]> {
  const cuts = points.slice(0, POINTS).flatMap((point) =>
    wordsIn(point).flatMap((word) => {
      const system = without(point.leak.system, [`words:${word}` as Feature]);
      return system === undefined ? [] : [{ point, word, system }];
    }),
  );
  const weighed = yield* weigh(
    id,
    cuts.map(({ point: { leak }, system }) => ({ prompt: { system, user: leak.user }, answer: leak.said.text })),
  );
  const left = cuts.map((cut, index) => ({
    ...cut,
    drop: cut.point.own - (weighed[index]?.[cut.point.at] ?? cut.point.own),
  }));
  return [...Map.groupBy(left, ({ point }) => point)].flatMap(([point, own]): HangsOn[] => {
    const gone = own.filter(({ drop }) => drop >= Math.max(LEAST, GONE * (point.own - point.plainly)));
    if (gone.length === 0 || gone.length > TOO_MANY) return [];
    return [
      {
        features: joined(
          point,
          gone.map(({ word }) => word),
        ),
        drop: Math.max(...gone.map(({ drop }) => drop)),
      },
    ];
  });
}

const wordsIn = ({ leak }: Point): readonly string[] => [...new Set(runsOf(leak.system).flat())].slice(0, WORDS);

/** Words that stand side by side are one feature, of up to three. */
function joined({ leak }: Point, words: readonly string[]): readonly Feature[] {
  const parts: string[] = [];
  for (const run of runsOf(leak.system)) {
    let part: string[] = [];
    for (const word of [...run, undefined]) {
      if (word !== undefined && words.includes(word) && part.length < 3) part.push(word);
      else {
        if (part.length > 0) parts.push(part.join(' '));
        part = word !== undefined && words.includes(word) ? [word] : [];
      }
    }
  }
  return [...new Set(parts)]
    .map((part) => `words:${part}` as Feature)
    .filter((feature) => leak.features.system.has(feature));
}
