import { type Format, type Match, PROBE_HEAD, PROBE_TAIL, type Probe, type Role } from '../formats/format.ts';
import { FORMATS } from '../formats/registry.gen.ts';
import type { ByteSource } from '../sources/byte-source.ts';

export interface Recognised {
  readonly format: Format;
  readonly match: Match;
}

const RANK: Readonly<Record<Match, number>> = { magic: 0, structure: 1, end: 2, name: 3, guess: 4 };

/**
 * Every format that knows this content, strongest first. An end or a name decides only where nothing stronger does,
 * as it does for a loader; two formats in one file are a polyglot and both are read.
 */
export async function recognise(
  source: ByteSource,
  name: string,
  role: Role | 'file',
  signal?: AbortSignal,
): Promise<Recognised[]> {
  const found = await probeOf(source, name, signal);
  const probe = role === 'file' ? found : { ...found, role };
  const matches: Recognised[] = [];
  const guesses: Recognised[] = [];
  for (const format of FORMATS) {
    const match = format.identify(probe);
    if (match !== undefined) (match === 'guess' ? guesses : matches).push({ format, match });
  }
  matches.sort((a, b) => RANK[a.match] - RANK[b.match]);
  const byContent = matches.filter(({ match }) => match === 'magic' || match === 'structure');
  if (byContent.length === 0) return [...matches.slice(0, 1), ...guesses];
  const last = byContent.every(({ format }) => format.mayPrecede === true)
    ? matches.filter(({ match }) => match === 'end')
    : [];
  return [...byContent, ...last.slice(0, 1), ...guesses];
}

async function probeOf(source: ByteSource, name: string, signal?: AbortSignal): Promise<Probe> {
  const { size } = source;
  if (size <= PROBE_TAIL) {
    const whole = await source.read(0, size, signal);
    return { name, size, head: whole.subarray(0, PROBE_HEAD), tail: whole };
  }
  // The end first: what was decompressed to its end is then still at hand, and readers begin at the front.
  const reads = [source.read(size - PROBE_TAIL, PROBE_TAIL, signal), source.read(0, PROBE_HEAD, signal)] as const;
  const [tail, head] = await Promise.all(reads);
  return { name, size, head, tail };
}
