import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../core/errors.ts';
import { trialPlace } from '../core/trial-place.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { parseDossier } from '../dossier/schema.ts';
import { toStdout } from './write.ts';

/** Prints a baseline that accepts every finding of a dossier that counts. @throws UsageError */
export async function printBaseline(path: string, options: { reason: string; expires?: string }): Promise<void> {
  if (options.reason.trim() === '') throw new UsageError('--reason must say why the findings are accepted');
  if (options.expires !== undefined && !z.iso.date().safeParse(options.expires).success) {
    throw new UsageError('--expires needs a date as YYYY-MM-DD');
  }
  const dossier = await load(path);
  const accepted = dossier.findings.map(({ fingerprint, rule, location, accepted: before }) => ({
    fingerprint,
    rule,
    ...(location.kind === 'file' ? { path: location.path } : { trial: trialPlace(location) }),
    reason: before?.reason ?? options.reason,
    ...(options.expires === undefined ? {} : { expires: options.expires }),
  }));
  await toStdout(stringify({ version: 1, accepted }));
}

async function load(path: string): Promise<Dossier> {
  try {
    return parseDossier(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new UsageError(`${JSON.stringify(path)} is no dossier of this version`);
  }
}
