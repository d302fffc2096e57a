import { attributeOf, environment, isWatchedModule } from './attributes.ts';
import { openCall } from './files.ts';
import type { Reading } from './reading.ts';
import { replaced, setVariable } from './statements.ts';
import type { SyntaxNode } from './tree.ts';
import { pathTo, taints, UNKNOWN, unknown, type Value, wholeText } from './value.ts';

export interface Arguments {
  readonly given: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly all: readonly Value[];
}

type Special = (reading: Reading, inputs: Arguments, node: SyntaxNode, indirect: boolean) => Value;

const importNamed: Special = (reading, { given, named }, node) => {
  const value = given[0] ?? named.get('name');
  const name = wholeText(value);
  if (name !== undefined) {
    const literal = value?.from.length === 0 && reading.slice(node).includes(name);
    const from = value?.from ?? [];
    if (from.includes('decoded'))
      reading.effect('import-computed', 'importlib.import_module', node, { text: name, indirect: true, from });
    return pathTo(name, true, literal ? [] : ['computed']);
  }
  const relative = value?.kind === 'text' && value.text.startsWith('.');
  if (!relative)
    reading.effect('import-computed', 'importlib.import_module', node, {
      from: taints(value === undefined ? [] : [value]),
    });
  return pathTo('<module>', false, value?.from);
};

/** `pydoc.locate('a.b')` and `pkgutil.resolve_name('a:b')` give what lies in a module. */
const resolved: Special = (reading, inputs, node, indirect) => {
  const found = importNamed(reading, inputs, node, indirect);
  return found.kind === 'path' ? { ...found, path: found.path.replace(':', '.') } : found;
};

const attributeNamed: Special = (reading, { given }, node) => {
  const [object, name] = given;
  const known = wholeText(name);
  if (object === undefined || name === undefined) return UNKNOWN;
  if (known !== undefined) return attributeOf(reading, object, known, node, true);
  if (object.kind === 'path' && isWatchedModule(object.path)) {
    const from = taints([name]);
    reading.effect('import-computed', `getattr(${object.path}, …)`, node, { indirect: true, from });
  }
  return unknown(taints(given));
};

const setNamed: Special = (reading, { given }, node) => {
  const [object, name, value] = given;
  if (object?.kind === 'path' && value !== undefined)
    replaced(reading, object.path, wholeText(name) ?? '…', value, node);
  return UNKNOWN;
};

/** Calls that this reader understands by name, and does not look up in the table. */
export const SPECIAL: Readonly<Record<string, Special>> = {
  __import__: (reading, inputs, node, indirect) => {
    const found = importNamed(reading, inputs, node, indirect);
    // `__import__('a.b')` gives a.
    const [root = ''] = found.kind === 'path' ? found.path.split('.') : [];
    return found.kind === 'path' && !inputs.named.has('fromlist') ? { ...found, path: root } : found;
  },
  'importlib.import_module': importNamed,
  'importlib.__import__': importNamed,
  'pydoc.locate': resolved,
  'pkgutil.resolve_name': resolved,
  '__loader__.load_module': importNamed,
  '__spec__.loader.load_module': importNamed,
  getattr: attributeNamed,
  'inspect.getattr_static': attributeNamed,
  setattr: setNamed,
  'object.__setattr__': setNamed,
  'type.__setattr__': setNamed,
  globals: () => pathTo('globals()'),
  locals: () => pathTo('locals()'),
  vars: (_, { given }) => {
    const [object] = given;
    if (object === undefined) return pathTo('locals()');
    return object.kind === 'path' ? { ...object, indirect: true } : UNKNOWN;
  },
  'sys.modules.get': (_, { given }) => {
    const name = wholeText(given[0]);
    return name === undefined ? UNKNOWN : pathTo(name, true);
  },
  'os.getenv': (reading, { given }, node) => environment(reading, wholeText(given[0]), node),
  'os.environ.get': (reading, { given }, node) => environment(reading, wholeText(given[0]), node),
  'os.environ.pop': (reading, { given }, node) => environment(reading, wholeText(given[0]), node),
  'os.environ.copy': () => unknown(['environment']),
  'os.environ.items': () => unknown(['environment']),
  'os.environ.setdefault': (reading, { given }, node) => (
    setVariable(reading, wholeText(given[0]), given[1] ?? UNKNOWN, node), UNKNOWN
  ),
  'os.putenv': (reading, { given }, node) => (
    setVariable(reading, wholeText(given[0]), given[1] ?? UNKNOWN, node), UNKNOWN
  ),
  'os.environ.update': (reading, { given, named }, node) => {
    const [first] = given;
    const entries = first?.kind === 'dict' ? [...first.entries, ...named] : [...named];
    for (const [name, value] of entries) setVariable(reading, name, value, node);
    return UNKNOWN;
  },
  open: openCall,
  'io.open': openCall,
  '_io.open': openCall,
  'codecs.open': openCall,
  'operator.attrgetter': (_, { given }) => pathTo(`operator.attrgetter(${wholeText(given[0]) ?? ''})`),
  'operator.methodcaller': (_, { given }) => pathTo(`operator.methodcaller(${wholeText(given[0]) ?? ''})`),
  'types.ModuleType': () => UNKNOWN,
};
