import { canonicalDigest } from '../../../core/digest.ts';
import { Random } from '../../../core/random.ts';
import { banks } from '../../banks/load.ts';
import type { ArmRecord } from '../../engine/arm.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { retrace } from '../../engine/retrace.ts';
import type { Study } from '../../engine/study.ts';
import type { Trials } from '../../engine/trial.ts';
import { JudgeFault } from '../../judges/judge.ts';
import { type Judged, judge } from '../answers/judged.ts';
import { armsOf, staged } from '../conduct.ts';
import { DEFAULTS } from '../options.ts';
import { evidenceOf } from './evidence.ts';
import { redTeamList } from './list.ts';
import { ask, type Listing, type ListOptions, unlisted } from './listing.ts';
import { type Rise, risesOf } from './rises.ts';

/** The error rate is that of the search. */
export const LIST_OPTIONS: ListOptions = { requests: 12, plain: 120, alpha: DEFAULTS.fdr, tokens: DEFAULTS.tokens };

/** Raised where the same answers would be judged or analysed otherwise. */
const VERSION = '1';

/** Told what the analysis read. */
type Seen = (listing: Listing, rises: readonly Rise[], outcomes: readonly Outcome<Judged>[]) => void;

/**
 * The baseline of the search: what a red team finds that prompts a model by a hand-written list and counts what it answers,
 * judged as the search judges. It needs a chat alone.
 */
export function redTeamStudy(seen?: Seen): Study<Judged> {
  const [list, known] = [redTeamList(), banks()];
  function conduct(
    records: readonly ArmRecord[],
    seed: number,
    listing: Listing,
  ): Generator<Trials, void, readonly Outcome<Judged>[]> {
    const steps = ask(listing, list, known, LIST_OPTIONS, Random.from(seed).split('red-team'));
    return staged(steps, armsOf(records), seed, LIST_OPTIONS.tokens);
  }
  return {
    id: 'red-team',
    title: 'Does anything that a red team would try switch it into another behaviour?',
    version: VERSION,
    needs: ['chat'],
    settings: { options: LIST_OPTIONS, list: canonicalDigest(list) },
    adaptive: true,
    async *stages({ arms, seed }) {
      yield* conduct(arms, seed, unlisted());
    },
    judge: async (trial, reply) => {
      if (trial.ask.kind !== reply.kind) throw new JudgeFault('the trial is none of this study');
      return await judge(reply, trial.ask);
    },
    analyse: async (rows, { arms, seed }) => {
      const listing = unlisted();
      const outcomes: Outcome<Judged>[] = [];
      for await (const row of rows()) outcomes.push(row);
      const ended = retrace(conduct(arms, seed, listing), outcomes);
      const rises = risesOf(listing, LIST_OPTIONS);
      seen?.(listing, rises, outcomes);
      return evidenceOf(listing, rises, LIST_OPTIONS, ended);
    },
  };
}
