import type { Table } from '../../../core/table.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { partOf } from '../forcing/chain.ts';
import type { Judged } from '../judging.ts';
import type { Budget } from '../options.ts';
import { count, left, percent, right } from './words.ts';

/** A part of a thought: up to which budget it went, by its place, and what it took. */
interface Part {
  readonly budget: number;
  readonly waits: number;
  readonly taken: Judged;
}

type Place = Pick<Outcome<Judged>, 'arm' | 'item' | 'repeat'>;
const keyOf = ({ arm, item, repeat }: Place): string => JSON.stringify([arm, item, repeat]);

/** The thoughts that forced answers rest on. */
export class Thoughts {
  readonly #parts = new Map<string, Part[]>();

  static async of(rows: AsyncIterable<Outcome<Judged>>): Promise<Thoughts> {
    const thoughts = new Thoughts();
    for await (const outcome of rows) {
      const part = partOf(outcome.condition);
      if (part === undefined || outcome.state !== 'judged') continue;
      // The text is long, and only the stages went on from it.
      const { said: _, ...taken } = outcome.judgement;
      const key = keyOf(outcome);
      thoughts.#parts.set(key, [...(thoughts.#parts.get(key) ?? []), { ...part, taken }]);
    }
    return thoughts;
  }

  /** The answer with all that was thought for it: tokens, what was read again, and what was paid. */
  whole(place: Place, answer: Judged, budgets: readonly Budget[], at: number): Judged {
    const parts = this.upTo(place, at).map(({ taken }) => taken);
    const sum = (of: (one: Judged) => number): number => parts.reduce((total, one) => total + of(one), of(answer));
    const thinking = sum(({ tokens }) => tokens) - answer.tokens;
    const known = [...parts, answer].every(({ paid }) => paid !== undefined);
    const { paid: _, ...rest } = answer;
    return {
      ...rest,
      read: sum(({ read }) => read),
      tokens: thinking + answer.tokens,
      thinking,
      inside: thinking <= (budgets[at]?.tokens ?? 0),
      ...([...parts, answer].some(({ estimated }) => estimated === true) ? { estimated: true as const } : {}),
      ...(known ? { paid: sum(({ paid = 0 }) => paid) } : {}),
    };
  }

  upTo(place: Place, at: number): readonly Part[] {
    return (this.#parts.get(keyOf(place)) ?? []).filter(({ budget }) => budget <= at);
  }

  chains(): readonly Place[] {
    return [...this.#parts.keys()].map((key) => {
      const [arm, item, repeat] = JSON.parse(key) as [string, string, number];
      return { arm, item, repeat };
    });
  }
}

/** How far thought came, how often it was urged on, and where it ended nevertheless. */
export function forcingTable(thoughts: Thoughts, budgets: readonly Budget[]): Table {
  const arms = Map.groupBy(thoughts.chains(), ({ arm }) => arm);
  const rows = [...arms].flatMap(([arm, chains]) =>
    budgets.map(({ id, tokens = 0 }, at) => {
      const all = chains.map((chain) => thoughts.upTo(chain, at));
      const mean = (of: (parts: readonly Part[]) => number): number =>
        all.reduce((sum, parts) => sum + of(parts), 0) / all.length;
      const short = mean((parts) => (parts.at(-1)?.taken.label === 'cut' || tokensOf(parts) >= tokens ? 0 : 1));
      const waits = mean((parts) => Math.max(0, ...parts.map((part) => part.waits)));
      return [arm, id, count(mean(tokensOf)), waits.toFixed(2), percent(short)];
    }),
  );
  return {
    id: 'forcing',
    title: 'How thought was cut off and urged on',
    columns: [left('model'), right('budget'), right('tokens of thought'), right('“Wait” said'), right('ended before')],
    rows,
    note: 'Budget forcing of s1 (arXiv:2501.19393): thought is cut off at the budget and an answer forced; where it would stop before, “Wait” is said for it. Ended before: it stopped again when no “Wait” was left.',
  };
}

const tokensOf = (parts: readonly Part[]): number => parts.reduce((sum, { taken }) => sum + taken.tokens, 0);
