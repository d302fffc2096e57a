import { readFile } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { parseDossier } from '../dossier/schema.ts';

/** The dossier of an earlier run. @throws UsageError where the file is none */
export async function readDossier(path: string): Promise<Dossier> {
  try {
    return parseDossier(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new UsageError(`${JSON.stringify(path)} is no dossier of this version`, { cause });
  }
}
