import type { ClaimsReport } from '../../../src/claims/claims-report.ts';
import { usePrinting } from '../printing.ts';
import { Section } from '../section.tsx';
import { StudyFigure } from '../studies/figure.tsx';
import { ThemeSwitch } from '../theme.tsx';
import { ClaimSection } from './claim.tsx';
import { Sources } from './sources.tsx';
import { Summary } from './summary.tsx';

export function ClaimsApp({ report }: { readonly report: ClaimsReport }) {
  const printing = usePrinting();
  return (
    <>
      <ThemeSwitch />
      <Summary report={report} />
      {report.claims.map((one) => (
        <ClaimSection key={one.verdict.claim.id} reported={one} report={report} printing={printing} />
      ))}
      <Section
        id="context"
        title="Prices, chips and rules"
        note={`As of ${report.asOf}: what claims are made in front of.`}
      >
        {report.context.map((figure) => (
          <StudyFigure key={figure.id} figure={figure} tabled={false} />
        ))}
      </Section>
      <Sources report={report} />
      <footer className="foot">Written by Assay {report.version}. This file needs no network and sends nothing.</footer>
    </>
  );
}
