import { MODULE, type Reading } from './reading.ts';
import { isSecretName } from './sensitive.ts';
import type { SyntaxNode } from './tree.ts';
import { pathTo, taints, textOf, UNKNOWN, unknown, type Value, wholeText } from './value.ts';

/** Names of the built-in module that this reader follows. */
const BUILTINS = new Set(
  (
    'eval exec execfile compile open file __import__ getattr setattr delattr globals locals vars dir input raw_input breakpoint chr unichr ord bytes bytearray str int list tuple dict set map filter reversed sorted zip enumerate range iter next type ' +
    'isinstance issubclass hasattr callable print repr memoryview object super reduce reload exit quit help get_ipython __builtins__ __loader__ __spec__ any all sum len'
  ).split(' '),
);
export const isBuiltin = (name: string): boolean => BUILTINS.has(name);

/** Modules of which an attribute that is not known is worth a word. */
const WATCHED = new Set([
  'os',
  'subprocess',
  'builtins',
  '__builtins__',
  'sys.modules',
  'importlib',
  'ctypes',
  'pickle',
  'posix',
  'socket',
  'pty',
]);
export const isWatchedModule = (path: string): boolean => WATCHED.has(path);

/** `object.name` */
export function attributeOf(reading: Reading, object: Value, name: string, node: SyntaxNode, indirect = false): Value {
  if (object.kind === 'path') {
    if (name === '__dict__' || name === '__getattribute__' || name === '__getitem__')
      return name === '__dict__' ? { ...object, indirect: true } : pathTo(`${object.path}.${name}`, true);
    const path = `${object.path}.${name}`;
    if (path === 'os.environ') return pathTo(path, indirect || object.indirect, ['environment']);
    const others = object.others?.map((other) => `${other}.${name}`);
    const value = reading.attributes.get(path);
    if (value !== undefined) return value;
    return {
      kind: 'path',
      path,
      indirect: indirect || object.indirect,
      from: object.from,
      ...(others === undefined ? {} : { others }),
      ...(object.text === undefined ? {} : { text: object.text }),
    };
  }
  const owner = object.kind === 'class' ? object.name : ownerOf(reading, reading.slice(node));
  if (owner !== undefined) {
    const found = methodOf(reading, owner, name) ?? reading.attributes.get(`${owner}.${name}`);
    if (found !== undefined) return found;
  }
  if (/^(?:__globals__|__builtins__)$/.test(name)) return pathTo('globals()', true);
  if (name === '__subclasses__' && /__class__|__bases?__|__mro__|^object$/.test(reading.slice(node))) {
    reading.effect('evaluate', `…${name}`, node, {
      indirect: true,
      text: 'a walk over the classes of the interpreter',
    });
  }
  return unknown(object.from);
}

const ownerOf = (reading: Reading, written: string): string | undefined =>
  written === 'self' || written === 'cls' ? reading.within : undefined;

/** A method of a class of this file, or of its bases. */
export function methodOf(reading: Reading, owner: string, name: string, depth = 0): Value | undefined {
  const own = reading.methods.get(`${owner}.${name}`);
  if (own !== undefined || depth > 16) return own;
  for (const base of reading.bases.get(owner) ?? []) {
    const found = methodOf(reading, base, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `object[index]` */
export function itemOf(reading: Reading, object: Value, index: Value, node: SyntaxNode): Value {
  const key = wholeText(index);
  if (object.kind === 'path') {
    if (object.path === 'globals()' || object.path === 'locals()') {
      if (key === undefined) return unknown(taints([object, index]));
      if (key === '__builtins__') return pathTo('builtins', true);
      const found = reading.module.find(key);
      if (found !== undefined) return found.kind === 'path' ? { ...found, indirect: true } : found;
      return isBuiltin(key) ? pathTo(key, true) : UNKNOWN;
    }
    if (object.path === '__builtins__' && key !== undefined) return pathTo(`builtins.${key}`, true);
    if (object.path === 'sys.modules' && key !== undefined) return pathTo(key, true);
    if (object.path === 'os.environ') return environment(reading, key, node);
    if (key !== undefined && object.indirect) return pathTo(`${object.path}.${key}`, true);
    if (key === undefined && object.indirect && isWatchedModule(object.path)) {
      reading.effect('import-computed', `${object.path}[…]`, node, { indirect: true, from: index.from });
      return unknown(taints([object, index]));
    }
    return { ...pathTo(`${object.path}[]`, object.indirect, object.from) };
  }
  if (object.kind === 'dict') {
    const at = key ?? (index.kind === 'number' ? String(index.value) : undefined);
    return (at === undefined ? undefined : object.entries.get(at)) ?? unknown(object.from);
  }
  if (index.kind === 'number' && object.kind === 'list') return object.items.at(index.value) ?? unknown(object.from);
  if (index.kind === 'number' && object.kind === 'text') {
    const letter = object.text.at(index.value);
    return letter === undefined ? UNKNOWN : textOf(letter, [...new Set([...object.from, 'decoded' as const])]);
  }
  return unknown(taints([object, index]));
}

/** One variable of the environment: those that hold secrets are told. */
export function environment(reading: Reading, name: string | undefined, node: SyntaxNode): Value {
  if (name === undefined) return unknown(['environment']);
  if (!isSecretName(name)) return unknown([]);
  reading.effect('credential', 'os.environ', node, { text: name });
  return unknown(['credential']);
}

/** True where the value is something of an imported module, and not of an object that a call made. */
export function isModuleAttribute(path: string): boolean {
  return path !== MODULE && !path.includes('(') && !path.includes('[') && !path.startsWith('.');
}
