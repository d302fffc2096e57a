import type { Location } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { whereabouts } from '../../dossier/whereabouts.ts';
import { bytes, plural } from '../../core/quantities.ts';
import { trialPlace } from '../../core/trial-place.ts';

/** The worst finding in one sentence; empty where none counts. */
export function lead({ findings }: Dossier): string {
  const worst = findings.find(({ accepted, severity }) => accepted === undefined && severity !== 'info');
  if (worst === undefined) return '';
  return `Worst: ${printable(worst.title, 200)}, in ${shortPlace(worst.location)}.`;
}

function shortPlace(location: Location): string {
  if (location.kind === 'trial') return trialPlace(location);
  const { path, member } = location;
  return printable(path, 120) + (member === undefined ? '' : `!/${printable(member, 120)}`);
}

/** What the subject is, and when it was examined. */
export function facts(dossier: Dossier): string {
  const { subject, files, run } = dossier;
  const formats = new Set(files.map(({ format }) => format).filter((format) => format !== 'unknown'));
  const base = subject.base?.map((name) => printable(name, 120)).join(', ');
  return [
    subject.kind === 'stdin' ? 'standard input' : subject.kind,
    ...(subject.kind === 'model' ? [] : [plural(subject.files, 'file'), bytes(subject.bytes)]),
    ...(formats.size === 0 ? [] : [[...formats].toSorted().join(', ')]),
    ...(base === undefined ? [] : [`adapter of ${base}`]),
    ...whereabouts(dossier),
    `examined ${run.started.slice(0, 16).replace('T', ' ')} UTC`,
  ].join(' · ');
}

/** What the reader must not read into the headline. */
export function scope({ examinations, subject }: Dossier): string {
  if (subject.kind === 'model') return 'Only its answers were examined: nothing is said here about its files.';
  return examinations.every(({ id }) => id === 'artifacts' || id === 'claims')
    ? 'Only files were examined: nothing is said here about how the model behaves.'
    : '';
}
