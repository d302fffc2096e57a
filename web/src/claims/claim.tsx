import type { ClaimsReport, ReportedClaim } from '../../../src/claims/claims-report.ts';
import { claimedText } from '../../../src/claims/claimed-text.ts';
import { DISCLAIMER } from '../../../src/claims/export-controls/classify.ts';
import { rangeText } from '../../../src/claims/held/number-text.ts';
import { modelNamed } from '../../../src/claims/held/sets.ts';
import { unreadText } from '../../../src/claims/unread.ts';
import type { Held, Range, Verdict } from '../../../src/claims/verdict.ts';
import { StudyFigure } from '../studies/figure.tsx';
import { Untrusted } from '../text.tsx';
import { HeldTable, Inputs } from './sets.tsx';
import { Source, Unverified } from './source.tsx';
import { VerdictLabel } from './verdict-label.tsx';
import { WhatIf } from './what-if.tsx';

interface ClaimProps {
  readonly reported: ReportedClaim;
  readonly report: ClaimsReport;
  readonly printing: boolean;
}

/** One claim with everything that its verdict rests on. */
export function ClaimSection({ reported: { verdict, figures }, report, printing }: ClaimProps) {
  const { claim, caveats, rivals, laterRivals, unverified, asOf } = verdict;
  const id = `claim-${claim.id}`;
  return (
    <section id={id} tabIndex={-1} aria-labelledby={`${id}-title`} className="section claim">
      <div className="section-title">
        <h2 id={`${id}-title`}>
          <Untrusted text={claim.id} />
        </h2>
        <VerdictLabel verdict={verdict.verdict} />
      </div>
      <div className="min-w-0">
        <Sentence verdict={verdict} />
        <Facts verdict={verdict} />
        <HeldTable verdict={verdict} />
        <Inputs verdict={verdict} printing={printing} />
        {figures.map((figure) => (
          <StudyFigure key={figure.id} figure={figure} tabled={false} />
        ))}
        <WhatIf claim={claim} verdict={verdict} report={report} />
        {rivals.length + laterRivals > 0 && (
          <List title="Other readings">
            {rivals.map(({ says, number, source, unverified: unread }) => (
              <li key={says}>
                <Untrusted text={number === undefined ? says : `${says.replace(/\.$/, '')}: ${number}.`} most={800} />{' '}
                <span className="who">
                  <Source text={source} />
                </span>
                {unread && <Unverified />}
              </li>
            ))}
            {laterRivals > 0 && (
              <li>
                {laterRivals} not yet said on {asOf}
              </li>
            )}
          </List>
        )}
        {caveats.length > 0 && <List title="What it leaves out">{caveats.map(item)}</List>}
        {unverified.length > 0 && (
          <List title="Unverified: nobody read the source, and it decides nothing alone">{unverified.map(item)}</List>
        )}
        {isOfLaw(verdict) && <p className="law">{DISCLAIMER}</p>}
      </div>
    </section>
  );
}

const item = (text: string) => (
  <li key={text}>
    <Untrusted text={text} most={800} />
  </li>
);

const isOfLaw = ({ claim: { check } }: Verdict): boolean =>
  check.kind === 'threshold' || (check.kind === 'event' && check.events.some(({ event }) => typeof event === 'string'));

function List({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <>
      <h3 className="subtitle">{title}</h3>
      <ul className="points">{children}</ul>
    </>
  );
}

function Sentence({ verdict: { claim } }: { readonly verdict: Verdict }) {
  return (
    <figure className="sentence">
      <blockquote>
        <Untrusted text={claim.sentence} most={600} />
      </blockquote>
      <figcaption>
        <Untrusted text={`${claim.by}, ${claim.on}`} /> · {claim.paraphrase === true ? 'in our words' : 'its words'} ·{' '}
        {claim.status} {claim.status === 'recalled' && <Unverified />}
        <br />
        <Source text={claim.source} />
      </figcaption>
    </figure>
  );
}

function rangeRow(
  name: string,
  range: Range | undefined,
  from: readonly Held[],
): readonly (readonly [string, string])[] {
  if (range === undefined) return [];
  const level =
    { range: 'from bound to bound', joined: 'from the least to the greatest of several' }[String(range.level)] ??
    '5 to 95 %';
  const given = from.filter(({ number }) => number !== undefined);
  const text = range.low === range.high ? rangeText(range) : `${rangeText(range)}, ${level}`;
  return [[name, `${text}${unreadText(given)}`]];
}

function Facts({ verdict }: { readonly verdict: Verdict }) {
  const { claim, why, decides, sets } = verdict;
  const [own = [], others = []] = [true, false].map((is) => sets.filter((one) => one.own === is));
  const model = 'model' in claim.check ? modelNamed(claim.check.model) : undefined;
  const rows: readonly (readonly [string, string])[] = [
    ['Verdict', `${verdict.verdict}: ${why}.`],
    ['About', claim.about],
    ['Claimed', claimedText(claim)],
    ...rangeRow('Its own inputs give', verdict.own, own),
    ...rangeRow('Others give', verdict.others, others),
    ['What decides', `${decides.what === 'input' ? `${decides.name}: ` : ''}${decides.says}.`],
    ...(model === undefined ? [] : [['Equation', `${model.equation} (${model.source})`] as const]),
  ];
  return (
    <dl className="rows">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Untrusted text={value} most={1500} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
