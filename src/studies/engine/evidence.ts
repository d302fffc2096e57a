import type { Figure } from '../../core/figure.ts';
import type { Finding } from '../../core/finding.ts';
import type { Measurement } from '../../core/measurement.ts';
import type { Table } from '../../core/table.ts';

/** What a study ends in, apart from its counts. */
export interface Evidence {
  /** The result in a sentence; absent where the study asks no question that one could answer. */
  readonly summary?: string;
  /** What a person should act on; each names this study in its location. */
  readonly findings?: readonly Finding[];
  readonly measurements: readonly Measurement[];
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
  /** What a reader must know to read it rightly, in whole sentences: what was not measured, what was assumed. */
  readonly notes: readonly string[];
  /** Why it measured less than it should have though every trial was judged; absent where it did not. */
  readonly incomplete?: string;
}
