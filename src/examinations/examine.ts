import { basename } from 'node:path';
import type { Limits } from '../core/limits.ts';
import { assemble } from '../dossier/assemble.ts';
import type { Baseline } from '../dossier/baseline.ts';
import type { Dossier, DossierFinding } from '../dossier/dossier.ts';
import { type LocalSubject, listSubject } from '../sources/folder.ts';
import { examineArtifacts } from './artifacts.ts';

export interface Request {
  /** A folder or a file. */
  readonly path: string;
  /** True where the path is a copy of standard input. */
  readonly stdin: boolean;
  /** SHA-256 of every file. */
  readonly hash: boolean;
  readonly limits: Limits;
  readonly jobs: number;
  readonly baseline?: Baseline;
  readonly version: string;
  readonly signal?: AbortSignal;
  readonly watch?: Watch;
}

/** What a progress display wants to know. */
export interface Watch {
  begin(files: number, bytes: number): void;
  bytes(count: number): void;
  file(): void;
}

/** Examines a subject and assembles its dossier. @throws UsageError where there is no subject */
export async function examine(request: Request): Promise<Dossier> {
  const started = new Date();
  const subject = await listSubject(request.path, request.limits);
  const bytes = subject.entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0);
  request.watch?.begin(subject.entries.length, bytes);
  const evidence = await examineArtifacts(subject, {
    limits: request.limits,
    hash: request.hash,
    jobs: request.jobs,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    progress: (count) => request.watch?.bytes(count),
    onFile: () => request.watch?.file(),
  });
  return assemble({
    subject: {
      name: request.stdin ? 'stdin' : nameOf(subject, request.path),
      kind: request.stdin ? 'stdin' : subject.kind,
      files: subject.entries.length,
      bytes,
      ...(evidence.bases.length === 0 ? {} : { base: evidence.bases }),
    },
    files: evidence.files,
    examinations: [evidence.examination],
    findings: await accept(evidence.findings, request.baseline, started),
    measurements: evidence.measurements,
    loading: evidence.loading,
    run: {
      tool: 'assay',
      version: request.version,
      started: started.toISOString(),
      seconds: Math.round((Date.now() - started.getTime()) / 10) / 100,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
    },
  });
}

function nameOf(subject: LocalSubject, path: string): string {
  return subject.name === '' ? basename(path) : subject.name;
}

async function accept(
  findings: readonly DossierFinding[],
  baseline: Baseline | undefined,
  now: Date,
): Promise<readonly DossierFinding[]> {
  if (baseline === undefined) return findings;
  const { applyBaseline } = await import('../dossier/baseline.ts');
  return applyBaseline(findings, baseline, now.toISOString().slice(0, 10));
}
