import { holm } from '../../../statistics/holm.ts';
import { detectableOfPaired } from '../../../statistics/power.ts';
import { quantile } from '../../../statistics/normal.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { PairedTable } from '../../../statistics/newcombe.ts';
import type { Endpoint } from './prompts.ts';

/** Two sets of questions, or of arms, held against one another: first minus second. */
export interface Contrast {
  /** `mirrors`: topics against their mirrors. `languages`: a language against another. `service`: an arm against the weights. */
  readonly kind: 'mirrors' | 'languages' | 'service';
  readonly endpoint: Endpoint;
  readonly arm: string;
  /** A language or an arm. */
  readonly first: string;
  readonly second: string;
  readonly effect: Interval;
  /** Questions that are lost in one of them alone, where they are the same questions. */
  readonly table?: PairedTable;
  /** Pairs that it rests on: questions, or topics with their mirrors. */
  readonly n: number;
  /** Of pairs that hang together, as those of one question in several languages, how many do not: what power goes by. Absent: all. */
  readonly units?: number;
  /** What the test says. */
  readonly p: number;
  /** Further conditions, in words, with what each says. */
  readonly beside: readonly { readonly label: string; readonly text: string; readonly p?: number }[];
  /** Whether it was named before anything was asked; the rest are looked at, and never found. */
  readonly named: boolean;
  /** Standard deviation of a difference of one pair, where that is what the test rests on. */
  readonly spread?: number;
}

export interface Corrected extends Contrast {
  /** Adjusted by Holm over the named ones; undefined for the rest. */
  readonly adjusted: number | undefined;
  /** The smallest difference that four of five such studies would have told, at the strictest level of the family; undefined where none would. */
  readonly detectable: number | undefined;
}

const POWER = 0.8;

/** By Holm over all that were named, of whatever arm and endpoint: one family. */
export function corrected(contrasts: readonly Contrast[], alpha: number): readonly Corrected[] {
  const named = contrasts.filter((one) => one.named);
  const adjusted = holm(named.map(({ p }) => p));
  return contrasts.map((one) => {
    const at = named.indexOf(one);
    return {
      ...one,
      adjusted: at < 0 ? undefined : adjusted[at],
      detectable: at < 0 ? undefined : detectable(one, alpha / named.length),
    };
  });
}

function detectable({ table, n: pairs, units: n = pairs, spread }: Contrast, alpha: number): number | undefined {
  // Were all units to differ alike, the exact tests would still say no less than this.
  if (n === 0 || 2 ** (1 - n) > alpha) return undefined;
  // With half a pair more: none against it says that there are few, not that there is none.
  const opposed = ({ first, second }: PairedTable): number =>
    Math.min(0.5, (Math.min(first, second) + 0.5) / (pairs + 1));
  const smallest =
    table !== undefined
      ? detectableOfPaired(n, opposed(table), POWER, { alpha })
      : spread === undefined
        ? Infinity
        : ((quantile(1 - alpha / 2) + quantile(POWER)) * spread) / Math.sqrt(n);
  // Shares differ by 100 points at most.
  return smallest <= 1 ? smallest : undefined;
}
