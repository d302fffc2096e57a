import type { Anomaly, Status } from '../core/coverage.ts';
import type { Match, Structure } from '../formats/format.ts';
import type { Claimed } from '../sources/subject.ts';
import type { FoundSecret } from './secrets.ts';

/** Where a part lies: its file, its way down through containers, and what to add to its offsets to be in the file. */
export interface Locus {
  readonly path: string;
  /** `outer!/inner` for a part of a part; absent for the file itself. */
  readonly member?: string;
}

/** A file or a part of one, read by one format. */
export interface SurveyedPart {
  readonly at: Locus;
  readonly role: string;
  readonly size: number;
  readonly format: string;
  readonly match: Match;
  /** Absent where the reader could say nothing sound. */
  readonly structure?: Structure;
  readonly anomalies: readonly Anomaly[];
  readonly status: Extract<Status, 'complete' | 'partial' | 'failed'>;
}

/** Everything that one file held. Survives a structured clone, so that it can come from a worker. */
export interface SurveyedFile {
  readonly path: string;
  readonly size: number;
  /** The strongest match; absent where no format knows the content. */
  readonly format?: string;
  readonly flavour?: string;
  readonly status: Status;
  readonly reason?: string;
  readonly sha256?: string;
  /** SHA-1 that git gives the whole content; of files that were downloaded. */
  readonly gitBlob?: string;
  readonly claimed?: Claimed;
  /** Of a remote file: distinct bytes that were had. */
  readonly bytesRead?: number;
  readonly parts: readonly SurveyedPart[];
  /** Credentials in the file and in its parts, masked. */
  readonly secrets?: readonly FoundSecret[];
  /** Anomalies of the file as such: limits, changes while it was read. */
  readonly anomalies: readonly Anomaly[];
}
