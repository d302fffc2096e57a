import type { ClaimsReport } from '../../../src/claims/claims-report.ts';
import { CLAIMS_SCHEMA } from '../../../src/claims/claims-schema.ts';

/** Page and verdicts come from one program; only a page that was cut or edited by hand gets a sentence instead. */
export function readReport(json: string): ClaimsReport | string {
  try {
    const report = JSON.parse(json) as ClaimsReport;
    if (report.schema === CLAIMS_SCHEMA) return report;
    return `This page cannot show verdicts of the form ${String(report.schema)}.`;
  } catch {
    return 'This page holds no readable verdicts: the file may be cut short.';
  }
}
