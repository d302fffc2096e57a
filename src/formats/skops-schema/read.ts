import { printable } from '../../core/printable.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { withJsonDocument } from '../json-document.ts';
import { type JsonObject, type JsonValue, readJson } from '../json-value.ts';
import { Notes } from '../notes.ts';
import { MOST_NODES, type SkopsNode, type SkopsSchemaStructure } from './structure.ts';

const VALUES = 1_000_000;
const TEXT = 4096;
/** An estimator in a pipeline in a search is three levels; each takes six of JSON. */
const DEPTH = 400;
const PATH = 400;

interface Walk {
  readonly nodes: Map<string, { -readonly [K in keyof SkopsNode]: SkopsNode[K] }>;
  count: number;
  cut: boolean;
}

export async function readSkopsSchema(source: ByteSource, context: ReadContext): Promise<SkopsSchemaStructure> {
  const notes = new Notes(context);
  const walk: Walk = { nodes: new Map(), count: 0, cut: false };
  const parsed: { root: JsonValue } = { root: null };
  await withJsonDocument('skops-schema', source, context, notes, (bytes) => {
    let end = 0;
    const duplicate = (key: string, offset: number) => {
      const message = () => `the key "${printable(key, 80)}" stands twice: readers differ in which they use`;
      notes.note('skops-schema.duplicate-key', message, { offset });
    };
    const bounds = { values: VALUES, text: TEXT, depth: DEPTH };
    parsed.root = readJson(bytes, bounds, { duplicate, end: (at) => (end = at) });
    return end;
  });
  const { root } = parsed;
  collect(root, '', walk);
  if (walk.cut) notes.note('skops-schema.limit', () => `more than ${MOST_NODES} different types`, { stops: true });
  notes.finish();
  const top = isObject(root) ? root : undefined;
  const [protocol, version] = [top?.get('protocol'), top?.get('_skops_version')];
  return {
    format: 'skops-schema',
    ...(typeof protocol === 'number' ? { protocol } : {}),
    ...(typeof version === 'string' ? { version: version.slice(0, 40) } : {}),
    nodes: [...walk.nodes.values()],
    nodeCount: walk.count,
  };
}

/** Every object with a loader is a node, wherever it stands: loaders differ in the keys under which they look. */
function collect(value: JsonValue, path: string, walk: Walk): void {
  if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly JsonValue[]).entries()) collect(item, `${path}[${i}]`, walk);
    return;
  }
  if (!isObject(value)) return;
  if (value.has('__loader__')) keep(value, path, walk);
  for (const [key, inner] of value) collect(inner, path.length < PATH ? `${path}.${key.slice(0, 80)}` : path, walk);
}

function keep(node: JsonObject, path: string, walk: Walk): void {
  walk.count++;
  const [module, name, loader] = ['__module__', '__class__', '__loader__'].map((key) => textOf(node.get(key)));
  const method = loader === 'MethodNode' ? methodOf(node) : undefined;
  const key = [module, name, loader, method?.name, method?.owner].join('\0');
  const seen = walk.nodes.get(key);
  if (seen !== undefined) seen.count++;
  else if (walk.nodes.size >= MOST_NODES) walk.cut = true;
  else
    walk.nodes.set(key, {
      module: module ?? '',
      class: name ?? '',
      loader: loader ?? '',
      ...(method === undefined ? {} : { method }),
      count: 1,
      path: path === '' ? '.' : path.slice(0, PATH),
    });
}

function methodOf(node: JsonObject): { name: string; owner: string } {
  const content = node.get('content');
  const object = isObject(content) ? content.get('obj') : undefined;
  const owner = isObject(object) ? `${textOf(object.get('__module__'))}.${textOf(object.get('__class__'))}` : '';
  return { name: textOf(isObject(content) ? content.get('func') : undefined), owner };
}

/** What is no string is shown as JSON's word for it: skops would fail on it. */
function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : `(${typeof value})`;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}
