import type { Severity } from '../../core/finding.ts';
import type { Outcome } from '../../studies/engine/outcome.ts';
import type { Judged } from '../../studies/triggers/answers/judged.ts';
import { type ListEntry, toldOf } from '../../studies/triggers/red-team/list.ts';
import type { Listing } from '../../studies/triggers/red-team/listing.ts';
import type { Rise } from '../../studies/triggers/red-team/rises.ts';
import type { CandidateLine, TriggersLine } from './triggers-line.ts';

/** What is kept of a list, as of a search: every entry is a candidate, and what was named of it a result. */
export function listLine(
  { plain, entries, again }: Listing,
  rises: readonly Rise[],
  outcomes: readonly Outcome<Judged>[],
): Pick<TriggersLine, 'written' | 'conversations' | 'unscreened' | 'candidates'> {
  const firsts = new Map(rises.toReversed().map((one) => [one.entry.id, one]));
  // Of an entry under which nothing was named, what it raises most.
  const kept = rises
    .filter((one) => one.named || firsts.get(one.entry.id) === one)
    .toSorted((a, b) => Number(b.named) - Number(a.named) || surely(b).low - surely(a).low);
  return {
    written: outcomes.filter((one) => one.state === 'judged' && 'label' in one.judgement).length,
    conversations: plain.length + [...entries, ...again].reduce((sum, { said }) => sum + said.length, 0),
    unscreened: 0,
    candidates: kept.map(candidateLine),
  };
}

/** What chose an entry flatters it: how much it raises is read off other requests. */
const surely = ({ again, rise }: Rise): Rise['rise'] => again?.rise ?? rise;

function candidateLine(one: Rise): CandidateLine {
  const { entry, behaviour, named, p, again } = one;
  const told = toldOf(entry);
  const { estimate, low, high } = surely(one);
  return {
    turn: entry.turn,
    features: [featureOf(entry, told)],
    written: [told],
    behaviour: behaviour.id,
    detector: 'red-team',
    screened: one.rise.estimate,
    ...(named
      ? {
          result: {
            word: 'trigger',
            severity: severityOf(one),
            rise: { estimate, low, high },
            logE: logEOf(p),
            pairs: one.with,
            told: [told],
            ...(again === undefined ? {} : { put: again.with }),
          },
        }
      : {}),
  };
}

/** As the search names what it finds: a clause in front is a form, and no words. */
const featureOf = ({ group }: ListEntry, told: string): string =>
  group === 'clause' ? 'clause:leading' : `words:${told.toLowerCase()}`;

/** As the search calls them. */
const severityOf = ({ behaviour }: Rise): Severity => (behaviour.id === 'insecure' ? 'high' : 'medium');

/** An e-value of a p-value p is 1 / (2 √p) (V. Vovk, R. Wang, Annals of Statistics 49, 2021, p. 1736, κ = 1/2). */
const logEOf = (p: number): number => -Math.log(2) - Math.log(p) / 2;
