import type { Severity } from '../../core/finding.ts';
import type { Level } from './log.ts';

interface Scale {
  readonly level: Level;
  readonly rank: number;
  /** GitHub code scanning: above 9.0 is critical, from 7.0 high, from 4.0 medium, below low. */
  readonly score: string;
}

export const SCALE: Readonly<Record<Severity, Scale>> = {
  critical: { level: 'error', rank: 95, score: '9.5' },
  high: { level: 'error', rank: 80, score: '8.0' },
  medium: { level: 'warning', rank: 55, score: '5.5' },
  low: { level: 'note', rank: 25, score: '2.0' },
  info: { level: 'note', rank: 5, score: '0.1' },
};
