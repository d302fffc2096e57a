import type { Finding } from '../core/finding.ts';
import type { Baseline } from '../dossier/baseline.ts';
import type { DossierFinding } from '../dossier/dossier.ts';

/** Marks what a baseline accepts on the day of the run. */
export async function accept(
  findings: readonly Finding[],
  baseline: Baseline | undefined,
  now: Date,
): Promise<readonly DossierFinding[]> {
  if (baseline === undefined) return findings;
  const { applyBaseline } = await import('../dossier/baseline.ts');
  return applyBaseline(findings, baseline, now.toISOString().slice(0, 10));
}
