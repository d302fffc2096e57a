import type { DossierFile, DossierFinding, DossierSubject } from './dossier.ts';
import type { SideBySide } from './side-by-side.ts';

/** Version of the record's shape. */
export const COMPARISON_SCHEMA = 'assay-comparison/1';

/** What changed from A to B. Lists are bounded: where one is cut, a number beside it says by how much. */
export interface Comparison {
  readonly schema: typeof COMPARISON_SCHEMA;
  readonly a: ComparedSubject;
  readonly b: ComparedSubject;
  readonly files: FileChanges;
  readonly findings: FindingChanges;
  /** Absent where one side is a dossier: it holds no contents. */
  readonly inside?: InsideChanges;
  /** What studies that both have measured; absent where neither is a record of one. */
  readonly studies?: readonly SideBySide[];
  /** What could not be compared, as sentences. */
  readonly notCompared: readonly string[];
  /** True where something that was asked for could not be read on one of the sides. */
  readonly incomplete: boolean;
}

export interface ComparedSubject extends DossierSubject {
  /** `subject`: its files were at hand. `dossier`: only the record of an earlier run. */
  readonly from: 'subject' | 'dossier';
  /** Version of Assay that examined it. */
  readonly version: string;
}

export interface FileChanges {
  readonly same: number;
  /** Sorted by path. */
  readonly changes: readonly FileChange[];
}

export type FileChange =
  | { readonly change: 'added'; readonly path: string; readonly b: DossierFile }
  | { readonly change: 'removed'; readonly path: string; readonly a: DossierFile }
  | { readonly change: 'renamed'; readonly path: string; readonly from: string; readonly b: DossierFile }
  /** `unknown`: of the same size, and no digest of both says more. */
  | { readonly change: 'changed' | 'unknown'; readonly path: string; readonly a: DossierFile; readonly b: DossierFile };

export interface FindingChanges {
  readonly same: number;
  /** Worst first. */
  readonly new: readonly DossierFinding[];
  readonly gone: readonly DossierFinding[];
  /** The same finding with another severity. */
  readonly severity: readonly { readonly a: DossierFinding; readonly b: DossierFinding }[];
}

export interface InsideChanges {
  readonly tensors: readonly TensorChanges[];
  readonly values: readonly ValueChanges[];
  readonly texts: readonly TextChange[];
}

/** Tensors of one file, or of the shards of one model together. */
export interface TensorChanges {
  /** Path without the number of the shard. */
  readonly model: string;
  /** Tensors on each side. */
  readonly a: number;
  readonly b: number;
  readonly same: number;
  readonly added: Names;
  readonly removed: Names;
  /** Another element type or shape, as `F32 [2, 3]`. */
  readonly reshaped: { readonly count: number; readonly first: readonly Reshaped[] };
  /** The same type and shape, other bytes. */
  readonly values: Names;
  /** In another file than before, with the same bytes. */
  readonly moved: number;
  /** Tensors whose bytes were not compared. */
  readonly unread: number;
}

export interface Names {
  readonly count: number;
  readonly first: readonly string[];
}

export interface Reshaped {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** Values of a configuration, entries of a header, members of an archive. */
export interface ValueChanges {
  readonly path: string;
  readonly kind: 'configuration' | 'metadata' | 'members';
  readonly count: number;
  readonly first: readonly ValueChange[];
}

export interface ValueChange {
  /** `$.rope_scaling.factor` (RFC 9535), a key, or the name of a member. */
  readonly at: string;
  /** As JSON, cut; absent where that side has none. */
  readonly a?: string;
  readonly b?: string;
}

/** A text that differs: of a file, or of a value in one, as a chat template. */
export interface TextChange {
  readonly path: string;
  readonly at?: string;
  readonly added: number;
  readonly removed: number;
  /** Unified, without the two lines of names. */
  readonly lines: readonly string[];
  /** Lines of the difference that are left out. */
  readonly more: number;
}
