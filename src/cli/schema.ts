import { dossierJsonSchema } from '../dossier/schema.ts';
import { toStdout } from './write.ts';

export async function printSchema(): Promise<void> {
  await toStdout(`${JSON.stringify(dossierJsonSchema(), null, 2)}\n`);
}
