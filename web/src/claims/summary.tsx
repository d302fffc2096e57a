import type { ClaimsReport } from '../../../src/claims/claims-report.ts';
import { claimedText } from '../../../src/claims/claimed-text.ts';
import { othersText, ownText } from '../../../src/claims/compared-text.ts';
import { type Verdict, VERDICTS } from '../../../src/claims/verdict.ts';
import { VERDICT_MEANS } from '../../../src/claims/verdict-words.ts';
import { printable } from '../../../src/core/printable.ts';
import { Section } from '../section.tsx';
import { StudyFigure } from '../studies/figure.tsx';
import { Untrusted } from '../text.tsx';
import { VerdictLabel } from './verdict-label.tsx';

/** What became of every claim: the words and what they mean, a row each, and the numbers beside what is claimed. */
export function Summary({ report }: { readonly report: ClaimsReport }) {
  const { claims, summary, asOf } = report;
  return (
    <Section
      id="verdicts"
      title="Verdicts"
      note={`As of ${asOf}. Each is computed by rules, and is on the sentence, not on who said it.`}
    >
      <dl className="words">
        {VERDICTS.map((word) => (
          <div key={word}>
            <dt>
              <VerdictLabel verdict={word} /> <b>{claims.filter(({ verdict }) => verdict.verdict === word).length}</b>
            </dt>
            <dd>{VERDICT_MEANS[word]}</dd>
          </div>
        ))}
      </dl>
      <table className="verdicts">
        <caption className="sr-only">Verdicts by claim</caption>
        <thead>
          <tr>
            <th scope="col">verdict</th>
            <th scope="col">claim</th>
            <th scope="col">claimed</th>
            <th scope="col">its own inputs give</th>
            <th scope="col">others give</th>
            <th scope="col">what decides</th>
          </tr>
        </thead>
        <tbody>
          {claims.map(({ verdict }) => (
            <Row key={verdict.claim.id} verdict={verdict} />
          ))}
        </tbody>
      </table>
      {summary !== undefined && <StudyFigure figure={summary} tabled={false} />}
    </Section>
  );
}

function Row({ verdict: all }: { readonly verdict: Verdict }) {
  const { claim, verdict, decides, unverified } = all;
  return (
    <tr>
      <td>
        <VerdictLabel verdict={verdict} />
      </td>
      <td>
        <a href={`#claim-${claim.id}`}>
          <Untrusted text={claim.sentence} most={600} />
        </a>{' '}
        <span className="who">
          <Untrusted text={`${claim.by}, ${claim.on}`} />
        </span>
      </td>
      <td data-of="claimed">
        <Untrusted text={claimedText(claim)} />
      </td>
      <td data-of="own inputs">
        <Untrusted text={ownText(all)} />
      </td>
      <td data-of="others">
        <Untrusted text={othersText(all)} />
      </td>
      <td data-of="decides">
        <Untrusted text={decides.what === 'input' ? decides.name : printable(decides.says, 160)} />
        {unverified.length > 0 && <span className="who"> {unverified.length} unverified</span>}
      </td>
    </tr>
  );
}
