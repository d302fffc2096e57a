import { SEVERITIES } from '../../../src/core/finding.ts';
import { count } from '../text.tsx';
import { Card } from './card.tsx';
import type { Entry } from './filter.ts';

interface ListProps {
  readonly entries: readonly Entry[];
  /** How many of them are on the page. */
  readonly limit: number;
  readonly isOpen: (key: string, index: number) => boolean;
  readonly onToggle: (key: string, open: boolean) => void;
}

/** Worst first, as the dossier has them, with a heading for each severity. */
export function List({ entries, limit, isOpen, onToggle }: ListProps) {
  const shown = entries.slice(0, limit).map((entry, index) => ({ entry, index }));
  return SEVERITIES.map((severity) => {
    const group = shown.filter(({ entry }) => entry.finding.severity === severity);
    if (group.length === 0) return null;
    const total = entries.filter(({ finding }) => finding.severity === severity).length;
    return (
      <section key={severity} aria-label={`${severity}: ${count(total)}`} className="group">
        <h3>
          {severity} <span>{count(total)}</span>
        </h3>
        {group.map(({ entry, index }) => (
          <Card key={entry.key} entry={entry} open={isOpen(entry.key, index)} onToggle={onToggle} />
        ))}
      </section>
    );
  });
}
