import type { Dossier } from '../../dossier/dossier.ts';

/** The dossier as indented JSON, as `assay schema` describes it. */
export function renderJson(dossier: Dossier): string {
  return `${JSON.stringify(dossier, null, 2)}\n`;
}
