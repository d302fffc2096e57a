import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { DOSSIER_SCHEMA, type Dossier } from '../../dossier/dossier.ts';
import { parseDossier } from '../../dossier/schema.ts';
import { type OpenFile, openFile } from '../../sources/file-source.ts';
import { isRemote, openSubject } from '../../sources/open-subject.ts';
import type { Opener } from '../../sources/subject.ts';
import { examineOpen, type Request } from '../examine.ts';

/** One of two things that are compared. */
export interface Side {
  readonly dossier: Dossier;
  /** Opens a file of the subject; absent where only a dossier is at hand. @throws InputError */
  readonly open?: (path: string) => Promise<OpenFile>;
  /** Ends connections. */
  close(): Promise<void>;
}

/** A dossier of an earlier run, or a subject, which is examined. @throws UsageError where it is neither */
export async function openSide(path: string, request: Omit<Request, 'path' | 'stdin'>): Promise<Side> {
  const dossier = isRemote(path) ? undefined : await readDossier(path, request.limits);
  if (dossier !== undefined) return { dossier, close: async () => {} };
  const { limits, remote, signal } = request;
  const started = new Date();
  const subject = await openSubject(path, limits, remote, signal);
  const close = async (): Promise<void> => subject.remote?.close();
  try {
    const examined = await examineOpen({ ...request, path, stdin: false }, subject, started);
    const openers = new Map(
      subject.entries.flatMap((entry) => (entry.kind === 'file' ? [[entry.path, entry.open] as const] : [])),
    );
    return { dossier: examined, close, open: (file) => openEntry(file, openers.get(file), remote.download, signal) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openEntry(
  path: string,
  opener: Opener | undefined,
  whole: boolean,
  signal: AbortSignal | undefined,
): Promise<OpenFile> {
  if (opener?.kind === 'remote') return opener.open({ whole, signal });
  return openFile(opener?.absolute ?? '', path);
}

const DOSSIER = 'dossier.json';
/** What `-o` leaves in its folder, of studies and of examinations. */
const RESULTS: ReadonlySet<string> = new Set([DOSSIER, 'report.html', 'journal.jsonl', 'outcomes.jsonl', 'studies']);

/** Of a folder of results the dossier in it. A folder with anything else is a subject: what lies there must not speak for it. */
async function placeOf(path: string): Promise<string> {
  const names = await readdir(path).catch((): string[] => []);
  return names.includes(DOSSIER) && names.every((name) => RESULTS.has(name)) ? join(path, DOSSIER) : path;
}

/** A dossier is a JSON file that names its schema, or lies in a folder of results: any other JSON is a subject. */
export async function readDossier(given: string, limits: Limits): Promise<Dossier | undefined> {
  const path = await placeOf(given);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || !path.endsWith('.json') || found.size > limits['compare.dossier']) return undefined;
  const value = parseJson(await readFile(path, 'utf8'));
  if (typeof value !== 'object' || value === null || !('schema' in value) || !String(value.schema).startsWith('assay-'))
    return undefined;
  try {
    return parseDossier(value);
  } catch {
    throw new UsageError(`${JSON.stringify(path)} is no dossier of this version (${DOSSIER_SCHEMA})`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
