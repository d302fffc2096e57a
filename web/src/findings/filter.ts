import { type Location, pathOf, type Severity } from '../../../src/core/finding.ts';
import { trialPlace } from '../../../src/core/trial-place.ts';
import type { DossierFinding } from '../../../src/dossier/dossier.ts';

export interface Filter {
  /** Empty: every severity. */
  readonly severities: ReadonlySet<Severity>;
  readonly text: string;
  /** Empty: every file. */
  readonly path: string;
}

/** A finding with what the search looks through, made once. */
export interface Entry {
  readonly finding: DossierFinding;
  /** Its place in the dossier: fingerprints need not differ. */
  readonly key: string;
  readonly searched: string;
}

export function entriesOf(findings: readonly DossierFinding[]): Entry[] {
  return findings.map((finding, index) => {
    const { location, evidence, references } = finding;
    const parts = [
      finding.title,
      finding.message,
      finding.rule,
      finding.fingerprint,
      ...placeWords(location),
      ...evidence.flatMap(({ label, text }) => [label, text]),
      ...references.map(({ id }) => id),
    ];
    return { finding, key: String(index), searched: parts.join('\n').toLowerCase() };
  });
}

function placeWords(location: Location): string[] {
  if (location.kind === 'trial') return [trialPlace(location)];
  const { path, member = '', tensor = '' } = location;
  return [path, member, tensor];
}

/** Every word must occur. */
export function matching(entries: readonly Entry[], { severities, text, path }: Filter): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    ({ finding, searched }) =>
      (severities.size === 0 || severities.has(finding.severity)) &&
      (path === '' || pathOf(finding.location) === path) &&
      words.every((word) => searched.includes(word)),
  );
}

/** Files with findings, in the order of the worst finding, with how many they have. */
export function filesOf(entries: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { finding } of entries) {
    const path = pathOf(finding.location);
    if (path === undefined) continue;
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}
