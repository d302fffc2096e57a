import { Buffer } from 'node:buffer';
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import type { ByteSource } from '../../sources/byte-source.ts';
import { type CodeReference, collectReferences } from '../code-reference.ts';
import type { ReadContext } from '../format.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { Notes } from '../notes.ts';
import { type Requirement, readRequirement } from '../requirement.ts';
import { commandsIn } from '../script-commands.ts';
import { ginReferences } from './gin.ts';
import { mlflowReferences } from './mlflow.ts';
import { type ConfigCodeStructure, MOST_REQUIREMENTS, MOST_TAGS, type YamlTag } from './structure.ts';

/** HyperPyYAML: https://github.com/speechbrain/HyperPyYAML */
const HYPER = /^!(new|name|apply|module|applyref):(.+)$/;
/** Tags of plain data and of files of the same folder. */
const PLAIN =
  /^(?:tag:yaml\.org,2002:(?:str|int|float|bool|null|seq|map|set|omap|binary|timestamp|merge|pairs)|!|!ref|!copy|!tuple|!PLACEHOLDER|!include\S*|!join|!env)$/;

const GIN = /\.gin$/i;

/** @throws InputError where the bytes cannot be had */
export async function readConfigCode(source: ByteSource, context: ReadContext): Promise<ConfigCodeStructure> {
  const notes = new Notes(context);
  const most = context.limits['config.bytes'];
  const bytes = await source.read(0, Math.min(source.size, most), context.signal);
  if (source.size > most) await noteRest(source, context, notes, most);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const gathered: Gathered = {
    tags: [],
    references: [],
    text,
    ascii: text.length === bytes.length,
    lines: new LineCounter(),
    left: context.limits['config.values'],
  };
  if (GIN.test(context.name)) {
    notes.finish();
    const { commands } = commandsIn(text);
    return {
      format: 'config-code',
      flavour: 'gin',
      references: ginReferences(text),
      tags: [],
      requirements: [],
      commands,
    };
  }
  const requirements: Requirement[] = [];
  let flavour: string | undefined;
  for (const document of documents(text, gathered, notes)) {
    const root = plain(document.contents, gathered, notes, 0);
    const size = expandedSize(document.contents, new Map(), 0);
    if (size > EXPANDED) {
      const message = () =>
        `aliases make ${size > 1e15 ? 'more than 10^15' : size.toLocaleString('en-US')} values of it`;
      notes.note('config-code.expansion', message);
    }
    const over = (): void =>
      notes.note('config-code.limit', () => 'the file names more code than is kept', { stops: true });
    gathered.references.push(...collectReferences(root, context.name, over));
    if (context.name === 'MLmodel' || isMlmodel(root)) {
      flavour = 'mlmodel';
      gathered.references.push(...mlflowReferences(root));
    }
    const conda = condaRequirements(root);
    if (conda === undefined) continue;
    flavour ??= 'conda-environment';
    requirements.push(...conda.slice(0, MOST_REQUIREMENTS - requirements.length));
  }
  notes.finish();
  const { tags, references } = gathered;
  const { commands } = commandsIn(text);
  return {
    format: 'config-code',
    ...(flavour === undefined ? {} : { flavour }),
    references,
    tags,
    requirements,
    commands,
  };
}

/** What a reader looks for that names code, as bytes of a file too long to parse. */
const MARKS = /!<?[\w:.,%]*python\/|_target_|class_path|loader_module|!(?:apply|new|name|module):|%TAG/;

/** Past the limit the text is only searched: a long table is no reason for a warning, a hidden call is. */
async function noteRest(source: ByteSource, context: ReadContext, notes: Notes, most: number): Promise<void> {
  const length = Math.min(source.size, context.limits['text.bytes']) - most;
  const rest = await source.read(most, Math.max(0, length), context.signal);
  const found = MARKS.exec(Buffer.from(rest.buffer, rest.byteOffset, rest.length).toString('latin1'));
  const message = () =>
    `the file is longer than ${most} bytes (config.bytes)${found === null ? '' : `, and what follows names code: ${found[0]}`}`;
  notes.note(found === null ? 'config-code.long' : 'config-code.limit', message, { offset: most, stops: true });
}

interface Gathered {
  readonly tags: YamlTag[];
  readonly references: CodeReference[];
  readonly text: string;
  readonly ascii: boolean;
  readonly lines: LineCounter;
  /** Values that may still be kept: aliases multiply (CWE-776). */
  left: number;
}

/** The documents of a stream. YAML that the parser refuses is noted; what it could read is kept. */
function documents(text: string, { lines }: Gathered, notes: Notes): readonly Document[] {
  try {
    const found = parseAllDocuments(text, {
      logLevel: 'silent',
      strict: false,
      uniqueKeys: false,
      lineCounter: lines,
      merge: false,
    });
    const all: readonly Document[] = Array.isArray(found) ? found : [];
    for (const { errors } of all) {
      const [first] = errors;
      if (first === undefined) continue;
      const message = () =>
        `the file is not YAML as its specification has it: ${first.message.split('\n')[0]?.slice(0, 160) ?? ''}`;
      notes.note('config-code.syntax', message, { offset: first.pos[0] });
    }
    return all;
  } catch (error) {
    // Collections inside collections, deeper than the parser's own stack (CWE-674).
    if (!(error instanceof RangeError)) throw error;
    notes.note('config-code.limit', () => 'collections are nested deeper than can be read', { stops: true });
    return [];
  }
}

