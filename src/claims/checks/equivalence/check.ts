import { publishedCapability } from '../../capability/equivalence.ts';
import type { Claim } from '../../claim.ts';
import type { Held, Outcome } from '../../verdict.ts';
import type { CheckKind } from '../check-kind.ts';
import { notYetSaid } from '../known-by.ts';

type EquivalenceCheck = Extract<Claim['check'], { kind: 'equivalence' }>;
type Result = EquivalenceCheck['results'][number];

export const equivalenceCheck: CheckKind<EquivalenceCheck> = {
  kind: 'equivalence',
  thing: 'benchmark',
  about: 'that one model matches another on benchmarks',
  hold({ claimed, names, alpha, results }, { asOf }) {
    const named = results.filter(({ benchmark }) => names.length === 0 || names.includes(benchmark));
    const limits = names.length === 0 ? ['it names no benchmark, and so no difference that would not matter'] : [];
    const missing = names.filter((name) => results.every(({ benchmark }) => benchmark !== name)).map(unknown);
    const sets = [...named.map((one, at) => holdResult(one, `result-${at + 1}`, { claimed, alpha, asOf })), ...missing];
    return { sets: sets.length === 0 ? [unknown('none')] : sets, limits };
  },
  inputs: () => [],
  with: (check) => check,
};

const unknown = (benchmark: string): Held => ({
  id: 'no-result',
  title: benchmark === 'none' ? 'no benchmark' : benchmark,
  own: false,
  inputs: [],
  unverified: [],
  outcome: 'unknown',
  says: benchmark === 'none' ? 'it names no benchmark, and no results are given' : 'no results are given',
});

function holdResult(
  { benchmark, harness, margin, first, second, source, status, as_of }: Result,
  id: string,
  { claimed, alpha, asOf }: Pick<EquivalenceCheck, 'claimed' | 'alpha'> & { readonly asOf: string },
): Held {
  const about = { id, title: `${benchmark} (${harness})`, own: false, inputs: [] };
  const later = as_of === undefined ? undefined : notYetSaid([{ name: source, date: as_of }], asOf);
  if (later !== undefined) return { ...about, unverified: [], outcome: 'unknown', says: later };
  const { verdict, difference } = publishedCapability(first, second, { benchmark, harness, margin, alpha });
  const points = (share: number): string => (share * 100).toFixed(1);
  const { estimate, low, high } = difference;
  const says = `${verdict}: ${points(estimate)} points (${points(low)} to ${points(high)}), margin ${points(margin)} (${source})`;
  const unread = status === 'recalled';
  return {
    ...about,
    unverified: unread ? [id] : [],
    outcome: unread ? 'unknown' : OUTCOMES[claimed][verdict],
    says: unread ? `${says}; nobody read it` : says,
  };
}

/** Better is more than a match, and no match; too few items leave either open. */
const OUTCOMES: Record<EquivalenceCheck['claimed'], Record<'matches' | 'better' | 'worse' | 'not shown', Outcome>> = {
  matches: { matches: 'holds', better: 'possible', worse: 'fails', 'not shown': 'possible' },
  better: { matches: 'fails', better: 'holds', worse: 'fails', 'not shown': 'possible' },
  worse: { matches: 'fails', better: 'fails', worse: 'holds', 'not shown': 'possible' },
};
