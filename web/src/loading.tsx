import { useState } from 'react';
import type { LoadingCode, LoadingRow } from '../../src/dossier/loading.ts';
import { More, Section } from './section.tsx';
import { Untrusted } from './text.tsx';

const STEP = 12;

interface LoadingProps {
  readonly rows: readonly LoadingRow[];
  readonly printing: boolean;
}

/** Which program takes which files of the subject, and what of them runs under which flag. */
export function Loading({ rows, printing }: LoadingProps) {
  const [limit, setLimit] = useState(STEP);
  const shown = printing ? rows : rows.slice(0, limit);
  return (
    <Section id="loading" title="How it loads" note="Which program takes which files, and what of them runs.">
      <table className="loading">
        <thead>
          <tr>
            <th scope="col">Loader</th>
            <th scope="col">Takes</th>
            <th scope="col">Runs</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={`${row.folder}\0${row.loader}`} row={row} />
          ))}
        </tbody>
      </table>
      <More shown={shown.length} total={rows.length} step={STEP} noun="loaders" onMore={() => setLimit(limit + STEP)} />
    </Section>
  );
}

function Row({ row }: { readonly row: LoadingRow }) {
  return (
    <tr>
      <th scope="row">
        {row.loader}
        {row.folder !== '' && (
          <span className="path folder">
            <Untrusted text={row.folder} />
          </span>
        )}
        <span className="call">{row.call}</span>
      </th>
      <td data-label="Takes">
        <Paths files={row.files} />
        {row.fileCount > row.files.length && <p className="rest">and {row.fileCount - row.files.length} more</p>}
        {row.note !== undefined && (
          <p className="note">
            <Untrusted text={row.note} />
          </p>
        )}
      </td>
      <td data-label="Runs">
        {row.runs.length === 0 ? (
          <p className="nothing">nothing of the subject</p>
        ) : (
          row.runs.map((code) => <Code key={code.what} code={code} />)
        )}
      </td>
    </tr>
  );
}

function Code({ code }: { readonly code: LoadingCode }) {
  return (
    <div className="code" data-default={code.byDefault ? '' : undefined}>
      <p>
        <Untrusted text={code.what} />
      </p>
      <p className="under">
        {code.byDefault ? 'by default: ' : 'only with '}
        <Untrusted text={code.under} />
      </p>
      <Paths files={code.files} />
    </div>
  );
}

function Paths({ files }: { readonly files: readonly string[] }) {
  return (
    <ul>
      {files.map((file) => (
        <li key={file} className="path">
          <Untrusted text={file} most={200} />
        </li>
      ))}
    </ul>
  );
}
