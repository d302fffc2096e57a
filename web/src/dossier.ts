import { type Dossier, DOSSIER_SCHEMA } from '../../src/dossier/dossier.ts';

/** The page and the record come from one program; only a page that was cut or edited by hand gets a sentence instead. */
export function readDossier(json: string): Dossier | string {
  try {
    const dossier = JSON.parse(json) as Dossier;
    if (dossier.schema === DOSSIER_SCHEMA) return dossier;
    return `This page cannot show a dossier of the form ${String(dossier.schema)}.`;
  } catch {
    return 'This page holds no readable dossier: the file may be cut short.';
  }
}
