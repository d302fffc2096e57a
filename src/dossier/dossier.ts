import type { Status } from '../core/coverage.ts';
import type { Finding, Severity } from '../core/finding.ts';
import type { Measurement } from '../core/measurement.ts';
import type { LoadingRow } from './loading.ts';
import type { DossierStudy, StudySpending } from './studies.ts';

/** Version of the record's shape; the JSON Schema of this version is `assay schema`. */
export const DOSSIER_SCHEMA = 'assay-dossier/3';

/** The record of what was examined, covered and found. */
export interface Dossier {
  readonly schema: typeof DOSSIER_SCHEMA;
  readonly subject: DossierSubject;
  /** Sorted by path. */
  readonly files: readonly DossierFile[];
  readonly examinations: readonly DossierExamination[];
  /** Worst first, then by place. */
  readonly findings: readonly DossierFinding[];
  readonly measurements: readonly Measurement[];
  /** How the subject loads; absent where it holds nothing that a known program would load. */
  readonly loading?: readonly LoadingRow[];
  /** Behavioural studies that were run; absent where none was asked for. */
  readonly studies?: readonly DossierStudy[];
  readonly summary: Summary;
  /** The only part that differs between two runs over the same bytes. */
  readonly run: Run;
}

export interface DossierSubject {
  /** The folder's or file's own name, or a model's; never a machine path. */
  readonly name: string;
  /** `model`: only questioned, its files were not examined. */
  readonly kind: 'folder' | 'file' | 'stdin' | 'repository' | 'model';
  readonly files: number;
  readonly bytes: number;
  /** The model that an adapter in the subject says it belongs to. */
  readonly base?: readonly string[];
  /** Where a remote subject is: no query and no credentials. */
  readonly url?: string;
  /** The commit that was read, where the hub has commits. */
  readonly revision?: string;
  /** Of a remote subject: distinct bytes of its files that were had, of `bytes` that they hold. */
  readonly bytesRead?: number;
  /** Another hub whose digests were compared with this one's. */
  readonly reference?: DossierReference;
}

interface DossierReference {
  readonly url: string;
  readonly revision?: string;
  readonly compared: number;
  readonly differing: number;
  /** Files of both hubs whose claims are not of one kind. */
  readonly incomparable: number;
  readonly missing: number;
}

export interface DossierFile {
  readonly path: string;
  readonly size: number;
  /** By content; `unknown` where no format that Assay reads matches. */
  readonly format: string;
  readonly status: Status;
  /** Why it is not complete. */
  readonly reason?: string;
  readonly sha256?: string;
  /** What a hub says of the content; nobody else vouches for it until `sha256` is there to compare. */
  readonly claimed?: DossierClaim;
}

interface DossierClaim {
  /** Host of the hub. */
  readonly by: string;
  readonly sha256?: string;
  /** SHA-1 that git gives the content. */
  readonly gitBlob?: string;
  readonly reference?: { readonly by: string; readonly sha256: string };
}

export interface DossierExamination {
  readonly id: string;
  readonly status: 'complete' | 'partial' | 'failed' | 'skipped' | 'not requested';
  readonly reason?: string;
}

export interface DossierFinding extends Finding {
  /** Present where a baseline accepts it: it then does not count. */
  readonly accepted?: { readonly reason: string; readonly expires?: string };
}

export interface Summary {
  /** Findings that count, by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings that a baseline accepts. */
  readonly accepted: number;
  /** Files by status. */
  readonly files: Readonly<Record<Status, number>>;
}

export interface Run {
  readonly tool: string;
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly node: string;
  readonly platform: string;
  /** Of a remote subject. Another run may find bytes in its cache. */
  readonly network?: { readonly requests: number; readonly fetched: number; readonly cached: number };
  readonly studies?: readonly StudySpending[];
}
