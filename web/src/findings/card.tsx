import { type MouseEvent, memo } from 'react';
import type { Evidence, FileLocation, Location, Reference, TrialLocation } from '../../../src/core/finding.ts';
import { Copy } from '../copy.tsx';
import { SeverityLabel } from '../severity.tsx';
import { count, offset, Untrusted } from '../text.tsx';
import type { Entry } from './filter.ts';
import { Witnesses } from './witnesses.tsx';

interface CardProps {
  readonly entry: Entry;
  readonly open: boolean;
  readonly onToggle: (key: string, open: boolean) => void;
}

export const Card = memo(function FindingCard({ entry, open, onToggle }: CardProps) {
  const { finding, key } = entry;
  // Not the toggle event: printing unfolds too, and that is nobody's choice to keep.
  const toggle = (event: MouseEvent): void => {
    event.preventDefault();
    onToggle(key, !open);
  };
  return (
    <article id={`finding-${finding.fingerprint}`} className="finding">
      <details open={open}>
        <summary onClick={toggle}>
          <SeverityLabel severity={finding.severity} />
          <span className="min-w-0">
            <span className="finding-title">
              <Untrusted text={finding.title} />
            </span>
            <Place location={finding.location} />
          </span>
        </summary>
        <div className="finding-body" data-wide={finding.witnesses === undefined ? undefined : ''}>
          <p>
            <Untrusted text={finding.message} most={2000} />
          </p>
          {finding.accepted !== undefined && (
            <p className="accepted">
              Accepted: <Untrusted text={finding.accepted.reason} />{' '}
              <span className="text-muted">
                (<Untrusted text={until(finding.accepted.expires)} />)
              </span>
            </p>
          )}
          {finding.evidence.length > 0 && <EvidenceList evidence={finding.evidence} />}
          {finding.witnesses !== undefined && finding.witnesses.length > 0 && (
            <Witnesses witnesses={finding.witnesses} />
          )}
          {finding.references.length > 0 && <References references={finding.references} />}
          <p className="meta">
            <span>
              Rule <code>{finding.rule}</code>
            </span>
            <span>Confidence {finding.confidence}</span>
            {finding.location.kind === 'trial' && (
              <span>
                Study{' '}
                <a href={`#study-${encodeURIComponent(finding.location.study)}`}>
                  <Untrusted text={finding.location.study} most={120} />
                </a>
              </span>
            )}
            <span>
              What to do <code>assay explain {finding.rule}</code>
            </span>
            <span>
              Fingerprint <code>{finding.fingerprint}</code> <Copy text={finding.fingerprint} what="fingerprint" />
            </span>
          </p>
        </div>
      </details>
    </article>
  );
});

const until = (day: string | undefined): string => (day === undefined ? 'no last day' : `until ${day}`);

function Place({ location }: { readonly location: Location }) {
  return location.kind === 'file' ? <FilePlace location={location} /> : <TrialPlace location={location} />;
}

/** Which model, asked under which condition of which study. */
function TrialPlace({ location }: { readonly location: TrialLocation }) {
  const { study, arm, condition, item } = location;
  return (
    <span className="place">
      <span>
        study <Untrusted text={study} most={120} />
      </span>
      <span>
        model <Untrusted text={arm} most={120} />
      </span>
      <span>
        condition{' '}
        <span className="path">
          <Untrusted text={condition} most={200} />
        </span>
      </span>
      {item !== undefined && (
        <span>
          item <Untrusted text={item} most={120} />
        </span>
      )}
    </span>
  );
}

function FilePlace({ location }: { readonly location: FileLocation }) {
  const { path, member, tensor, line, length } = location;
  const details = [
    ...(line === undefined ? [] : [`line ${count(line)}`]),
    ...(location.offset === undefined ? [] : [`at byte ${offset(location.offset)}`]),
    ...(length === undefined ? [] : [`${count(length)} long`]),
  ];
  return (
    <span className="place">
      <span className="path">
        <Untrusted text={path} most={300} />
        {member !== undefined && (
          <>
            <wbr />
            <span className="text-muted">!/</span>
            <Untrusted text={member} most={300} />
          </>
        )}
      </span>
      {tensor !== undefined && (
        <span>
          tensor{' '}
          <span className="path">
            <Untrusted text={tensor} most={200} />
          </span>
        </span>
      )}
      {details.length > 0 && <span>{details.join(', ')}</span>}
    </span>
  );
}

function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <dl className="evidence">
      {evidence.map(({ label, text }, index) => (
        // Two pieces may have the same label and text, and the list never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index}>
          <dt>
            <Untrusted text={label} most={120} />
          </dt>
          <dd>
            <code>
              <Untrusted text={text} most={4000} />
            </code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function References({ references }: { readonly references: readonly Reference[] }) {
  return (
    <ul className="references" aria-label="References">
      {references.map(({ id, url }) => (
        <li key={id}>
          {url !== undefined && isHttps(url) ? (
            <a href={url} target="_blank" rel="noopener noreferrer">
              <Untrusted text={id} most={120} />
            </a>
          ) : (
            <Untrusted text={id} most={120} />
          )}
        </li>
      ))}
    </ul>
  );
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
