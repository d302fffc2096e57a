import { SEVERITIES } from '../../src/core/finding.ts';
import { printable } from '../../src/core/printable.ts';
import { bytes, plural } from '../../src/core/quantities.ts';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { headline } from '../../src/dossier/headline.ts';
import { SeverityMark } from './severity.tsx';
import type { Theme } from './theme.ts';

/** Examinations in words. */
const NAMES: Readonly<Record<string, string>> = { artifacts: 'Examination of the files' };

export function Header({ dossier, theme, onTheme }: { dossier: Dossier; theme: Theme; onTheme: () => void }) {
  const { subject, summary, examinations } = dossier;
  const counted = SEVERITIES.filter((severity) => summary.findings[severity] > 0);
  return (
    <header>
      <div className="flex items-baseline justify-between gap-4 border-b border-stone-300 pb-2 dark:border-stone-700">
        <p className="text-sm font-semibold tracking-[0.2em] uppercase">Assay</p>
        <button
          type="button"
          onClick={onTheme}
          className="no-print rounded px-2 py-1 text-sm text-stone-600 hover:bg-stone-200 dark:text-stone-300 dark:hover:bg-stone-800"
        >
          {theme === 'dark' ? 'Light' : 'Dark'} theme
        </button>
      </div>
      <h1 className="mt-6 text-2xl font-semibold wrap-anywhere sm:text-3xl">{printable(subject.name, 200)}</h1>
      <p className="mt-1 text-stone-600 dark:text-stone-400">
        {plural(subject.files, 'file')}, {bytes(subject.bytes)}
        {subject.base !== undefined && (
          <>
            , adapter of{' '}
            <span className="wrap-anywhere">{subject.base.map((base) => printable(base, 120)).join(', ')}</span>
          </>
        )}
      </p>
      <p className="mt-6 max-w-3xl text-lg leading-relaxed sm:text-xl">{headline(dossier)}</p>
      {counted.length > 0 && (
        <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-2" aria-label="Findings by severity">
          {counted.map((severity) => (
            <li key={severity} className="flex items-center gap-2">
              <span className="text-xl font-semibold tabular-nums">
                {summary.findings[severity].toLocaleString('en-US')}
              </span>
              <SeverityMark severity={severity} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-4 max-w-3xl text-sm text-stone-600 dark:text-stone-400">
        {examinations.map(
          ({ id, status, reason }) => `${NAMES[id] ?? id}: ${status}${reason === undefined ? '' : `, ${reason}`}. `,
        )}
        Only files were examined: nothing is said here about how the model behaves.
      </p>
    </header>
  );
}
