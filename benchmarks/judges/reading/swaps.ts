import { type AskModel, JudgeFault } from '../../../src/studies/judges/judge.ts';
import { compareNarratives } from '../../../src/studies/judges/reading/narrative.ts';
import type { Item } from './items.ts';

type Pair = readonly [Item, Item];
const MOST_PAIRS = 40;

/** Of each topic in a language two answers whose accounts were labelled, those labelled apart first. */
export function pairsOf(items: readonly Item[]): readonly Pair[] {
  const told = items.filter(({ answer, account }) => account !== undefined && answer.narrative !== 'none');
  const groups = Map.groupBy(told, ({ answer }) => `${answer.question.split('/')[0]} ${answer.language}`);
  const pairs = [...groups.values()].flatMap((own): Pair[] => {
    const [first] = own;
    const second = own.find((one) => first !== undefined && apart(one, first)) ?? own[1];
    return first === undefined || second === undefined ? [] : [[first, second]];
  });
  return pairs.toSorted((a, b) => Number(apart(...b)) - Number(apart(...a))).slice(0, MOST_PAIRS);
}

/** One gives the state's account in its own voice, and the other does not. */
const own = ({ answer }: Item): boolean => Number(answer.narrative) >= 2;
const apart = (a: Item, b: Item): boolean => own(a) !== own(b);

/** How many pairs were told alike in both orders, and how many that were labelled apart rightly. */
export async function swapped(pairs: readonly Pair[], model: AskModel) {
  const count = { asked: 0, same: 0, apart: 0, right: 0, wrong: 0 };
  for (const [first, second] of pairs) {
    count.asked += 1;
    const differ = apart(first, second);
    if (differ) count.apart += 1;
    try {
      const { text, asked } = first.answer;
      const said = await compareNarratives(text, second.answer.text, asked, first.account ?? '', model);
      count.same += 1;
      const nearer = own(first) ? 'first' : 'second';
      if (differ && said === nearer) count.right += 1;
      if (differ && said !== nearer && said !== 'neither') count.wrong += 1;
    } catch (error) {
      if (!(error instanceof JudgeFault)) throw error;
    }
  }
  return count;
}