/** Values that a file of configuration has by far not, once every alias stands for what it names (CWE-776). */
const EXPANDED = 10_000_000;

/** How many values a node stands for, with every alias in its place. */
function expandedSize(node: unknown, anchors: Map<string, number>, depth: number): number {
  if (depth > DEEPEST) return 1;
  if (isAlias(node)) return anchors.get(node.source) ?? 1;
  let size = 1;
  if (isSeq(node)) for (const item of node.items) size += expandedSize(item, anchors, depth + 1);
  else if (isMap(node))
    for (const item of node.items)
      if (isPair(item))
        size += expandedSize(item.key, anchors, depth + 1) + expandedSize(item.value, anchors, depth + 1);
  if ((isCollection(node) || isScalar(node)) && node.anchor !== undefined) anchors.set(node.anchor, size);
  return size;
}

const DEEPEST = 100;

/** The value of a node as plain data, and the tags met on the way. An alias is a name for what was read already. */
function plain(node: unknown, gathered: Gathered, notes: Notes, depth: number): JsonValue {
  if (isSpent(gathered, notes)) return null;
  gathered.left--;
  if (depth > DEEPEST) {
    notes.note('config-code.limit', () => `values lie more than ${DEEPEST} deep`, { stops: true });
    return null;
  }
  if (isAlias(node)) return null;
  if (isCollection(node) || isScalar(node)) noteTag(node, gathered);
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    return value === null || value === undefined ? null : String(value).slice(0, 1000);
  }
  if (isSeq(node)) {
    const items: JsonValue[] = [];
    for (const item of node.items) {
      if (isSpent(gathered, notes)) break;
      items.push(plain(item, gathered, notes, depth + 1));
    }
    return items;
  }
  if (!isMap(node)) return null;
  const entries = new Map<string, JsonValue>();
  for (const item of node.items) {
    if (isSpent(gathered, notes)) break;
    if (!isPair(item)) continue;
    const key = plain(item.key, gathered, notes, depth + 1);
    const name = typeof key === 'object' ? `(key ${entries.size})` : String(key);
    entries.set(name, plain(item.value, gathered, notes, depth + 1));
  }
  return entries;
}

function isSpent({ left }: Gathered, notes: Notes): boolean {
  if (left > 0) return false;
  notes.note('config-code.limit', () => 'the file has more values than are read (config.values)', { stops: true });
  return true;
}

function noteTag(
  node: { tag?: string | undefined; range?: readonly number[] | null | undefined },
  gathered: Gathered,
): void {
  const { tag } = node;
  if (tag === undefined || PLAIN.test(tag)) return;
  const [from = 0, to = from] = node.range ?? [];
  const value = gathered.text.slice(from, Math.min(to, from + 200)).trim();
  const hyper = HYPER.exec(tag);
  if (hyper?.[2] !== undefined) {
    if (gathered.references.length < MOST_TAGS)
      gathered.references.push({
        kind: 'target',
        key: `!${hyper[1] ?? ''}`,
        value: hyper[2].slice(0, 500),
        arguments: value,
      });
    return;
  }
  if (gathered.tags.length < MOST_TAGS)
    gathered.tags.push({
      tag: tag.slice(0, 500),
      value,
      offset: gathered.ascii ? from : Buffer.byteLength(gathered.text.slice(0, from)),
      line: gathered.lines.linePos(from).line,
    });
}

const isMlmodel = (root: JsonValue): boolean => {
  const flavors = root instanceof Map ? (root as JsonObject).get('flavors') : undefined;
  return flavors instanceof Map && (root as JsonObject).has('model_uuid');
};

/** `dependencies` of a conda environment: names, and the list of its pip. */
function condaRequirements(root: JsonValue): readonly Requirement[] | undefined {
  if (!(root instanceof Map)) return undefined;
  const object = root as JsonObject;
  const [dependencies, channels] = [object.get('dependencies'), object.get('channels')];
  if (!Array.isArray(dependencies)) return undefined;
  const found: Requirement[] = [];
  const base = { hashed: false, line: 1 } as const;
  for (const channel of Array.isArray(channels) ? channels : [])
    if (typeof channel === 'string' && /^\w+:\/\//.test(channel))
      found.push({ ...base, kind: 'channel', text: channel.slice(0, 500), target: channel.slice(0, 500) });
  for (const dependency of dependencies as readonly JsonValue[]) {
    const pip = dependency instanceof Map ? (dependency as JsonObject).get('pip') : undefined;
    for (const line of Array.isArray(pip) ? pip : [dependency]) {
      const one = typeof line === 'string' ? readRequirement(line, 1) : undefined;
      if (one !== undefined && found.length < MOST_REQUIREMENTS) found.push(one);
    }
  }
  return found;
}
