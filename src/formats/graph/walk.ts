import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { DEEPEST, MOST_FIELDS, TEXT } from './structure.ts';

type Kind = keyof typeof MESSAGES;
type Seen = (kind: Kind, texts: ReadonlyMap<string, string>) => void;

/**
 * Fields that are followed, by number: messages by their kind, texts by a name. All others are passed over unread, tensors
 * among them. onnx/onnx.proto · tensorflow/core/protobuf/saved_model.proto, framework/graph.proto, function.proto
 */
const MESSAGES = {
  model: { 7: 'graph', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor' },
  function: { 7: 'node' },
  node: { 4: '=operator', 7: '=domain', 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph' },
  tensor: { 13: 'entry' },
  entry: { 1: '=key', 2: '=value' },
  saved: { 2: 'meta' },
  meta: { 2: 'graphdef' },
  graphdef: { 1: 'nodedef', 2: 'library' },
  library: { 1: 'functiondef' },
  functiondef: { 3: 'nodedef' },
  nodedef: { 2: '=operator' },
} as const satisfies Readonly<Record<string, Readonly<Record<number, string>>>>;

const WINDOW = 65_536;
/** A tag and a length, each of at most ten bytes. */
const LONGEST_HEAD = 20;

interface Open {
  readonly kind: Kind;
  readonly end: number;
  readonly texts: Map<string, string>;
}

/** Goes through messages inside messages, and tells of each with texts once it ends. @throws InputError */
export async function walkMessages(
  source: ByteSource,
  root: Kind,
  signal: AbortSignal | undefined,
  seen: Seen,
): Promise<void> {
  const open: Open[] = [{ kind: root, end: source.size, texts: new Map() }];
  let [base, bytes]: [number, Uint8Array] = [0, new Uint8Array(0)];
  let at = 0;
  for (let fields = 0; open.length > 0; ) {
    const inside = open.at(-1);
    if (inside === undefined) return;
    if (at >= inside.end) {
      if (inside.texts.size > 0) seen(inside.kind, inside.texts);
      open.pop();
      continue;
    }
    if (++fields > MOST_FIELDS) throw new InputError('limit', `more than ${MOST_FIELDS} fields`, { offset: at });
    await hold(LONGEST_HEAD);
    const tag = varint(inside.end);
    const [field, wire] = [Math.floor(tag / 8), tag % 8];
    if (wire === 0) varint(inside.end);
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint(inside.end);
      const end = at + length;
      if (end > inside.end)
        throw new InputError('truncated', 'a field is longer than what is around it', { offset: at });
      const means = (MESSAGES[inside.kind] as Readonly<Record<number, string>>)[field];
      if (means?.startsWith('=') === true) await text(inside, means.slice(1), length);
      if (means === undefined || means.startsWith('=')) at = end;
      else if (open.length > DEEPEST) throw new InputError('limit', 'messages lie too deep', { offset: at });
      else open.push({ kind: means as Kind, end, texts: new Map() });
    } else throw new InputError('malformed', `a field has the wire type ${wire}`, { offset: at });
  }

  async function hold(length: number): Promise<void> {
    if (at >= base && at + length <= base + bytes.length) return;
    if (at + length > source.size && at >= base && base + bytes.length >= source.size) return;
    base = at;
    bytes = await source.read(at, WINDOW, signal);
  }

  async function text({ texts }: Open, name: string, length: number): Promise<void> {
    const kept = Math.min(length, TEXT);
    await hold(kept);
    texts.set(name, new TextDecoder().decode(bytes.subarray(at - base, at - base + kept)));
  }

  function varint(end: number): number {
    let value = 0;
    for (let shift = 0; shift < 10; shift++) {
      const byte = at < end ? bytes[at - base] : undefined;
      if (byte === undefined) throw new InputError('truncated', 'a message ends inside a number', { offset: at });
      at++;
      value += (byte & 0x7f) * 2 ** (7 * shift);
      if (byte < 0x80) return value;
    }
    throw new InputError('malformed', 'a number has more than ten bytes', { offset: at });
  }
}
