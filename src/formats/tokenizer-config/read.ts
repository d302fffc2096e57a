import { printable } from '../../core/printable.ts';
import { type ByteSource, memorySource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { withJsonDocument } from '../json-document.ts';
import { type JsonObject, type JsonValue, readJson } from '../json-value.ts';
import { Notes } from '../notes.ts';
import { ADDED, AUTO_MAP, SPECIAL, TEMPLATES, TEXT, type TokenizerConfigStructure, VALUES } from './structure.ts';

/** Reads the fields that say what is loaded, and hands out each chat template as a part of its own. */
export async function readTokenizerConfig(source: ByteSource, context: ReadContext): Promise<TokenizerConfigStructure> {
  const notes = new Notes(context);
  let structure: TokenizerConfigStructure = {
    format: 'tokenizer-config',
    autoMap: [],
    templates: [],
    added: [],
    additional: [],
    special: [],
  };
  await withJsonDocument('tokenizer-config', source, context, notes, (bytes) => {
    let end = 0;
    const duplicate = (key: string, offset: number) => {
      const message = () => `the key "${printable(key)}" stands twice: readers differ in which they use`;
      notes.note('tokenizer-config.duplicate-key', message, { offset });
    };
    const value = readJson(
      bytes,
      { values: VALUES, text: context.limits['json.bytes'] },
      { duplicate, end: (at) => (end = at) },
    );
    if (isObject(value)) structure = interpret(value, source, context, notes);
    else notes.note('tokenizer-config.type', () => 'the file is not a JSON object', { offset: 0, stops: true });
    return end;
  });
  notes.finish();
  return structure;
}

function interpret(
  config: JsonObject,
  source: ByteSource,
  context: ReadContext,
  notes: Notes,
): TokenizerConfigStructure {
  const templates = templatesOf(config.get('chat_template') ?? null, notes);
  for (const [name, template] of templates) {
    const part = name === 'default' ? 'chat_template' : `chat_template:${name}`;
    const bytes = new TextEncoder().encode(template);
    // The text is decoded from JSON, so that it has no place of its own in the file.
    context.part({ role: 'chat-template', name: part, source: memorySource(`${source.id}#${part}`, bytes), offset: 0 });
  }
  return {
    format: 'tokenizer-config',
    ...text('tokenizerClass', config.get('tokenizer_class')),
    ...text('processorClass', config.get('processor_class')),
    autoMap: autoMapOf(config.get('auto_map') ?? null, notes),
    templates: templates.map(([name]) => name.slice(0, TEXT)),
    added: addedOf(config.get('added_tokens_decoder'), notes),
    additional: additionalOf(config),
    special: [...config]
      .flatMap(([key, value]) => {
        const content = contentOf(value);
        return /^[a-z]+_token$/.test(key) && content !== undefined ? [{ name: key, content }] : [];
      })
      .slice(0, SPECIAL),
  };
}

/** A text, or a list of `{name, template}`; some writers make an object of names and texts of it. */
function templatesOf(value: JsonValue, notes: Notes): [string, string][] {
  if (value === null) return [];
  const found: [string, string][] = [];
  const wrong = () =>
    notes.note('tokenizer-config.template', () => '"chat_template" is no template and no list of them');
  if (typeof value === 'string') found.push(['default', value]);
  else if (isObject(value)) {
    for (const [name, template] of value)
      if (typeof template === 'string') found.push([name, template]);
      else wrong();
  } else if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) {
      const [name, template] = isObject(item) ? [item.get('name'), item.get('template')] : [];
      if (typeof name === 'string' && typeof template === 'string') found.push([name, template]);
      else wrong();
    }
  } else wrong();
  const names = found.map(([name]) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    const message = () => `two templates are named "${printable(twice)}": loaders take the last`;
    notes.note('tokenizer-config.duplicate-template', message);
  }
  if (found.length > TEMPLATES) {
    const message = () => `more than ${TEMPLATES} templates; the others are not read`;
    notes.note('tokenizer-config.limit', message, { stops: true });
  }
  return found.slice(0, TEMPLATES);
}

/** `auto_map` names a class, or a slow and a fast one, either of which may be null. */
function autoMapOf(value: JsonValue, notes: Notes): TokenizerConfigStructure['autoMap'] {
  if (!isObject(value)) return [];
  const entries = [...value].flatMap(([key, target]) => {
    const targets = Array.isArray(target) ? (target as readonly JsonValue[]) : [target];
    return targets.flatMap((one) =>
      typeof one === 'string' ? [{ key: key.slice(0, TEXT), target: one.slice(0, TEXT) }] : [],
    );
  });
  if (entries.length > AUTO_MAP) {
    notes.note('tokenizer-config.limit', () => `more than ${AUTO_MAP} entries of auto_map`, { stops: true });
  }
  return entries.slice(0, AUTO_MAP);
}

function text<K extends string>(key: K, value: JsonValue | undefined): Partial<Record<K, string>> {
  const content = contentOf(value);
  return content === undefined ? {} : ({ [key]: content } as Record<K, string>);
}

/** A list of tokens, or an object of names and tokens. */
function additionalOf(config: JsonObject): string[] {
  return ['additional_special_tokens', 'extra_special_tokens'].flatMap((key) => {
    const value = config.get(key);
    const all = Array.isArray(value) ? (value as readonly JsonValue[]) : isObject(value) ? [...value.values()] : [];
    return all
      .slice(0, ADDED)
      .map(contentOf)
      .filter((content) => content !== undefined);
  });
}

/** A token is a text, or an object that holds it as `content`. */
function contentOf(value: JsonValue | undefined): string | undefined {
  const content = isObject(value) ? value.get('content') : value;
  return typeof content === 'string' ? content.slice(0, TEXT) : undefined;
}

function addedOf(value: JsonValue | undefined, notes: Notes): TokenizerConfigStructure['added'] {
  if (!isObject(value)) return [];
  if (value.size > ADDED) {
    notes.note('tokenizer-config.limit', () => `more than ${ADDED} added tokens`, { stops: true });
  }
  return [...value].slice(0, ADDED).flatMap(([id, token]) => {
    const content = contentOf(token);
    return /^\d{1,9}$/.test(id) && content !== undefined ? [{ id: Number(id), content }] : [];
  });
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}
