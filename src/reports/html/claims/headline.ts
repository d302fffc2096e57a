import type { ClaimsReport } from '../../../claims/claims-report.ts';
import { VERDICTS } from '../../../claims/verdict.ts';
import { plural } from '../../../core/quantities.ts';

const MANY: Readonly<Record<string, string>> = { reproduces: 'reproduce' };

/** How many claims there are, and how many of them have which verdict. */
export function headline({ claims }: Pick<ClaimsReport, 'claims'>): string {
  const counts = VERDICTS.map(
    (word) => [word, claims.filter(({ verdict }) => verdict.verdict === word).length] as const,
  );
  const said = counts.flatMap(([word, count]) =>
    count === 0 ? [] : [`${count} ${count > 1 ? (MANY[word] ?? word) : word}`],
  );
  return `${plural(claims.length, 'claim')}: ${said.join(', ')}.`;
}

/** On what day, and how it was computed. */
export const facts = ({ asOf, draws, seed }: ClaimsReport): string =>
  `as of ${asOf} · ${draws.toLocaleString('en-US')} draws of each simulation, seed ${seed}`;

export const SCOPE =
  'A verdict is on a sentence, not on who said it; what reproduces follows from what its speaker assumed. None of this is legal advice.';
