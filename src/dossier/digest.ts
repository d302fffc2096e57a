import { canonicalDigest } from '../core/digest.ts';
import type { Dossier } from './dossier.ts';

/** SHA-256, in hexadecimal, of the dossier without its `run` block as canonical JSON (RFC 8785). */
export function dossierDigest(dossier: Dossier): string {
  const { run: _, ...content } = dossier;
  return canonicalDigest(content);
}
