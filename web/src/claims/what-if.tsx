import { useDeferredValue, useMemo, useState } from 'react';
import { check, whatIf } from '../../../src/claims/check.ts';
import type { Claim } from '../../../src/claims/claim.ts';
import { ClaimError } from '../../../src/claims/claim-error.ts';
import type { ClaimsReport } from '../../../src/claims/claims-report.ts';
import { numberText, percentText, unconvertedText, withUnit } from '../../../src/claims/held/number-text.ts';
import { leversOf } from '../../../src/claims/levers.ts';
import { figuresOf } from '../../../src/claims/pictures/of-claim/figures.ts';
import { titleWithUnread } from '../../../src/claims/unread.ts';
import type { Held, Verdict } from '../../../src/claims/verdict.ts';
import { StudyFigure } from '../studies/figure.tsx';
import { count, Untrusted } from '../text.tsx';
import { LeverField } from './lever.tsx';
import { VerdictLabel } from './verdict-label.tsx';

/** Enough for two digits of a quantile, and a tenth of a second for a claim with many sets. */
const DRAWS = 10_000;

interface WhatIfProps {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly report: ClaimsReport;
}

type Moved = Readonly<Record<string, number>>;

/** The verdict with other inputs, made on this page by the code that made it. */
export function WhatIf({ claim, verdict, report: { asOf, seed, draws } }: WhatIfProps) {
  const [moved, setMoved] = useState<Moved>({});
  const levers = useMemo(() => leversOf(claim, asOf), [claim, asOf]);
  const settled = useDeferredValue(moved);
  const fewer = Math.min(DRAWS, draws);
  const tried = useMemo(
    () => tryOut(claim, settled, { asOf, seed, draws: fewer }),
    [claim, settled, asOf, seed, fewer],
  );
  if (levers.length === 0) return null;
  const thing = claim.check.kind === 'curves' ? 'world' : 'set';
  return (
    <section className="what-if" aria-label={`What if: ${claim.id}`}>
      <h3>What if</h3>
      <p className="who">
        Move an input: it takes that value in every {thing}, and all else stays as it was.{' '}
        {thing === 'world' ? 'Recomputed on this page.' : drawnOf(fewer, draws)}
      </p>
      <div className="levers">
        {levers.map((lever) => (
          <LeverField
            key={lever.input}
            lever={lever}
            value={moved[lever.input]}
            thing={thing}
            onMove={(value) => setMoved((before) => ({ ...before, [lever.input]: value }))}
          />
        ))}
      </div>
      <p className="tried">
        <output>
          <Change before={verdict} tried={tried} />
        </output>
        <button
          type="button"
          className="button"
          disabled={Object.keys(moved).length === 0}
          onClick={() => setMoved({})}
        >
          Reset
        </button>
      </p>
      {typeof tried === 'object' && <Tried verdict={tried} draws={fewer} seed={seed} />}
    </section>
  );
}

const drawnOf = (fewer: number, draws: number): string =>
  `Recomputed on this page with ${count(fewer)} draws; what stands above was made with ${count(draws)}.`;

/** Nothing where nothing was moved; a sentence where the equation does not take it. */
function tryOut(claim: Claim, moved: Moved, options: Parameters<typeof check>[1]): Verdict | string | undefined {
  const values = Object.fromEntries(Object.entries(moved).map(([input, value]) => [input, { value }]));
  if (Object.keys(values).length === 0) return undefined;
  try {
    return whatIf(claim, values, options);
  } catch (error) {
    if (error instanceof ClaimError) return error.message;
    throw error;
  }
}

function Change({ before, tried }: { readonly before: Verdict; readonly tried: Verdict | string | undefined }) {
  if (tried === undefined)
    return (
      <>
        As checked: <VerdictLabel verdict={before.verdict} />
      </>
    );
  if (typeof tried === 'string')
    return (
      <>
        This cannot be: <Untrusted text={tried} />
      </>
    );
  if (tried.verdict === before.verdict)
    return (
      <>
        Still <VerdictLabel verdict={tried.verdict} />: {tried.why}
      </>
    );
  return (
    <>
      <VerdictLabel verdict={before.verdict} /> becomes <VerdictLabel verdict={tried.verdict} />: {tried.why}
    </>
  );
}

function Tried({
  verdict,
  draws,
  seed,
}: {
  readonly verdict: Verdict;
  readonly draws: number;
  readonly seed: number | string;
}) {
  // Where something rises or falls there is no number, but what it does.
  const numbered = verdict.sets.some(({ number }) => number !== undefined);
  const spread = verdict.sets.some(({ number }) => number !== undefined && number.quantiles.length > 1);
  const [figure] = useMemo(() => figuresOf(verdict, { draws, seed }), [verdict, draws, seed]);
  return (
    <>
      <div className="study-table">
        <section aria-label={`${verdict.claim.id} with these inputs`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{numbered ? 'set' : 'world'}</th>
                <th scope="col">so</th>
                <th scope="col" data-align={numbered ? 'right' : undefined}>
                  gives
                </th>
                {spread && (
                  <th scope="col" data-align="right">
                    5 to 95 %
                  </th>
                )}
                {numbered && (
                  <th scope="col" data-align="right">
                    as claimed
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {verdict.sets.map((held) => (
                <TriedRow key={held.id} held={held} numbered={numbered} spread={spread} />
              ))}
            </tbody>
          </table>
        </section>
      </div>
      {figure !== undefined && <StudyFigure figure={figure} tabled={true} />}
    </>
  );
}

function TriedRow({
  held: { outcome, number, says, ...held },
  numbered,
  spread,
}: {
  readonly held: Held;
  readonly numbered: boolean;
  readonly spread: boolean;
}) {
  const [low, high] =
    number === undefined || number.quantiles.length === 1 ? [] : [number.quantiles[5], number.quantiles[95]];
  return (
    <tr>
      <td>
        <Untrusted text={titleWithUnread(held)} most={600} />
      </td>
      <td data-short="">{outcome}</td>
      {numbered ? (
        <td data-align="right">
          {number?.pointIs === 'stated'
            ? `${withUnit(numberText(number.point), number.unit)}${unconvertedText(number)}`
            : ''}
        </td>
      ) : (
        <td>
          <Untrusted text={says} most={800} />
        </td>
      )}
      {spread && (
        <td data-align="right">
          {low === undefined || high === undefined ? '' : `${numberText(low)} to ${numberText(high)}`}
        </td>
      )}
      {numbered && <td data-align="right">{number === undefined ? '' : percentText(number.probability)}</td>}
    </tr>
  );
}
