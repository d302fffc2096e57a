import { printable } from '../../core/printable.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { collectReferences } from '../code-reference.ts';
import type { ReadContext } from '../format.ts';
import { withJsonDocument } from '../json-document.ts';
import { type JsonObject, type JsonValue, readJson } from '../json-value.ts';
import { Notes } from '../notes.ts';
import { settingsOf } from './settings.ts';
import { MOST_ARCHITECTURES, MOST_IDS, type ModelConfigStructure, TEXT, VALUES } from './structure.ts';

export async function readModelConfig(source: ByteSource, context: ReadContext): Promise<ModelConfigStructure> {
  const notes = new Notes(context);
  let structure: ModelConfigStructure = { format: 'model-config', references: [], architectures: [], tokenIds: [] };
  await withJsonDocument('model-config', source, context, notes, (bytes) => {
    let end = 0;
    const duplicate = (key: string, offset: number): void => {
      // Label maps and the like repeat harmlessly; what names code must not.
      if (!/^(?:auto_map|_target_|custom_pipelines|class_path|Auto\w+)$/.test(key)) return;
      const message = () => `the key "${printable(key)}" stands twice: readers differ in which they use`;
      notes.note('model-config.duplicate-key', message, { offset });
    };
    const value = readJson(withoutNaN(bytes), { values: VALUES, text: TEXT }, { duplicate, end: (at) => (end = at) });
    structure = interpret(value, context.name, notes);
    return end;
  });
  notes.finish();
  return structure;
}

function interpret(root: JsonValue, name: string, notes: Notes): ModelConfigStructure {
  const over = (): void =>
    notes.note('model-config.limit', () => 'the file names more code than is kept', { stops: true });
  const references = collectReferences(root, name, over);
  const object = root instanceof Map ? (root as JsonObject) : undefined;
  const architectures = object?.get('architectures');
  const modelType = object?.get('model_type');
  return {
    format: 'model-config',
    references,
    architectures: Array.isArray(architectures)
      ? architectures.filter((one) => typeof one === 'string').slice(0, MOST_ARCHITECTURES)
      : [],
    ...(typeof modelType === 'string' ? { modelType } : {}),
    tokenIds: object === undefined ? [] : tokenIdsOf(object).slice(0, MOST_IDS),
    ...(object === undefined || name.toLowerCase() !== 'config.json' ? {} : { settings: settingsOf(object) }),
  };
}

const IDS = /^(?:bos|eos|decoder_start|forced_bos|forced_eos)_token_id$/;
/** Tokens that are never said, each by its number or alone in a list of its own; of pairs, places and the tokens said there. */
const SUPPRESSED = /^(?:(?:begin_)?suppress_tokens|bad_words_ids)$/;
const FORCED = /^forced_decoder_ids$/;

/** A number or a list of them, also in the configuration of the part that handles text. */
function tokenIdsOf(object: JsonObject): { name: string; id: number }[] {
  return [...object].flatMap(([name, value]) => {
    if (/^(?:text_config|llm_config|language_config|decoder)$/.test(name) && value instanceof Map)
      return tokenIdsOf(value as JsonObject);
    if (!IDS.test(name) && !SUPPRESSED.test(name) && !FORCED.test(name)) return [];
    const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
    const all = IDS.test(name) ? items : items.map((item) => alone(item, FORCED.test(name) ? 2 : 1));
    return all.flatMap((id) => (typeof id === 'number' ? [{ name, id }] : []));
  });
}

/** The last number of a list of so many. */
function alone(item: JsonValue, length: number): JsonValue {
  const list = Array.isArray(item) ? (item as readonly JsonValue[]) : [item];
  return list.length === length ? (list.at(-1) ?? null) : length === 1 ? null : item;
}

/** Python writes NaN and Infinity, which no JSON has, and reads them: each becomes a zero of its length. */
function withoutNaN(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!/NaN|Infinity/.test(text)) return bytes;
  const plain = text.replace(/(?<=[[:,\s])-?(?:Infinity|NaN)(?=\s*[,\]}])/g, (word) => '0'.padEnd(word.length));
  return Buffer.from(plain, 'latin1');
}
