import { attributeOf, environment, isWatchedModule, methodOf } from './attributes.ts';
import { canonical, effectOf } from './callables.ts';
import { handOn } from './expressions.ts';
import { foldCall, foldMethod } from './fold.ts';
import { openCall, pathMethod, writtenTo } from './files.ts';
import type { Handler, LocalFunction, Reading } from './reading.ts';
import { replaced, setVariable } from './statements.ts';
import type { EffectKind, Taint } from './structure.ts';
import { child, type SyntaxNode } from './tree.ts';
import { pathTo, Scope, taints, UNKNOWN, unknown, type Value, wholeText } from './value.ts';

/** Calls of small functions inside one another that are followed. */
const MOST_DEPTH = 8;
/** Callables that look at what they get and do not keep or call it. */
const LOOKS_ONLY = new Set([
  'isinstance',
  'issubclass',
  'hasattr',
  'callable',
  'type',
  'print',
  'repr',
  'getattr',
  'len',
  'str',
  'super',
]);
/** What a call's result is known to hold. */
const GIVES: Partial<Record<EffectKind, Taint>> = { fetch: 'network', send: 'network', credential: 'credential' };
const HOST_FACTS =
  /^(?:socket\.gethostname|socket\.getfqdn|getpass\.getuser|os\.getlogin|os\.uname|platform\.(?:node|uname|platform)|uuid\.getnode|os\.listdir|os\.walk|glob\.glob)$/;

export interface Arguments {
  readonly given: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly all: readonly Value[];
}

const call: Handler = (reading, node) => {
  const callee = child(node, 'function');
  const object = callee?.type === 'attribute' ? child(callee, 'object') : undefined;
  const name = callee === undefined ? undefined : child(callee, 'attribute');
  if (callee === undefined) return reading.evaluateAll(node);
  if (object === undefined || name === undefined) {
    const value = reading.evaluate(callee);
    return called(reading, value, argumentsOf(reading, node, value), node);
  }
  const on = reading.evaluate(object);
  const method = reading.slice(name).normalize('NFKC');
  const value = attributeOf(reading, on, method, object);
  const with_ = argumentsOf(reading, node, value);
  const folded = foldMethod(on, method, with_.given);
  if (folded !== undefined) return folded;
  if (on.kind === 'path' || value.kind !== 'unknown') return called(reading, value, with_, node);
  hookedMethod(reading, method, with_, node);
  return unknown(taints([on, ...with_.all]));
};

function argumentsOf(reading: Reading, node: SyntaxNode, callee: Value): Arguments {
  const given: Value[] = [];
  const named = new Map<string, Value>();
  const looks = callee.kind === 'path' && LOOKS_ONLY.has(callee.path);
  const inner = child(node, 'arguments');
  for (const one of inner?.type === 'argument_list' ? inner.children : inner === undefined ? [] : [inner]) {
    const value = reading.evaluate(one.type === 'keyword_argument' ? child(one, 'value') : one);
    if (!looks) handOn(reading, value, one);
    if (one.type === 'comment') continue;
    const key = one.type === 'keyword_argument' ? child(one, 'name') : undefined;
    if (key !== undefined) named.set(reading.slice(key), value);
    else if (one.type === 'list_splat' && value.kind === 'list') given.push(...value.items);
    else if (one.type === 'dictionary_splat' && value.kind === 'dict')
      for (const [at, item] of value.entries) named.set(at, item);
    else given.push(value);
  }
  return { given, named, all: [...given, ...named.values()] };
}

function called(reading: Reading, callee: Value, with_: Arguments, node: SyntaxNode): Value {
  if (callee.kind === 'function') return callFunction(reading, callee, with_);
  if (callee.kind === 'class') {
    for (const made of ['__new__', '__init__', '__post_init__']) {
      const method = methodOf(reading, callee.name, made);
      if (method?.kind === 'function') reading.reaches(method.unit);
    }
    return { ...callee, from: taints(with_.all) };
  }
  if (callee.kind !== 'path') return unknown(taints([callee, ...with_.all]));
  let value: Value = UNKNOWN;
  for (const path of [...(callee.others ?? []), callee.path]) value = callPath(reading, path, callee, with_, node);
  return value;
}

