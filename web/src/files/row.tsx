import { memo } from 'react';
import { bytes, plural } from '../../../src/core/quantities.ts';
import type { DossierFile } from '../../../src/dossier/dossier.ts';
import { Copy } from '../copy.tsx';
import { StatusMark } from '../coverage.tsx';
import { count, Untrusted } from '../text.tsx';

interface RowProps {
  readonly file: DossierFile;
  readonly findings: number;
  readonly onFindings: (path: string) => void;
}

/** The roles are said aloud because on a narrow page a row is no longer laid out as one. */
export const Row = memo(function FileRow({ file, findings, onFindings }: RowProps) {
  return (
    <tr role="row">
      <td role="cell" className="file-path">
        <span className="path">
          <Untrusted text={file.path} most={300} />
        </span>
        {findings > 0 && (
          <button type="button" className="link" onClick={() => onFindings(file.path)}>
            {plural(findings, 'finding')}
          </button>
        )}
      </td>
      <td role="cell">{file.format}</td>
      <td role="cell" className="file-size">
        {bytes(file.size)}
        {file.size >= 1000 && <span className="exact">{count(file.size)}</span>}
      </td>
      <td role="cell">
        <span className="file-status">
          <StatusMark status={file.status} />
          {file.status}
        </span>
      </td>
      <td role="cell" className="file-hash">
        {file.sha256 === undefined ? (
          <span className="text-muted">
            <span className="md:hidden">SHA-256 </span>not taken
          </span>
        ) : (
          <>
            <code title={file.sha256}>
              {file.sha256.slice(0, 12)}
              <span className="rest">{file.sha256.slice(12)}</span>
            </code>{' '}
            <Copy text={file.sha256} what="SHA-256" />
          </>
        )}
      </td>
    </tr>
  );
});
