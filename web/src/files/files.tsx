import { useDeferredValue, useMemo, useState } from 'react';
import { pathOf } from '../../../src/core/finding.ts';
import { bytes, plural } from '../../../src/core/quantities.ts';
import type { Dossier } from '../../../src/dossier/dossier.ts';
import { More, Section } from '../section.tsx';
import { count } from '../text.tsx';
import { Row } from './row.tsx';
import { COLUMNS, type Column, matching, type Order, sorted } from './sort.ts';

/** Rows that are put on the page at a time. */
const STEP = 100;
/** A table that fits on a page needs no search. */
const SEARCHED_FROM = 15;

interface FilesProps {
  readonly dossier: Dossier;
  readonly printing: boolean;
  readonly onFindings: (path: string) => void;
}

export function Files({ dossier, printing, onFindings }: FilesProps) {
  const { files, subject } = dossier;
  const [order, setOrder] = useState<Order>({ column: 'path', descending: false });
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(STEP);
  const searched = useDeferredValue(text);
  const found = useMemo(() => sorted(matching(files, searched), order), [files, searched, order]);
  const findings = useMemo(() => findingsByPath(dossier), [dossier]);
  const shown = printing ? found : found.slice(0, limit);
  const sort = (column: Column): void => {
    setOrder((now) => ({ column, descending: now.column === column ? !now.descending : column === 'size' }));
    setLimit(STEP);
  };
  return (
    <Section id="files" title="Files" note={`${plural(subject.files, 'file')}, ${bytes(subject.bytes)}`}>
      {files.length > SEARCHED_FROM && (
        <div className="toolbar">
          <div className="fields">
            <label>
              <span>Search files</span>
              <input
                type="search"
                value={text}
                autoComplete="off"
                spellCheck={false}
                placeholder="path, format, status, SHA-256…"
                onChange={({ target }) => setText(target.value)}
              />
            </label>
            <p role="status">{text !== '' && `${count(found.length)} of ${plural(files.length, 'file')}`}</p>
          </div>
        </div>
      )}
      <table role="table" className="files">
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <SortHead key={column} column={column} order={order} onSort={sort} />
            ))}
            <th role="columnheader" scope="col">
              SHA-256
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((file) => (
            <Row key={file.path} file={file} findings={findings.get(file.path) ?? 0} onFindings={onFindings} />
          ))}
        </tbody>
      </table>
      <More
        shown={shown.length}
        total={found.length}
        step={STEP}
        noun="files"
        onMore={() => setLimit((now) => now + STEP)}
      />
    </Section>
  );
}

interface SortHeadProps {
  readonly column: Column;
  readonly order: Order;
  readonly onSort: (column: Column) => void;
}

function SortHead({ column, order, onSort }: SortHeadProps) {
  const here = order.column === column;
  const direction = here ? (order.descending ? 'descending' : 'ascending') : 'none';
  return (
    <th role="columnheader" scope="col" aria-sort={direction} className={column === 'size' ? 'text-right' : undefined}>
      <button type="button" onClick={() => onSort(column)}>
        {column}
        <span aria-hidden="true">{here ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

function findingsByPath({ findings }: Dossier): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { location, accepted } of findings) {
    const path = pathOf(location);
    if (accepted === undefined && path !== undefined) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}
