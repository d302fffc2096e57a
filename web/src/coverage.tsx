import { printable } from '../../src/core/printable.ts';
import { plural } from '../../src/core/quantities.ts';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { Section } from './section.tsx';

const MOST = 500;
const MEANING = {
  complete: 'read in full',
  partial: 'read in part',
  failed: 'could not be read',
  skipped: 'not opened',
  'not applicable': 'in no format that Assay reads',
} as const;

/** What was looked at and what was not: silence is only worth as much as this. */
export function Coverage({ dossier }: { dossier: Dossier }) {
  const unread = dossier.files.filter(
    ({ status }) => status === 'partial' || status === 'failed' || status === 'skipped',
  );
  const statuses = (Object.keys(MEANING) as (keyof typeof MEANING)[]).filter(
    (status) => dossier.summary.files[status] > 0,
  );
  return (
    <Section id="coverage" title="What was read">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {statuses.map((status) => (
          <div key={status}>
            <dt className="text-sm text-stone-600 dark:text-stone-400">{MEANING[status]}</dt>
            <dd className="text-lg tabular-nums">{plural(dossier.summary.files[status], 'file')}</dd>
          </div>
        ))}
      </dl>
      {unread.length > 0 && (
        <ul className="mt-4 space-y-1 text-sm">
          {unread.slice(0, MOST).map(({ path, status, reason }) => (
            <li key={path} className="wrap-anywhere">
              <span className="font-semibold">{status}</span> <span className="font-mono">{printable(path, 400)}</span>:{' '}
              {printable(reason ?? 'no reason given')}
            </li>
          ))}
          {unread.length > MOST && <li>and {unread.length - MOST} more</li>}
        </ul>
      )}
    </Section>
  );
}
