import { dossierJsonSchema } from '../dossier/schema.ts';

export function printSchema(): void {
  process.stdout.write(`${JSON.stringify(dossierJsonSchema(), null, 2)}\n`);
}
