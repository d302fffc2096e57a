import { useMemo, useState } from 'react';
import { printable } from '../../src/core/printable.ts';
import { bytes, plural } from '../../src/core/quantities.ts';
import type { DossierFile } from '../../src/dossier/dossier.ts';
import { Copy } from './copy.tsx';
import { More, Section } from './section.tsx';

type Column = 'path' | 'format' | 'size' | 'status';
const COLUMNS: readonly Column[] = ['path', 'format', 'size', 'status'];
const STEP = 200;

export function Files({ files, everything }: { files: readonly DossierFile[]; everything: boolean }) {
  const [by, setBy] = useState<Column>('path');
  const [down, setDown] = useState(false);
  const [limit, setLimit] = useState(STEP);
  const sorted = useMemo(() => files.toSorted((a, b) => (down ? -1 : 1) * compare(a[by], b[by])), [files, by, down]);
  const shown = everything ? sorted : sorted.slice(0, limit);
  const sort = (column: Column) => {
    setDown(column === by && !down);
    setBy(column);
  };
  return (
    <Section id="files" title="Files" note={plural(files.length, 'file')}>
      <div
        className="relative overflow-x-auto print:overflow-visible"
        tabIndex={0}
        role="region"
        aria-label="Table of files"
      >
        <table className="w-full text-left text-sm">
          <thead>
            <tr className="border-b border-stone-300 dark:border-stone-700">
              {COLUMNS.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={by === column ? (down ? 'descending' : 'ascending') : 'none'}
                  className={`py-1 pr-4 font-semibold ${column === 'size' ? 'text-right' : ''}`}
                >
                  <button type="button" onClick={() => sort(column)} className="rounded hover:underline">
                    {column}
                    <span aria-hidden="true">{by === column ? (down ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              ))}
              <th scope="col" className="py-1 font-semibold">
                SHA-256
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((file) => (
              <tr key={file.path} className="border-b border-stone-200 align-top dark:border-stone-800">
                <td className="min-w-48 py-1.5 pr-4 font-mono text-xs wrap-anywhere">{printable(file.path, 400)}</td>
                <td className="py-1.5 pr-4">{file.format}</td>
                <td
                  className="py-1.5 pr-4 text-right whitespace-nowrap tabular-nums"
                  title={`${file.size.toLocaleString('en-US')} bytes`}
                >
                  {bytes(file.size)}
                </td>
                <td className="py-1.5 pr-4">{file.status}</td>
                <td className="py-1.5">
                  {file.sha256 === undefined ? (
                    <span title="assay examine hashes files, assay scan does not">not taken</span>
                  ) : (
                    <Copy
                      value={file.sha256}
                      label="SHA-256"
                      shown={everything ? file.sha256 : `${file.sha256.slice(0, 12)}…`}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!everything && <More shown={shown.length} all={files.length} onMore={() => setLimit(limit + 5 * STEP)} />}
    </Section>
  );
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
