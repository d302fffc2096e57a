import { bytes, plural } from '../core/quantities.ts';
import { printable } from '../core/printable.ts';
import type { Dossier } from './dossier.ts';

/** Of a remote subject: where it is, which commit was read, how much of it, and what another hub says of it. */
export function whereabouts({ subject }: Dossier): string[] {
  const { url, revision, bytesRead, reference } = subject;
  if (url === undefined) return [];
  return [
    printable(url, 300),
    ...(revision === undefined ? [] : [`commit ${revision.slice(0, 12)}`]),
    `${bytes(bytesRead ?? 0)} of ${bytes(subject.bytes)} read${share(bytesRead ?? 0, subject.bytes)}`,
    ...(reference === undefined
      ? []
      : [
          `digests of ${plural(reference.compared, 'file')} compared with ${printable(reference.url, 300)}: ${reference.differing} differ`,
        ]),
  ];
}

function share(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  return whole === 0 || percent > 99.9 ? '' : ` (${percent < 0.1 ? percent.toFixed(4) : percent.toFixed(1)} %)`;
}
