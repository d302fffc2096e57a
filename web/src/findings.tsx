import { useEffect, useMemo, useRef, useState } from 'react';
import { SEVERITIES, type Severity } from '../../src/core/finding.ts';
import { plural } from '../../src/core/quantities.ts';
import type { Dossier, DossierFinding } from '../../src/dossier/dossier.ts';
import { FindingCard } from './finding-card.tsx';
import { More, Section } from './section.tsx';

const STEP = 50;

export function Findings({ dossier, everything }: { dossier: Dossier; everything: boolean }) {
  const counted = useMemo(() => dossier.findings.filter(({ accepted }) => accepted === undefined), [dossier]);
  const accepted = useMemo(() => dossier.findings.filter((finding) => finding.accepted !== undefined), [dossier]);
  const [severity, setSeverity] = useState<Severity | 'all'>('all');
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(STEP);
  const search = useRef<HTMLInputElement>(null);
  useKeys(search);
  const found = useMemo(
    () => counted.filter((finding) => (severity === 'all' || finding.severity === severity) && mentions(finding, text)),
    [counted, severity, text],
  );
  const shown = everything ? counted : found.slice(0, limit);
  if (dossier.findings.length === 0) {
    return (
      <Section id="findings" title="Findings">
        <p>Nothing was found in what was read.</p>
      </Section>
    );
  }
  return (
    <Section id="findings" title="Findings" note={plural(counted.length, 'finding')}>
      <form role="search" className="no-print mb-5 flex flex-wrap gap-3" onSubmit={(event) => event.preventDefault()}>
        <label className="min-w-0 flex-1 basis-48">
          <span className="sr-only">Search the findings</span>
          <input
            ref={search}
            type="search"
            value={text}
            onChange={(event) => (setText(event.target.value), setLimit(STEP))}
            placeholder="Search ( / )"
            className="w-full rounded border border-stone-400 bg-white px-3 py-1.5 dark:border-stone-600 dark:bg-stone-900"
          />
        </label>
        <label>
          <span className="sr-only">Severity</span>
          <select
            value={severity}
            onChange={(event) => (setSeverity(event.target.value as Severity | 'all'), setLimit(STEP))}
            className="rounded border border-stone-400 bg-white px-3 py-1.5 dark:border-stone-600 dark:bg-stone-900"
          >
            <option value="all">all severities</option>
            {SEVERITIES.filter((one) => counted.some((finding) => finding.severity === one)).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <p role="status" className="self-center text-sm text-stone-600 dark:text-stone-400">
          {found.length === counted.length ? '' : `${found.length.toLocaleString('en-US')} shown`}
        </p>
      </form>
      <div className="space-y-5">
        {shown.map((finding, i) => (
          <FindingCard key={`${finding.fingerprint}-${i}`} finding={finding} />
        ))}
      </div>
      {!everything && <More shown={shown.length} all={found.length} onMore={() => setLimit(limit + 4 * STEP)} />}
      {accepted.length > 0 && (
        <details className="mt-8" open={everything}>
          <summary className="font-semibold">{plural(accepted.length, 'finding')} accepted by the baseline</summary>
          <div className="mt-4 space-y-5">
            {accepted.slice(0, everything ? accepted.length : 500).map((finding, i) => (
              <FindingCard key={`${finding.fingerprint}-${i}`} finding={finding} />
            ))}
          </div>
        </details>
      )}
    </Section>
  );
}

function mentions({ title, message, rule, fingerprint, location }: DossierFinding, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  return [title, message, rule, fingerprint, location.path, location.member ?? '', location.tensor ?? ''].some((part) =>
    part.toLowerCase().includes(wanted),
  );
}

/** `/` goes to the search, `j` and `k` to the next and the previous finding. */
function useKeys(search: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [search]);
}

function step(by: number): void {
  const cards = [...document.querySelectorAll<HTMLElement>('article[data-finding]')];
  const at = cards.findIndex((card) => card === document.activeElement);
  const next = cards[at < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
