import type { Anomaly, Status } from '../core/coverage.ts';
import { InputError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { type LocalFile, openFile } from '../sources/file-source.ts';
import type { Claimed, Opener, RemoteFile } from '../sources/subject.ts';
import { type PartSurvey, surveyParts } from './parts.ts';
import type { SurveyedFile } from './surveyed.ts';

/** One file to survey. */
export interface FileTask {
  readonly path: string;
  readonly open: Opener;
  readonly size: number;
  readonly claimed?: Claimed;
  /** Of its name. */
  readonly anomalies?: readonly Anomaly[];
  readonly limits: Limits;
  /** SHA-256 of the whole file, in one sweep over its bytes; a remote file is fetched whole for it. */
  readonly hash: boolean;
}

/** How an open file is hashed: here or on another thread. */
export type Hasher = (file: LocalFile, progress: (bytes: number) => void, signal?: AbortSignal) => Promise<string>;

/** Reads one file to its depth. Never throws for what a file holds or how it behaves: that is in the result. */
export async function surveyFile(
  task: FileTask,
  hasher: Hasher,
  progress: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<SurveyedFile> {
  if (task.open.kind === 'remote') return surveyRemote(task, task.open, signal);
  let file: LocalFile;
  try {
    file = openFile(task.open.absolute, task.path);
  } catch (error) {
    return failed(task, error);
  }
  try {
    const survey = await surveyParts(file, { path: task.path }, task.limits, signal);
    const sha256 = task.hash ? await hasher(file, progress, signal) : undefined;
    if (file.changed()) throw new InputError('changed', 'the file changed while it was read');
    return summarise(task, file.size, survey, sha256);
  } catch (error) {
    return failed(task, error);
  } finally {
    file.close();
  }
}

/** A hub may have sent other bytes before the one that failed: they are counted in any case. */
async function surveyRemote(
  task: FileTask,
  opener: Extract<Opener, { kind: 'remote' }>,
  signal: AbortSignal | undefined,
): Promise<SurveyedFile> {
  let file: RemoteFile;
  try {
    file = await opener.open({ whole: task.hash, signal });
  } catch (error) {
    return { ...failed(task, error), bytesRead: 0 };
  }
  try {
    const survey = await surveyParts(file, { path: task.path }, task.limits, signal);
    const doubt = await file.doubt(signal);
    if (doubt !== undefined) survey.anomalies.push(doubt);
    const { digests } = file;
    const surveyed = summarise(task, file.size, survey, digests?.sha256);
    const gitBlob = digests === undefined ? {} : { gitBlob: digests.gitBlob };
    return { ...surveyed, ...gitBlob, bytesRead: file.bytesRead };
  } catch (error) {
    return { ...failed(task, error), bytesRead: file.bytesRead };
  } finally {
    file.close();
  }
}

/** A source without a file behind it, for what is in memory. */
export async function surveySource(source: ByteSource, path: string, limits: Limits): Promise<SurveyedFile> {
  const task: FileTask = { path, open: { kind: 'local', absolute: '' }, size: source.size, limits, hash: false };
  try {
    return summarise(task, source.size, await surveyParts(source, { path }, limits), undefined);
  } catch (error) {
    return failed(task, error);
  }
}

function summarise(task: FileTask, size: number, survey: PartSurvey, sha256: string | undefined): SurveyedFile {
  const own = survey.parts.filter(({ at }) => at.member === undefined);
  const first = own[0];
  const { status, reason } = statusOf(survey);
  return {
    path: task.path,
    size,
    ...(first === undefined ? {} : { format: first.format }),
    ...(first?.structure?.flavour === undefined ? {} : { flavour: first.structure.flavour }),
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(task.claimed === undefined ? {} : { claimed: task.claimed }),
    parts: survey.parts,
    anomalies: [...(task.anomalies ?? []), ...survey.anomalies],
    ...(survey.secrets.length === 0 ? {} : { secrets: survey.secrets }),
  };
}

function statusOf(survey: PartSurvey): { status: Status; reason?: string } {
  const { parts, anomalies } = survey;
  if (parts.length === 0) return { status: 'not applicable', reason: 'no format that Assay reads' };
  const stopped = [...anomalies, ...parts.flatMap((part) => part.anomalies)].find(({ stops }) => stops);
  const own = parts.filter(({ at }) => at.member === undefined);
  if (own.every(({ status }) => status === 'failed'))
    return { status: 'failed', reason: stopped?.message ?? 'it could not be read' };
  return stopped === undefined ? { status: 'complete' } : { status: 'partial', reason: stopped.message };
}

function failed(task: FileTask, error: unknown): SurveyedFile {
  if (!(error instanceof InputError)) throw error;
  const anomaly = { code: `survey.${error.fault}`, message: error.message, stops: true };
  const status = error.fault === 'changed' ? 'partial' : error.fault === 'budget' ? 'skipped' : 'failed';
  return {
    path: task.path,
    size: task.size,
    status,
    reason: error.message,
    ...(task.claimed === undefined ? {} : { claimed: task.claimed }),
    parts: [],
    anomalies: [...(task.anomalies ?? []), anomaly],
  };
}
