import type { ClaimsReport } from '../../../src/claims/claims-report.ts';
import { usePrinting } from '../printing.ts';
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
      <Sources report={report} />
      <footer className="foot">Written by Assay {report.version}. This file needs no network and sends nothing.</footer>
    </>
  );
}