/** A function of this file: what it does is its own unit's; one that only returns an expression is worked out. */
function callFunction(reading: Reading, callee: LocalFunction, with_: Arguments): Value {
  reading.reaches(callee.unit);
  const body = returnedBy(callee.node);
  const from = taints(with_.all);
  if (body === undefined || reading.depth >= MOST_DEPTH || reading.repeats <= 0) return unknown(from);
  reading.repeats -= 50;
  reading.depth++;
  const scope = new Scope(callee.scope);
  const parameters = (child(callee.node, 'parameters')?.children ?? []).map((one) => {
    const name = one.type === 'identifier' ? one : (child(one, 'name') ?? one.children[0]);
    return { name: name === undefined ? '' : reading.slice(name), default_: child(one, 'value') };
  });
  for (const [i, { name, default_ }] of parameters.entries()) {
    const value =
      with_.given[i] ?? with_.named.get(name) ?? (default_ === undefined ? UNKNOWN : reading.evaluate(default_));
    scope.names.set(name, value);
  }
  const value = reading.inside(scope, () => reading.evaluate(body));
  reading.depth--;
  return value;
}

function returnedBy(node: SyntaxNode): SyntaxNode | undefined {
  const body = child(node, 'body');
  if (node.type === 'lambda') return body;
  const statements = body?.children.filter(({ type }) => type !== 'comment') ?? [];
  const [only] = statements;
  return statements.length === 1 && only?.type === 'return_statement' ? only.children[0] : undefined;
}

function callPath(
  reading: Reading,
  written: string,
  callee: Extract<Value, { kind: 'path' }>,
  with_: Arguments,
  node: SyntaxNode,
): Value {
  const { path, indirect } = canonical(written);
  const hidden = indirect || callee.indirect;
  const special = SPECIAL[path];
  if (special !== undefined) return special(reading, with_, node, hidden);
  const partial = path === 'functools.partial' || path === 'functools.partialmethod';
  const [first] = with_.given;
  if (partial && first !== undefined) {
    const rest = { ...with_, given: with_.given.slice(1) };
    return first.kind === 'path' ? (called(reading, first, rest, node), first) : first;
  }
  const kind = effectOf(path);
  const from = taints(with_.all);
  if (kind !== undefined) record(reading, kind, path, hidden, with_, node);
  const folded = foldCall(reading, path, with_.given, node);
  if (folded !== undefined) return folded;
  const file = pathMethod(reading, path, callee.text, with_, node);
  if (file !== undefined) return file;
  const gives = kind === undefined ? (HOST_FACTS.test(path) ? 'environment' : undefined) : GIVES[kind];
  const all = [...new Set([...callee.from, ...from, ...(gives === undefined ? [] : [gives])])];
  const text = path === 'pathlib.Path' ? with_.given.map((one) => wholeText(one) ?? '').join('/') : callee.text;
  return { ...pathTo(`${written}()`, false, all), ...(text === undefined || text === '' ? {} : { text }) };
}

function record(
  reading: Reading,
  kind: EffectKind,
  path: string,
  indirect: boolean,
  with_: Arguments,
  node: SyntaxNode,
): void {
  const from = taints(with_.all);
  const more = { text: textsOf(with_), indirect, from };
  if (path === 'compile' || path === 'eval' || path === 'exec') evaluated(reading, with_.given[0], node);
  if (kind === 'deserialise' && isSafeYaml(path, with_)) return;
  if (kind === 'deserialise-weights') {
    if (!isUnsafeLoad(path, with_)) return;
  }
  if (kind === 'write' && writtenTo(reading, path, with_.given.at(-1), with_, node)) return;
  reading.effect(kind, path, node, more);
}

