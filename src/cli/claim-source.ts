import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Claim } from '../claims/claim.ts';
import { readClaims } from '../claims/claim-file.ts';
import { UsageError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import { systemReason } from '../sources/file-source.ts';

/** In bytes: `readClaims` bounds the characters. */
const LONGEST = 4 * 1024 * 1024;

/** @throws UsageError where it cannot be read, and where a claim in it is wrong */
export function claimsOfFile(path: string): readonly Claim[] {
  const name = basename(path);
  let text: string;
  try {
    const status = statSync(path);
    // A pipe or a device may never end.
    if (!status.isFile()) throw new UsageError(`${printable(name)} is not a file`);
    if (status.size > LONGEST) throw new UsageError(`${printable(name)} is too long for a file of claims`);
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const reason = cause instanceof TypeError ? 'it is not UTF-8' : systemReason(cause);
    throw new UsageError(`cannot read the claims ${JSON.stringify(printable(path))}: ${reason}`);
  }
  return readClaims(text, name);
}
