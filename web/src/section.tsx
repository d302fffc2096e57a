import type { ReactNode } from 'react';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** Title in the margin, matter beside it. */
export function Section({ id, title, note, children }: SectionProps) {
  return (
    <section id={id} tabIndex={-1} aria-labelledby={`${id}-title`} className="section">
      <div className="section-title">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

interface MoreProps {
  readonly shown: number;
  readonly total: number;
  readonly step: number;
  readonly noun: string;
  readonly onMore: () => void;
}

export function More({ shown, total, step, noun, onMore }: MoreProps) {
  if (shown >= total) return null;
  return (
    <button type="button" className="button mt-4 w-full" onClick={onMore}>
      Show {Math.min(step, total - shown).toLocaleString('en-US')} more of {(total - shown).toLocaleString('en-US')}{' '}
      {noun}
    </button>
  );
}