/** Text that runs as code is read as code in its own right. */
function evaluated(reading: Reading, value: Value | undefined, node: SyntaxNode): void {
  const text = wholeText(value);
  if (text !== undefined && text.length > 3) reading.evaluated.push({ text, line: node.line, start: node.start });
}

function isSafeYaml(path: string, { given, named }: Arguments): boolean {
  if (path !== 'yaml.load' && path !== 'yaml.load_all') return false;
  const loader = named.get('Loader') ?? given[1];
  return loader?.kind === 'path' && /(?:Safe|Base)Loader$/.test(loader.path);
}

/** `torch.load` before 2.6 without `weights_only`, `numpy.load` with `allow_pickle`, Keras without its safe mode. */
function isUnsafeLoad(path: string, { named }: Arguments): boolean {
  const flag = (name: string): number | undefined => {
    const value = named.get(name);
    return value?.kind === 'number' ? value.value : undefined;
  };
  if (path === 'torch.load') return flag('weights_only') !== 1;
  if (path === 'numpy.load') return flag('allow_pickle') === 1;
  if (path.endsWith('load_model')) return path.startsWith('mlflow') || flag('safe_mode') === 0;
  return true;
}

/** Arguments as far as they are known, for a person. */
function textsOf({ given, named }: Arguments): string {
  const show = (value: Value): string => {
    if (value.kind === 'text') return value.text.slice(0, 300);
    if (value.kind === 'number') return String(value.value);
    if (value.kind === 'list') return value.items.slice(0, 20).map(show).join(' ');
    return value.kind === 'path' ? (value.text ?? value.path) : '…';
  };
  return [...given.map(show), ...[...named].map(([name, value]) => `${name}=${show(value)}`)].join(', ').slice(0, 600);
}

/** Methods that are telling on any object, because their names are. */
function hookedMethod(reading: Reading, method: string, with_: Arguments, node: SyntaxNode): void {
  const trusted = with_.named.get('trust_remote_code');
  const repository = wholeText(with_.given[0]);
  if (
    trusted?.kind === 'number' &&
    trusted.value === 1 &&
    repository !== undefined &&
    /^[\w.-]+\/[\w.-]+$/.test(repository)
  )
    reading.effect('remote-code', method, node, { text: repository });
}

type Special = (reading: Reading, with_: Arguments, node: SyntaxNode, indirect: boolean) => Value;

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

const SPECIAL: Readonly<Record<string, Special>> = {
  __import__: (reading, with_, node, indirect) => {
    const found = importNamed(reading, with_, node, indirect);
    // `__import__('a.b')` gives a.
    const [root = ''] = found.kind === 'path' ? found.path.split('.') : [];
    return found.kind === 'path' && !with_.named.has('fromlist') ? { ...found, path: root } : found;
  },
  'importlib.import_module': importNamed,
  'importlib.__import__': importNamed,
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

/** Also `operator.attrgetter("system")(os)`, whose name is made by a call. */
const attributeGetter: Handler = (reading, node) => {
  const callee = child(node, 'function');
  if (callee?.type !== 'call') return call(reading, node);
  const value = reading.evaluate(callee);
  const found = value.kind === 'path' ? /^operator\.(?:attrgetter|methodcaller)\(([\w.]+)\)$/.exec(value.path) : null;
  const with_ = argumentsOf(reading, node, value);
  const [object] = with_.given;
  if (found?.[1] === undefined || object === undefined) return called(reading, value, with_, node);
  const reached = attributeOf(reading, object, found[1], node, true);
  if (value.kind === 'path' && value.path.includes('methodcaller'))
    return called(reading, reached, { given: [], named: new Map(), all: [] }, node);
  return reached;
};

export const CALLS: Readonly<Record<string, Handler>> = { call: attributeGetter };
