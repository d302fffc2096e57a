import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The identity of a finding: rule, file, member and what was found, without offsets, so that it survives a file that
 * grew elsewhere. 32 hexadecimal digits of SHA-256 over the parts joined with NUL.
 */
export function fingerprint(parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(parts.join('\0')))).slice(0, 32);
}
