import { readFile } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { parseDossier } from '../dossier/schema.ts';
import { systemReason } from '../sources/file-source.ts';

/** The dossier of an earlier run. @throws UsageError where the file is none */
export async function readDossier(path: string): Promise<Dossier> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`cannot read the dossier ${JSON.stringify(path)}: ${systemReason(cause)}`, { cause });
  });
  try {
    return parseDossier(JSON.parse(text));
  } catch (cause) {
    throw new UsageError(`${JSON.stringify(path)} is no dossier of this version`, { cause });
  }
}
