import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/digest.ts';

const BYTES = 16;

/** The first 16 bytes of the SHA-256 over canonical JSON. Done several times for each trial. */
export function shortDigest(value: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(value)).digest().subarray(0, BYTES);
}
