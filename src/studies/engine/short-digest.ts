import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

const BYTES = 16;

/** The first 16 bytes of the SHA-256 over canonical JSON (RFC 8785). Done several times for each trial. */
export function shortDigest(value: unknown): Buffer {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest()
    .subarray(0, BYTES);
}
