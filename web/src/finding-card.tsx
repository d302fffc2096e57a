import { printable } from '../../src/core/printable.ts';
import type { DossierFinding } from '../../src/dossier/dossier.ts';
import { Copy } from './copy.tsx';
import { SeverityMark } from './severity.tsx';

export function FindingCard({ finding }: { finding: DossierFinding }) {
  const { location, accepted } = finding;
  return (
    <article
      data-finding
      tabIndex={-1}
      className="rounded border border-stone-300 bg-white p-4 dark:border-stone-700 dark:bg-stone-900"
    >
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
        <SeverityMark severity={finding.severity} />
        {printable(finding.title, 400)}
      </h3>
      <p className="mt-2 font-mono text-sm wrap-anywhere">
        {printable(location.path, 400)}
        {location.member !== undefined && (
          <span className="text-stone-600 dark:text-stone-400">!/{printable(location.member, 400)}</span>
        )}
        {location.tensor !== undefined && <span> tensor {printable(location.tensor, 200)}</span>}
        {place(finding)}
      </p>
      <p className="mt-2 max-w-prose leading-relaxed wrap-anywhere">{printable(finding.message, 4000)}</p>
      {accepted !== undefined && (
        <p className="mt-2 text-sm italic">
          Accepted: {printable(accepted.reason, 400)}
          {accepted.expires === undefined ? '' : ` (until ${accepted.expires})`}
        </p>
      )}
      {finding.evidence.length > 0 && (
        <dl className="mt-3 space-y-2 text-sm">
          {finding.evidence.map(({ label, text }, i) => (
            <div key={`${label}-${i}`}>
              <dt className="text-stone-600 dark:text-stone-400">{printable(label, 200)}</dt>
              <dd>
                <code className="block rounded bg-stone-100 px-2 py-1 font-mono text-xs whitespace-pre-wrap wrap-anywhere dark:bg-stone-800">
                  {printable(text, 4000)}
                </code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="mt-3 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-xs text-stone-600 dark:text-stone-400">
        <span>
          rule <code className="font-mono">{finding.rule}</code>
        </span>
        <span>confidence {finding.confidence}</span>
        <span>
          fingerprint <Copy value={finding.fingerprint} label="fingerprint" shown={finding.fingerprint.slice(0, 12)} />
        </span>
        {finding.references.map(({ id, url }) =>
          url?.startsWith('https://') ? (
            <a key={id} href={url} rel="noopener noreferrer" target="_blank">
              {printable(id, 200)}
            </a>
          ) : (
            <span key={id}>{printable(id, 200)}</span>
          ),
        )}
      </p>
    </article>
  );
}

function place({ location }: DossierFinding): string {
  if (location.line !== undefined) return ` line ${location.line}`;
  return location.offset === undefined ? '' : ` at byte ${location.offset.toLocaleString('en-US')}`;
}
