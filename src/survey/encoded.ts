import { Buffer } from 'node:buffer';
import type { Anomaly } from '../core/coverage.ts';
import { InputError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import type { Limits } from '../core/limits.ts';
import { candidate, decodeCandidate } from '../formats/embedded.ts';
import type { Part, Role } from '../formats/format.ts';
import { type ByteSource, memorySource } from '../sources/byte-source.ts';
import { isText } from './secrets.ts';

/** A run of tags or of variation selectors, or of characters without width in two kinds, in bytes of UTF-8: writing that does not show. */
const INVISIBLE =
  /(?:\xf3\xa0[\x80-\x87][\x80-\xbf]){12,}|(?:\xef\xb8[\x80-\x8f]){12,}|(?:\xe2\x80[\x8b-\x8d]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf){32,}/g;

/** Writing in a text that whoever reads it does not see and a model does. */
export async function invisibleText(
  source: ByteSource,
  name: string,
  role: Role | 'file',
  limits: Limits,
  signal?: AbortSignal,
): Promise<Anomaly | undefined> {
  if (role !== 'file' && role !== 'member') return undefined;
  if (!isText(name) || source.size < 36) return undefined;
  const bytes = await textOf(source, limits, signal);
  const found = bytes === undefined ? undefined : INVISIBLE.exec(latin1(bytes));
  INVISIBLE.lastIndex = 0;
  if (found === null || found === undefined) return undefined;
  const codes = Array.from(Buffer.from(found[0], 'latin1').toString('utf8'), (one) => one.codePointAt(0) ?? 0);
  const tags = codes.every((code) => code >= 0xe0000 && code < 0xe0080);
  const spelt = tags
    ? `, which spell "${printable(String.fromCodePoint(...codes.slice(0, 200).map((code) => code - 0xe0000)), 200)}"`
    : '';
  const message = `${codes.length} characters that do not show stand one after another${spelt}`;
  return { code: 'survey.invisible-text', message, offset: found.index, length: found[0].length, stops: false };
}

async function textOf(source: ByteSource, limits: Limits, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    return await source.read(0, Math.min(source.size, limits['secrets.bytes']), signal);
  } catch (error) {
    // The search for credentials and the reader meet the same fault, and tell it.
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Runs of one text that are decoded (CWE-770). */
const MOST_RUNS = 64;
/** A pickle that runs something has some thirty bytes. */
const RUN = /[A-Za-z0-9+/_-]{36,}={0,2}(?:\r?\n[A-Za-z0-9+/_-]{4,}={0,2})*/g;
/** Runs that are put together as one. */
const MOST_PIECES = 1_000;
/** A list of numbers as long as the shortest pickle, with signs or without. */
const NUMBERS =
  /\[(?:\s*(?:-?\d{1,3}|0[xX][\da-fA-F]{1,2})\s*,){23,262144}(?:\s*(?:-?\d{1,3}|0[xX][\da-fA-F]{1,2})\b)?/g;
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
  const bytes = await textOf(source, limits, signal);
  if (bytes === undefined || bytes.subarray(0, 4096).includes(0)) return [];
  const parts: Part[] = [];
  const runs: Uint8Array[] = [];
  const text = latin1(bytes);
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const encoded = bytes.subarray(index, index + run.length);
    if (runs.length < MOST_PIECES) runs.push(encoded);
    await decoded(encoded, `encoded at ${index}`, index);
    if (parts.length >= MOST_RUNS) break;
  }
  const joined = Buffer.concat(runs);
  if (runs.length > 1 && parts.length < MOST_RUNS) await decoded(joined, `encoded in ${runs.length} pieces`, 0);
  for (const { 0: list, index } of text.matchAll(NUMBERS)) {
    if (parts.length >= MOST_RUNS) break;
    const values = list.slice(1).replace(/,\s*$/, '').split(',').map(Number);
    if (values.some((value) => value < -128 || value > 255)) continue;
    const numbers = Uint8Array.from(values, (value) => value & 0xff);
    const found = candidate(0, numbers.length, true, numbers, 0);
    const part =
      found === undefined ? undefined : await decodeCandidate(memorySource(`${source.id}#${index}`, numbers), found);
    if (part !== undefined) parts.push({ ...part, name: `numbers at ${index}`, offset: index });
  }
  return parts;

  async function decoded(encoded: Uint8Array, called: string, offset: number): Promise<void> {
    const found = candidate(0, encoded.length, false, encoded, 0);
    if (found === undefined || found.how === 'raw' || found.how === 'latin1') return;
    const part = await decodeCandidate(memorySource(`${source.id}#${called}`, encoded), found);
    if (part !== undefined) parts.push({ ...part, name: called, offset });
  }
}
