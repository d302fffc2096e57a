import { Allowance } from '../../codecs/allowance.ts';
import type { Anomaly } from '../../core/coverage.ts';
import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import { type ByteSource, memorySource } from '../../sources/byte-source.ts';
import type { Part } from '../format.ts';
import { zipFormat } from './format.ts';
import type { ZipStructure } from './structure.ts';

export interface ReadZip {
  readonly structure: ZipStructure;
  readonly anomalies: readonly Anomaly[];
  readonly parts: readonly (Pick<Part, 'role' | 'name' | 'offset'> & { readonly bytes: Uint8Array })[];
}

/** Reads an archive and every part of it to its end. */
export async function readZip(
  bytes: Uint8Array | ByteSource,
  limits: Parameters<typeof resolveLimits>[0] = {},
): Promise<ReadZip> {
  const source = bytes instanceof Uint8Array ? memorySource('test', bytes) : bytes;
  const anomalies: Anomaly[] = [];
  const parts: Part[] = [];
  const structure = await zipFormat.read(source, {
    limits: resolveLimits(limits),
    allowance: new Allowance(resolveLimits(limits)),
    signal: undefined,
    name: 'test.pt',
    part: (part) => void parts.push(part),
    anomaly: (anomaly) => void anomalies.push(anomaly),
  });
  const read = [];
  for (const { role, name, offset, source: data } of parts)
    read.push({ role, name, offset, bytes: await readAll(data) });
  return { structure: structuredClone(structure), anomalies, parts: read };
}

async function readAll(source: ByteSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let at = 0;
  while (at < source.size) {
    const piece = await source.read(at, 65_536).catch(nothing);
    if (piece.length === 0) break;
    pieces.push(piece);
    at += piece.length;
  }
  return Buffer.concat(pieces);
}

export function codes(read: Pick<ReadZip, 'anomalies'>): string[] {
  return [...new Set(read.anomalies.map(({ code }) => code))].toSorted();
}

/** A part that cannot be read on: what came before stands, as in a survey. */
function nothing(fault: unknown): Uint8Array {
  if (fault instanceof InputError) return new Uint8Array(0);
  throw fault;
}
