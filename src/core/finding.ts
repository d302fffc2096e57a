/** Findings: what a person should act on. */

import type { Witness } from './witness.ts';

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

/** Where in a study: which model, asked under which condition; `item` where it is about one question alone. */
export interface TrialLocation {
  readonly kind: 'trial';
  readonly study: string;
  readonly arm: string;
  readonly condition: string;
  readonly item?: string;
  /** Key in the journal. */
  readonly trial?: string;
}

/** Claims join this union with their examination. */
export type Location = FileLocation | TrialLocation;

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
  /** Of a behaviour: answers that show it, the most telling first. */
  readonly witnesses?: readonly Witness[];
  readonly references: readonly Reference[];
  /** Stable over runs and over unrelated edits of the file: see {@link fingerprint}. */
  readonly fingerprint: string;
}

export interface FileFinding extends Finding {
  readonly location: FileLocation;
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
    compareLocations(a.location, b.location) ||
    compareText(a.rule, b.rule) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Files come before trials. */
function compareLocations(a: Location, b: Location): number {
  if (a.kind === 'file') return b.kind === 'file' ? compareFiles(a, b) : -1;
  return b.kind === 'trial' ? compareTrials(a, b) : 1;
}

function compareFiles(a: FileLocation, b: FileLocation): number {
  return (
    compareText(a.path, b.path) || compareText(a.member ?? '', b.member ?? '') || (a.offset ?? -1) - (b.offset ?? -1)
  );
}

function compareTrials(a: TrialLocation, b: TrialLocation): number {
  return (
    compareText(a.study, b.study) ||
    compareText(a.arm, b.arm) ||
    compareText(a.condition, b.condition) ||
    compareText(a.item ?? '', b.item ?? '')
  );
}

/** The file that a finding is in; none where it is about an answer. */
export function pathOf(location: Location): string | undefined {
  return location.kind === 'file' ? location.path : undefined;
}

/** Code-unit order: the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
