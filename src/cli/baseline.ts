import { stringify } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../core/errors.ts';
import { trialPlace } from '../core/trial-place.ts';
import { readDossier } from './dossier-file.ts';
import { toStdout } from './write.ts';

/** Prints a baseline that accepts every finding of a dossier that counts. @throws UsageError */
export async function printBaseline(path: string, options: { reason: string; expires?: string }): Promise<void> {
  if (options.reason.trim() === '') throw new UsageError('--reason must say why the findings are accepted');
  if (options.expires !== undefined && !z.iso.date().safeParse(options.expires).success) {
    throw new UsageError('--expires needs a date as YYYY-MM-DD');
  }
  const dossier = await readDossier(path);
  const accepted = dossier.findings.map(({ fingerprint, rule, location, accepted: before }) => ({
    fingerprint,
    rule,
    ...(location.kind === 'file' ? { path: location.path } : { trial: trialPlace(location) }),
    reason: before?.reason ?? options.reason,
    ...(options.expires === undefined ? {} : { expires: options.expires }),
  }));
  await toStdout(stringify({ version: 1, accepted }));
}
