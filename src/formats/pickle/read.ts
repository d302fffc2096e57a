import type { ByteSource } from '../../sources/byte-source.ts';
import { rangeSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { type Candidate, candidate, decodeCandidate } from '../embedded.ts';
import { startsPickle } from './identify.ts';
import { PlainComparison } from './plainly.ts';
import { Reader } from './reader.ts';
import type { PickleStream, PickleStructure } from './structure.ts';
import { isTorchLegacy, TORCH_LEGACY_STREAMS } from './torch-legacy.ts';
import { findLater } from './trailing.ts';

const KEPT_STREAMS = 1000;
/** Python's own pickler gives up at some thousand levels, as it calls itself for each (CWE-674). */
const DEEPEST = 20_000;
/** Bytes of padding that are read at once. */
const PADDING_CHUNK = 1024 * 1024;
/** Repeats of one anomaly that are kept. */
const KEPT_ANOMALIES = 8;

export async function readPickle(source: ByteSource, context: ReadContext): Promise<PickleStructure> {
  const candidates: Candidate[] = [];
  const anomalies = new Map<string, number>();
  const anomaly = (code: string, message: string, offset: number, length?: number): void => {
    const count = (anomalies.get(code) ?? 0) + 1;
    anomalies.set(code, count);
    if (count > KEPT_ANOMALIES) return;
    context.anomaly({ code, message, offset, ...(length === undefined ? {} : { length }), stops: false });
  };
  const watcher = {
    anomaly,
    constant: (at: number, length: number, isBytes: boolean, bytes: Uint8Array, i: number) => {
      const found = candidate(at, length, isBytes, bytes, i);
      if (found === undefined) return;
      if (candidates.length < context.limits['parts.count']) candidates.push(found);
      else if (candidates.length === context.limits['parts.count']) {
        candidates.push(found);
        context.anomaly({
          code: 'survey.parts.count',
          message: 'more constants that may be files than parts.count',
          offset: at,
          stops: true,
        });
      }
    },
  };
  const reader = new Reader(source, context, watcher, { joblib: true });
  const legacy = isTorchLegacy(await source.read(0, 32, context.signal));
  const { streams, count } = await readStreams(source, context, reader, legacy);
  for (const found of candidates) {
    const part = await decodeCandidate(source, found);
    if (part !== undefined) context.part(part);
  }
  const { machine, machines } = reader;
  const deepest = Math.max(...machines.map(({ tuples }) => tuples.deepest));
  if (deepest > DEEPEST)
    anomaly(
      'pickle.depth',
      `tuples lie ${deepest} deep in each other: comparing, copying or printing them overflows the stack`,
      0,
    );
  return {
    format: 'pickle',
    acts: machine.callables.list.length > 0,
    ...(legacy ? { flavour: 'torch-legacy' as const } : {}),
    streams,
    streamCount: count,
    opcodes: machines.reduce((sum, one) => sum + one.opcodes, 0),
    arrayBytes: reader.skipped,
    callables: machine.callables.summaries(),
    callablesCut: machine.callables.cut,
    storages: machines.flatMap(({ invocations }) => invocations.storages.list()),
    persistentIds: machines.reduce((sum, one) => sum + one.persistentIds, 0),
    opaqueKeys: machines.some(({ watched }) => watched.opaqueKeys),
    watched: machines
      .flatMap(({ watched }) => [...watched.items.values()])
      .map(({ key, text, count: times }) => ({
        key,
        count: times,
        ...(text === undefined ? {} : { text }),
      })),
    dunders: [
      ...new Map(machines.flatMap(({ dunders }) => dunders.names().map((name) => [name.text, name] as const))).values(),
    ],
  };
}

/** Reads stream after stream: what was seen before a break stands, and what follows a STOP is read too. */
async function readStreams(
  source: ByteSource,
  context: ReadContext,
  reader: Reader,
  legacy: boolean,
): Promise<{ streams: PickleStream[]; count: number }> {
  const streams: PickleStream[] = [];
  const plainly = new PlainComparison(source, context);
  let count = 0;
  for (let at = 0; ; ) {
    const { stream, error } = await reader.stream(at);
    if (reader.first?.ambiguous === true) await plainly.compare(at, reader.first, reader.machine.callables.list);
    count++;
    if (streams.length < KEPT_STREAMS) streams.push(stream);
    at = reader.machine.position;
    if (error !== undefined) {
      context.anomaly({
        code: `pickle.${stream.end}`,
        message: `${error.message} (pickle ${count} of the file)`,
        offset: at,
        stops: true,
      });
      await emitLater(source, context, at + 1);
      return { streams, count };
    }
    if (at >= source.size) return { streams, count };
    if (legacy && count === TORCH_LEGACY_STREAMS) {
      await behindStorages(source, context, at);
      return { streams, count };
    }
    if (count >= context.limits['pickle.streams']) {
      context.anomaly({
        code: 'pickle.streams',
        message: `more than ${count} pickles in one file (pickle.streams)`,
        offset: at,
        stops: true,
      });
      return { streams, count };
    }
    const head = await source.read(at, 4096, context.signal);
    if (!beginsStream(head, source.size - at)) {
      await trailing(source, context, at, head);
      return { streams, count };
    }
  }
}

function beginsStream(head: Uint8Array, size: number): boolean {
  return (head[0] === 0x80 && (head[1] ?? 255) <= 5) || startsPickle(head, size);
}

/** Bytes after a STOP that begin no pickle: noted, handed on as a part, and searched for a pickle further on. */
async function trailing(source: ByteSource, context: ReadContext, at: number, head: Uint8Array): Promise<void> {
  const length = source.size - at;
  const begins = await behindPadding(source, context, at, head);
  const padding = begins >= source.size;
  context.anomaly({
    code: padding ? 'pickle.padding' : 'pickle.trailing',
    message: padding ? 'padding after the last pickle' : 'bytes after the last pickle that are no pickle',
    offset: at,
    length,
    stops: false,
  });
  // What hides there is known by its first bytes, which padding would keep from sight.
  const from = padding ? at : begins;
  context.part({
    role: 'tail',
    name: `tail@${from}`,
    source: rangeSource(source, from, source.size - from),
    offset: from,
  });
  await emitLater(source, context, at + 1);
}

/** Where a run of one padding byte ends: zeros, line ends or spaces. Looks at `pickle.searched` bytes at most. */
async function behindPadding(source: ByteSource, context: ReadContext, at: number, head: Uint8Array): Promise<number> {
  const [fill] = head;
  if (fill !== 0 && fill !== 0x0a && fill !== 0x20) return at;
  const end = Math.min(source.size, at + context.limits['pickle.searched']);
  let bytes = head;
  for (let base = at; base < end; ) {
    const other = bytes.findIndex((byte) => byte !== fill);
    if (other >= 0) return base + other;
    base += bytes.length;
    bytes = await source.read(base, PADDING_CHUNK, context.signal);
    if (bytes.length === 0) break;
  }
  return source.size;
}

/** The storages of a legacy torch file are numbers: what looks like a pickle among them counts where it acts. */
async function behindStorages(source: ByteSource, context: ReadContext, from: number): Promise<void> {
  const { at } = await findLater(source, from, context);
  if (at === undefined) return;
  context.part({
    role: 'storage',
    name: `pickle@${at}`,
    source: rangeSource(source, at, source.size - at),
    offset: at,
  });
}

async function emitLater(source: ByteSource, context: ReadContext, from: number): Promise<void> {
  const { at, unsearched } = await findLater(source, from, context);
  if (unsearched !== undefined) {
    const message = 'the bytes after the last pickle are too many to search for a further one (pickle.searched)';
    context.anomaly({ code: 'pickle.unsearched', message, offset: unsearched, stops: true });
  }
  if (at === undefined) return;
  const message = 'a further pickle among bytes that no plain loader reads';
  context.anomaly({ code: 'pickle.later', message, offset: at, stops: false });
  context.part({ role: 'tail', name: `pickle@${at}`, source: rangeSource(source, at, source.size - at), offset: at });
}
