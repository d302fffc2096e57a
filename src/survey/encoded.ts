import { Buffer } from 'node:buffer';
import { InputError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import { candidate, decodeCandidate } from '../formats/embedded.ts';
import type { Part, Role } from '../formats/format.ts';
import { type ByteSource, memorySource } from '../sources/byte-source.ts';
import { isText } from './secrets.ts';

/** Runs of one text that are decoded (CWE-770). */
const MOST_RUNS = 64;
/** A pickle that runs something has some thirty bytes. */
const RUN = /[A-Za-z0-9+/_-]{36,}={0,2}(?:\r?\n[A-Za-z0-9+/_-]{4,}={0,2})*/g;
/** Text without a name that says so is looked at where it is this small: comments, texts between tensors. */
const SMALL = 65_536;

/**
 * Files that stand in text as base64 or hexadecimal digits, whatever the text is: values of a configuration, cards, data.
 * Only what begins as a pickle, an archive, a program or a script does, and then proves to be one, becomes anything.
 */
export async function encodedParts(
  source: ByteSource,
  name: string,
  role: Role | 'file',
  limits: Limits,
  signal?: AbortSignal,
): Promise<Part[]> {
  if (role === 'storage' || role === 'constant' || source.size < 36) return [];
  if (!isText(name) && source.size > SMALL) return [];
  let bytes: Uint8Array;
  try {
    bytes = await source.read(0, Math.min(source.size, limits['secrets.bytes']), signal);
  } catch (error) {
    // The search for credentials and the reader meet the same fault, and tell it.
    if (error instanceof InputError) return [];
    throw error;
  }
  if (bytes.subarray(0, 4096).includes(0)) return [];
  const parts: Part[] = [];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const encoded = bytes.subarray(index, index + run.length);
    const found = candidate(0, encoded.length, false, encoded, 0);
    if (found === undefined || found.how === 'raw' || found.how === 'latin1') continue;
    const part = await decodeCandidate(memorySource(`${source.id}#${index}`, encoded), found);
    if (part === undefined) continue;
    parts.push({ ...part, name: `encoded at ${index}`, offset: index });
    if (parts.length >= MOST_RUNS) break;
  }
  return parts;
}
