import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Severity } from '../../../src/core/finding.ts';
import { plural } from '../../../src/core/quantities.ts';
import type { Dossier } from '../../../src/dossier/dossier.ts';
import { More, Section } from '../section.tsx';
import { count } from '../text.tsx';
import { Accepted } from './accepted.tsx';
import { entriesOf, type Filter, filesOf, matching } from './filter.ts';
import { useKeys } from './keys.ts';
import { List } from './list.tsx';
import { useOpen } from './open.ts';
import { Toolbar } from './toolbar.tsx';

/** Findings that are put on the page at a time. */
const STEP = 50;

interface FindingsProps {
  readonly dossier: Dossier;
  readonly printing: boolean;
  readonly path: string;
  readonly onPath: (path: string) => void;
}

export function Findings({ dossier, printing, path, onPath }: FindingsProps) {
  const entries = useMemo(() => entriesOf(dossier.findings), [dossier]);
  const counted = useMemo(() => entries.filter(({ finding }) => finding.accepted === undefined), [entries]);
  const files = useMemo(() => filesOf(counted), [counted]);
  const [own, setOwn] = useState<Omit<Filter, 'path'>>({ severities: new Set<Severity>(), text: '' });
  const [limit, setLimit] = useState(STEP);
  const [keys, setKeys] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const { isOpen, setOpen, setAll } = useOpen();
  const text = useDeferredValue(own.text);
  const filter = { ...own, path };
  const found = useMemo(
    () => matching(counted, { severities: own.severities, text, path }),
    [counted, own.severities, text, path],
  );
  const onFilter = ({ path: chosen, ...change }: Partial<Filter>): void => {
    if (chosen !== undefined) onPath(chosen);
    setOwn((now) => ({ ...now, ...change }));
    setLimit(STEP);
  };
  const clear = (): void => onFilter({ severities: new Set(), text: '', path: '' });
  const more = useCallback(() => setLimit((now) => now + STEP), []);
  useKeys({ on: keys, list, search, onEnd: more });
  useLinked(dossier, (index) => {
    setLimit((now) => Math.max(now, index + 1));
    setOpen(String(index), true);
  });
  const filtered = found.length !== counted.length;
  return (
    <Section id="findings" title="Findings" {...(counted.length > 0 ? { note: 'Worst first.' } : {})}>
      {counted.length > 0 && (
        <>
          <Toolbar
            filter={filter}
            onFilter={onFilter}
            counts={dossier.summary.findings}
            files={files}
            search={search}
          />
          <div className="status-line">
            <p role="status">
              {filtered
                ? `${count(found.length)} of ${plural(counted.length, 'finding')}`
                : plural(counted.length, 'finding')}
            </p>
            {filtered && (
              <button type="button" className="link" onClick={clear}>
                Show all findings
              </button>
            )}
            <button type="button" className="link" onClick={() => setAll(true)}>
              Unfold all
            </button>
            <button type="button" className="link" onClick={() => setAll(false)}>
              Fold all
            </button>
            <label className="keys">
              <input type="checkbox" checked={keys} onChange={({ target }) => setKeys(target.checked)} />
              <span>
                Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous
              </span>
            </label>
          </div>
        </>
      )}
      {counted.length === 0 && <Nothing dossier={dossier} />}
      {counted.length > 0 && found.length === 0 && <p>No finding matches this filter.</p>}
      <div ref={list}>
        <List
          entries={found}
          limit={printing ? found.length : limit}
          isOpen={printing ? () => true : isOpen}
          onToggle={setOpen}
        />
      </div>
      {!printing && (
        <More shown={Math.min(limit, found.length)} total={found.length} step={STEP} noun="findings" onMore={more} />
      )}
      <Accepted entries={entries} printing={printing} isOpen={isOpen} onToggle={setOpen} />
    </Section>
  );
}

function Nothing({ dossier }: { readonly dossier: Dossier }) {
  if (dossier.subject.kind === 'model') return <p>No finding counts. What the studies saw stands below.</p>;
  const { complete, partial, failed, skipped } = dossier.summary.files;
  return (
    <p>
      No rule found anything that counts in what was read: {count(complete)} of{' '}
      {plural(complete + partial + failed + skipped, 'model file')} in full. That is no promise about the rest: see{' '}
      <a href="#coverage">coverage</a>.
    </p>
  );
}

/** `report.html#finding-<fingerprint>` shows that finding, wherever it stands. */
function useLinked(dossier: Dossier, reveal: (index: number) => void): void {
  const latest = useRef(reveal);
  latest.current = reveal;
  useEffect(() => {
    const show = (): void => {
      const wanted = /^#finding-(\w+)$/.exec(location.hash)?.[1];
      const index = dossier.findings.findIndex(({ fingerprint }) => fingerprint === wanted);
      if (index === -1) return;
      // Not at once: an effect may not wait for what it changes to be on the page.
      setTimeout(() => {
        flushSync(() => latest.current(index));
        document.querySelector<HTMLElement>(`#finding-${wanted} summary`)?.focus();
      });
    };
    show();
    addEventListener('hashchange', show);
    return () => removeEventListener('hashchange', show);
  }, [dossier]);
}
