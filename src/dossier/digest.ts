import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Dossier } from './dossier.ts';

/** SHA-256, in hexadecimal, of the dossier without its `run` block as canonical JSON (RFC 8785). */
export function dossierDigest(dossier: Dossier): string {
  const { run: _, ...content } = dossier;
  return bytesToHex(sha256(utf8ToBytes(canonicalize(content) ?? '')));
}
