import { printable } from '../../core/printable.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { withJsonDocument } from '../json-document.ts';
import { type JsonObject, type JsonValue, readJson } from '../json-value.ts';
import { Notes } from '../notes.ts';
import { oddPath } from '../text-checks.ts';
import { type AdapterConfigStructure, NAMES, OTHERS, TEXT, VALUES } from './structure.ts';

type Draft = { -readonly [K in keyof AdapterConfigStructure]: AdapterConfigStructure[K] };

const KNOWN: ReadonlySet<string> = new Set([
  'base_model_name_or_path',
  'revision',
  'peft_type',
  'task_type',
  'target_modules',
  'modules_to_save',
  'r',
  'lora_alpha',
  'auto_mapping',
]);

export async function readAdapterConfig(source: ByteSource, context: ReadContext): Promise<AdapterConfigStructure> {
  const notes = new Notes(context);
  let structure: AdapterConfigStructure = { format: 'adapter-config', others: [] };
  await withJsonDocument('adapter-config', source, context, notes, (bytes) => {
    let end = 0;
    const duplicate = (key: string, offset: number) => {
      const message = () => `the key "${printable(key)}" stands twice: readers differ in which they use`;
      notes.note('adapter-config.duplicate-key', message, { offset });
    };
    const value = readJson(bytes, { values: VALUES, text: TEXT }, { duplicate, end: (at) => (end = at) });
    if (isObject(value)) structure = interpret(value, notes);
    else notes.note('adapter-config.type', () => 'the file is not a JSON object', { offset: 0, stops: true });
    return end;
  });
  notes.finish();
  return structure;
}

/** The fields of PEFT's `PeftConfig` and `LoraConfig` that say what is loaded and where it acts. */
function interpret(config: JsonObject, notes: Notes): AdapterConfigStructure {
  const draft: Draft = { format: 'adapter-config', others: others(config, notes) };
  const wrong = (key: string, wanted: string) => {
    notes.note('adapter-config.type', () => `"${key}" is a JSON ${kindOf(config.get(key))}, not ${wanted}`);
  };
  const text = (key: string): string | undefined => {
    const value = config.get(key) ?? undefined;
    if (typeof value === 'string') return value;
    if (value !== undefined) wrong(key, 'a string');
    return undefined;
  };
  const number = (key: string): number | undefined => {
    const value = config.get(key) ?? undefined;
    if (typeof value === 'number') return value;
    if (value !== undefined) wrong(key, 'a number');
    return undefined;
  };
  const names = (key: string): readonly string[] | undefined => {
    const value = config.get(key) ?? undefined;
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) {
      wrong(key, 'a list of names');
      return undefined;
    }
    const found = value.filter((item) => typeof item === 'string');
    if (found.length < value.length) notes.note('adapter-config.type', () => `"${key}" holds other things than names`);
    if (found.length > NAMES) {
      notes.note('adapter-config.limit', () => `"${key}" holds more than ${NAMES} names`, { stops: true });
    }
    return found.slice(0, NAMES);
  };

  set(draft, 'base', text('base_model_name_or_path'));
  set(draft, 'revision', text('revision'));
  set(draft, 'peftType', text('peft_type'));
  set(draft, 'taskType', text('task_type'));
  const pattern = config.get('target_modules');
  set(draft, 'targetModules', typeof pattern === 'string' ? pattern : names('target_modules'));
  set(draft, 'modulesToSave', names('modules_to_save'));
  set(draft, 'rank', number('r'));
  set(draft, 'alpha', number('lora_alpha'));
  set(draft, 'autoMapping', autoMapping(config, wrong));
  checkBase(draft.base, notes);
  return draft;
}

function autoMapping(config: JsonObject, wrong: (key: string, wanted: string) => void) {
  const value = config.get('auto_mapping') ?? undefined;
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    wrong('auto_mapping', 'an object');
    return undefined;
  }
  const [baseModelClass, parentLibrary] = [value.get('base_model_class'), value.get('parent_library')];
  return {
    ...(typeof baseModelClass === 'string' ? { baseModelClass } : {}),
    ...(typeof parentLibrary === 'string' ? { parentLibrary } : {}),
  };
}

/** A hub repository is `name` or `owner/name`; anything else the loader takes as a path on its own machine. */
function checkBase(base: string | undefined, notes: Notes): void {
  if (base === undefined || base === '') {
    notes.note('adapter-config.base-missing', () => 'no base model is named: the adapter cannot be traced to one');
    return;
  }
  const shown = () => `the base model "${printable(base)}"`;
  if (printable(base, base.length + 1) !== base) {
    notes.note('adapter-config.base-text', () => `${shown()} holds control, invisible or text-reordering characters`);
  }
  const odd = oddPath(base);
  if (odd === 'be a URL') notes.note('adapter-config.base-url', () => `${shown()} is a URL`);
  else if (odd !== undefined || !/^[\w.-]+(?:\/[\w.-]+)?$/.test(base)) {
    const message = () => `${shown()} is a path on the machine that loads it, not a hub repository`;
    notes.note('adapter-config.base-path', message);
  }
}

function others(config: JsonObject, notes: Notes): AdapterConfigStructure['others'] {
  const found = [...config].filter(([key]) => !KNOWN.has(key));
  if (found.length > OTHERS) {
    notes.note('adapter-config.limit', () => `more than ${OTHERS} unknown fields`, { stops: true });
  }
  return found.slice(0, OTHERS).map(([key, value]) => {
    const scalar = value === null || typeof value !== 'object';
    return { key, kind: kindOf(value), text: scalar ? String(value) : '' };
  });
}

function kindOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function isObject(value: JsonValue): value is JsonObject {
  return value instanceof Map;
}

/** Leaves the field out where there is no value. */
function set<K extends keyof Draft>(draft: Draft, key: K, value: Draft[K] | undefined): void {
  if (value !== undefined) draft[key] = value;
}
