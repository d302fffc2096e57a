import { useState } from 'react';
import { More } from '../section.tsx';
import { count } from '../text.tsx';
import { Card } from './card.tsx';
import type { Entry } from './filter.ts';

const STEP = 50;

interface AcceptedProps {
  readonly entries: readonly Entry[];
  readonly printing: boolean;
  readonly isOpen: (key: string, index: number) => boolean;
  readonly onToggle: (key: string, open: boolean) => void;
}

/** Findings that somebody looked at and answers for: they do not count, and they do not disappear. */
export function Accepted({ entries, printing, isOpen, onToggle }: AcceptedProps) {
  const [limit, setLimit] = useState(STEP);
  const accepted = entries.filter(({ finding }) => finding.accepted !== undefined);
  if (accepted.length === 0) return null;
  const shown = printing ? accepted : accepted.slice(0, limit);
  return (
    <section aria-label="Accepted findings" className="group">
      <h3>
        Accepted <span>{count(accepted.length)}</span>
      </h3>
      <p className="text-muted mt-2 text-sm">A baseline accepts these: they do not count.</p>
      {shown.map((entry) => (
        <Card
          key={entry.key}
          entry={entry}
          open={printing || isOpen(entry.key, Number.POSITIVE_INFINITY)}
          onToggle={onToggle}
        />
      ))}
      <More
        shown={shown.length}
        total={accepted.length}
        step={STEP}
        noun="accepted findings"
        onMore={() => setLimit((now) => now + STEP)}
      />
    </section>
  );
}
