import { Allowance } from '../codecs/allowance.ts';
import type { Anomaly } from '../core/coverage.ts';
import { type LimitName, resolveLimits } from '../core/limits.ts';
import { type ByteSource, memorySource } from '../sources/byte-source.ts';
import type { Format, Part, Probe, Structure } from './format.ts';
import { PROBE_HEAD, PROBE_TAIL } from './format.ts';

export interface ReadResult<S> {
  readonly structure: S;
  readonly anomalies: readonly Anomaly[];
  readonly parts: readonly Part[];
  /** Distinct, in the order told. */
  readonly codes: readonly string[];
  readonly stopped: boolean;
}

/** Runs a reader over bytes as the survey would, for tests. */
export async function readWith<S extends Structure>(
  format: Format<S>,
  input: Uint8Array | ByteSource,
  name = 'file',
  limits: Partial<Record<LimitName, number>> = {},
): Promise<ReadResult<S>> {
  const anomalies: Anomaly[] = [];
  const parts: Part[] = [];
  const structure = await format.read(input instanceof Uint8Array ? memorySource(name, input) : input, {
    limits: resolveLimits(limits),
    allowance: new Allowance(resolveLimits(limits)),
    signal: undefined,
    name,
    part: (part) => parts.push(part),
    anomaly: (anomaly) => anomalies.push(anomaly),
  });
  const codes = [...new Set(anomalies.map((anomaly) => anomaly.code))];
  return { structure, anomalies, parts, codes, stopped: anomalies.some((anomaly) => anomaly.stops) };
}

export function probeOf(name: string, bytes: Uint8Array): Probe {
  return {
    name,
    size: bytes.length,
    head: bytes.subarray(0, PROBE_HEAD),
    tail: bytes.subarray(Math.max(0, bytes.length - PROBE_TAIL)),
  };
}
