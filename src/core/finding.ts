/** Findings: what a person should act on. */

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type Confidence = 'high' | 'medium' | 'low';

/** Where in a file: `path` is relative to the subject's root with `/`; `member` names what an archive holds. */
export interface FileLocation {
  readonly kind: 'file';
  readonly path: string;
  /** Member of a container; nesting is written `outer!/inner`. */
  readonly member?: string;
  /** Byte offset in the file, or in the member where one is named. */
  readonly offset?: number;
  readonly length?: number;
  readonly line?: number;
  readonly tensor?: string;
}
/** Trials and claims join this union with their examinations. */
type Location = FileLocation;

/** A piece of what was seen: a readable form of it, never raw bytes. */
export interface Evidence {
  readonly label: string;
  readonly text: string;
}

export interface Reference {
  /** `CWE-502`, `AML.T0011.000`, `LLM03:2025`, `CVE-…`, `GHSA-…` or a title. */
  readonly id: string;
  readonly url?: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  readonly message: string;
  readonly location: Location;
  readonly evidence: readonly Evidence[];
  readonly references: readonly Reference[];
  /** Stable over runs and over unrelated edits of the file: see {@link fingerprint}. */
  readonly fingerprint: string;
}

const RANK: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1, info: 0 };

/** True where `severity` is at or above `threshold`. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return RANK[severity] >= RANK[threshold];
}

/** Sorts worst first, then by place, then by rule: the order of every output. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    RANK[b.severity] - RANK[a.severity] ||
    compareText(a.location.path, b.location.path) ||
    compareText(a.location.member ?? '', b.location.member ?? '') ||
    (a.location.offset ?? -1) - (b.location.offset ?? -1) ||
    compareText(a.rule, b.rule) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Code-unit order: the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
