import { useState } from 'react';
import type { Status } from '../../src/core/coverage.ts';
import { bytes, plural } from '../../src/core/quantities.ts';
import type { Dossier, DossierFile } from '../../src/dossier/dossier.ts';
import { More, Section } from './section.tsx';
import { count, Untrusted } from './text.tsx';

/** In the reader's words, the order in which they matter. */
const STATUSES: readonly { readonly status: Status; readonly means: string }[] = [
  { status: 'complete', means: 'read in full' },
  { status: 'partial', means: 'read in part' },
  { status: 'failed', means: 'could not be read' },
  { status: 'skipped', means: 'left out' },
  { status: 'not applicable', means: 'no format that Assay reads' },
];
const STEP = 50;

interface CoverageProps {
  readonly dossier: Dossier;
  readonly printing: boolean;
}

/** What was looked at, what was not, and why: without it "nothing found" says nothing. */
export function Coverage({ dossier, printing }: CoverageProps) {
  const unread = dossier.files.filter(({ status }) => status !== 'complete' && status !== 'not applicable');
  return (
    <Section id="coverage" title="Coverage" note="What was examined, and what was not.">
      <Bar dossier={dossier} />
      <ul className="legend">
        {STATUSES.map(({ status, means }) => {
          const files = dossier.files.filter((file) => file.status === status);
          return (
            <li key={status} data-none={files.length === 0 ? '' : undefined}>
              <StatusMark status={status} />
              <span>
                <b>{count(files.length)}</b> {status}
                <span className="block text-muted text-sm">
                  {means}
                  {files.length > 0 && `, ${bytes(sum(files))}`}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
      <Examinations dossier={dossier} />
      {unread.length > 0 && <Unread files={unread} printing={printing} />}
    </Section>
  );
}

const sum = (files: readonly DossierFile[]): number => files.reduce((total, { size }) => total + size, 0);

/** Files by status, as parts of one line. The legend says the same in words. */
function Bar({ dossier }: { readonly dossier: Dossier }) {
  const total = dossier.files.length;
  if (total === 0) return null;
  let from = 0;
  return (
    <svg viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" className="bar">
      {STATUSES.map(({ status }) => {
        const width = (dossier.summary.files[status] / total) * 1000;
        const at = from;
        from += width;
        return width === 0 ? null : (
          <rect key={status} x={at} y="0" width={Math.max(width - 2, 1)} height="14" data-status={status} />
        );
      })}
    </svg>
  );
}

const MARKS: Readonly<Record<Status, string>> = {
  complete: 'M3 8.5 6.5 12 13 4.5',
  partial: 'M8 2a6 6 0 0 1 0 12zM8 2a6 6 0 0 0 0 12',
  failed: 'M4 4l8 8M12 4l-8 8',
  skipped: 'M3 8h10',
  'not applicable': 'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
};

export function StatusMark({ status }: { readonly status: Status }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="status-mark" data-status={status}>
      <path d={MARKS[status]} />
    </svg>
  );
}

/** What an examination asks. */
const QUESTIONS: Readonly<Record<string, string>> = {
  artifacts: 'Can opening these files run code, hide something, or break a parser?',
};

const questionOf = (id: string, { studies = [] }: Dossier): string | undefined =>
  QUESTIONS[id] ?? studies.find((study) => study.id === id)?.title;

function Examinations({ dossier }: { readonly dossier: Dossier }) {
  return (
    <>
      <h3 className="subtitle">Examinations</h3>
      <dl className="rows">
        {dossier.examinations.map(({ id, status, reason }) => (
          <div key={id}>
            <dt>{id}</dt>
            <dd>
              {questionOf(id, dossier) !== undefined && (
                <p className="text-muted text-sm">
                  <Untrusted text={questionOf(id, dossier) ?? ''} />
                </p>
              )}
              {status}
              {reason !== undefined && (
                <>
                  : <Untrusted text={reason} />
                </>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>everything else</dt>
          <dd>
            not examined: this dossier says nothing about it
            {onlyFiles(dossier) && ', and so nothing about how the model behaves'}.
          </dd>
        </div>
      </dl>
    </>
  );
}

const onlyFiles = ({ examinations }: Dossier): boolean => examinations.every(({ id }) => id === 'artifacts');

function Unread({ files, printing }: { readonly files: readonly DossierFile[]; readonly printing: boolean }) {
  const [limit, setLimit] = useState(STEP);
  const shown = printing ? files : files.slice(0, limit);
  return (
    <>
      <h3 className="subtitle">Not read in full: {plural(files.length, 'file')}</h3>
      <ul className="unread">
        {shown.map((file) => (
          <li key={file.path}>
            <StatusMark status={file.status} />
            <div className="min-w-0">
              <span className="path">
                <Untrusted text={file.path} />
              </span>
              <p>
                {file.status}: <Untrusted text={file.reason ?? 'no reason given'} />
              </p>
            </div>
          </li>
        ))}
      </ul>
      <More
        shown={shown.length}
        total={files.length}
        step={STEP}
        noun="files"
        onMore={() => setLimit((now) => now + STEP)}
      />
    </>
  );
}
