import { basename } from 'node:path';
import type { Limits } from '../core/limits.ts';
import { assemble } from '../dossier/assemble.ts';
import type { Baseline } from '../dossier/baseline.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { openSubject } from '../sources/open-subject.ts';
import type { RemoteOptions } from '../sources/remote-options.ts';
import type { Remote, Subject } from '../sources/subject.ts';
import { examineArtifacts } from './artifacts.ts';
import { accept } from './accept.ts';
import { runOf } from './run-block.ts';
import type { StudyEvidence } from './study.ts';

export interface Request {
  /** A folder, a file, or an address. */
  readonly path: string;
  /** True where the path is a copy of standard input. */
  readonly stdin: boolean;
  /** SHA-256 of every file; of a remote subject only where it is downloaded. */
  readonly hash: boolean;
  /** Whether size and training as card and config state them are examined too. */
  readonly claims?: boolean;
  readonly remote: RemoteOptions;
  readonly limits: Limits;
  readonly jobs: number;
  readonly baseline?: Baseline;
  readonly version: string;
  readonly signal?: AbortSignal;
  readonly watch?: Watch;
  /** Runs after the files were read, each in turn. */
  readonly studies?: readonly (() => Promise<StudyEvidence>)[];
}

/** What a progress display wants to know. */
export interface Watch {
  begin(files: number, bytes: number): void;
  bytes(count: number): void;
  file(): void;
  /** All files are read. */
  done(): Promise<void>;
}

/** Examines a subject and assembles its dossier. @throws UsageError where there is no subject */
export async function examine(request: Request): Promise<Dossier> {
  const started = new Date();
  const subject = await openSubject(request.path, request.limits, request.remote, request.signal);
  try {
    return await examineOpen(request, subject, started);
  } finally {
    await subject.remote?.close();
  }
}

/** Examines a subject that is open. Its caller closes it. */
export async function examineOpen(request: Request, subject: Subject, started: Date): Promise<Dossier> {
  const bytes = subject.entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0);
  request.watch?.begin(subject.entries.length, bytes);
  const { remote } = subject;
  remote?.traffic.watch((count) => request.watch?.bytes(count));
  const intake = request.claims === true ? new (await import('./claims/intake.ts')).ClaimsIntake() : undefined;
  const evidence = await examineArtifacts(subject, {
    limits: request.limits,
    hash: remote === undefined ? request.hash : request.remote.download,
    jobs: request.jobs,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    progress: (count) => request.watch?.bytes(count),
    onFile: (file) => {
      intake?.add(file);
      request.watch?.file();
    },
  });
  const claimed = intake === undefined ? undefined : (await import('./claims/examine.ts')).examineClaims(intake);
  await request.watch?.done();
  const studied: StudyEvidence[] = [];
  for (const study of request.studies ?? []) studied.push(await study());
  return assemble({
    subject: {
      name: request.stdin ? 'stdin' : nameOf(subject, request.path),
      kind: request.stdin ? 'stdin' : subject.kind,
      files: subject.entries.length,
      bytes,
      ...(evidence.bases.length === 0 ? {} : { base: evidence.bases }),
      ...(remote === undefined ? {} : whereabouts(remote, evidence.bytesRead)),
    },
    files: evidence.files,
    examinations: [
      evidence.examination,
      ...(claimed === undefined ? [] : [claimed.examination]),
      ...studied.map(({ examination }) => examination),
    ],
    findings: await accept(
      [...evidence.findings, ...(claimed?.findings ?? []), ...studied.flatMap(({ findings }) => findings)],
      request.baseline,
      started,
    ),
    measurements: [
      ...evidence.measurements,
      ...(claimed?.measurements ?? []),
      ...studied.flatMap(({ measurements }) => measurements),
    ],
    loading: evidence.loading,
    ...(studied.length === 0 ? {} : { studies: studied.map(({ study }) => study) }),
    run: runOf(request.version, started, {
      ...(remote === undefined ? {} : { network: traffic(remote) }),
      ...(studied.length === 0 ? {} : { studies: studied.map(({ spending }) => spending) }),
    }),
  });
}

function whereabouts({ url, revision, reference }: Remote, bytesRead: number) {
  return {
    url,
    ...(revision === undefined ? {} : { revision }),
    bytesRead,
    ...(reference === undefined ? {} : { reference }),
  };
}

function traffic({ traffic: { requests, fetched, cached } }: Remote) {
  return { requests: requests(), fetched: fetched(), cached: cached() };
}

function nameOf(subject: Subject, path: string): string {
  return subject.name === '' ? basename(path) : subject.name;
}
