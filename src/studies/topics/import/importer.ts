import type { Draft } from '../from-rows.ts';
import type { Form } from '../topic.ts';
import type { Row } from './row.ts';

/** Reads the tables of one origin, which are known by their columns. */
export interface Importer {
  /** Whose they are. */
  readonly title: string;
  readonly source?: string;
  readonly licence?: string;
  readonly needs: readonly string[];
  readonly takes: readonly string[];
  /** Languages other than these are translations by machine. */
  readonly reviewed?: readonly string[];
  readonly forms: readonly Form[];
  /** @throws UsageError where a row does not fit */
  read(row: Row): readonly Draft[];
}
