import type { Severity } from '../../src/core/finding.ts';

/** Each severity has its own outline, as hallmarks have: the colour only repeats it. */
const SHAPES: Readonly<Record<Severity, string>> = {
  critical: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  high: 'M8 1.2 15.3 14.5H.7z',
  medium: 'M8 .8 15.2 8 8 15.2.8 8z',
  low: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2z',
  info: 'M2 2h12v12H2z',
};

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={`mark mark-${severity}`}>
      <path d={SHAPES[severity]} />
    </svg>
  );
}

export function SeverityLabel({ severity }: { readonly severity: Severity }) {
  return (
    <span className={`severity severity-${severity}`}>
      <SeverityMark severity={severity} />
      {severity}
    </span>
  );
}
