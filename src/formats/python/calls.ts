import { attributeOf, methodOf } from './attributes.ts';
import { canonical, effectOf } from './callables.ts';
import { handOn } from './expressions.ts';
import { foldCall, foldMethod } from './fold.ts';
import { pathMethod, writtenTo } from './files.ts';
import { type Arguments, SPECIAL } from './special-calls.ts';
import type { Handler, LocalFunction, Reading } from './reading.ts';
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
  const inputs = argumentsOf(reading, node, value);
  trusting(reading, method, inputs, node);
  const folded = foldMethod(on, method, inputs.given);
  if (folded !== undefined) return folded;
  if (on.kind === 'path' || value.kind !== 'unknown') return called(reading, value, inputs, node);
  return unknown(taints([on, ...inputs.all]));
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

function called(reading: Reading, callee: Value, inputs: Arguments, node: SyntaxNode): Value {
  if (callee.kind === 'function') return callFunction(reading, callee, inputs);
  if (callee.kind === 'class') {
    for (const made of ['__new__', '__init__', '__post_init__', '__set_name__']) {
      const method = methodOf(reading, callee.name, made);
      if (method?.kind === 'function') reading.reaches(method.unit);
    }
    return { ...callee, from: taints(inputs.all) };
  }
  if (callee.kind !== 'path') return unknown(taints([callee, ...inputs.all]));
  let value: Value = UNKNOWN;
  for (const path of [...(callee.others ?? []), callee.path]) value = callPath(reading, path, callee, inputs, node);
  return value;
}

/** A function of this file: what it does is its own unit's; one that only returns an expression is worked out. */
function callFunction(reading: Reading, callee: LocalFunction, inputs: Arguments): Value {
  reading.reaches(callee.unit);
  const body = returnedBy(callee.node);
  const from = taints(inputs.all);
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
      inputs.given[i] ?? inputs.named.get(name) ?? (default_ === undefined ? UNKNOWN : reading.evaluate(default_));
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
  inputs: Arguments,
  node: SyntaxNode,
): Value {
  const { path, indirect } = canonical(written);
  const hidden = indirect || callee.indirect;
  const special = SPECIAL[path];
  if (special !== undefined) return special(reading, inputs, node, hidden);
  const partial = path === 'functools.partial' || path === 'functools.partialmethod';
  const [first] = inputs.given;
  if (partial && first !== undefined) {
    const rest = { ...inputs, given: inputs.given.slice(1) };
    return first.kind === 'path' ? (called(reading, first, rest, node), first) : first;
  }
  const kind = effectOf(path);
  const from = taints(inputs.all);
  if (kind !== undefined) record(reading, kind, path, hidden, inputs, node);
  const folded = foldCall(reading, path, inputs.given, node);
  if (folded !== undefined) return folded;
  const file = pathMethod(reading, path, callee.text, inputs, node);
  if (file !== undefined) return file;
  const gives = kind === undefined ? (HOST_FACTS.test(path) ? 'environment' : undefined) : GIVES[kind];
  const all = [...new Set([...callee.from, ...from, ...(gives === undefined ? [] : [gives])])];
  const text = path === 'pathlib.Path' ? inputs.given.map((one) => wholeText(one) ?? '').join('/') : callee.text;
  return { ...pathTo(`${written}()`, false, all), ...(text === undefined || text === '' ? {} : { text }) };
}

function record(
  reading: Reading,
  kind: EffectKind,
  path: string,
  indirect: boolean,
  inputs: Arguments,
  node: SyntaxNode,
): void {
  const from = kind === 'send' || kind === 'fetch' ? carried(inputs) : taints(inputs.all);
  const more = { text: textsOf(inputs), indirect, from };
  if (path === 'compile' || path === 'eval' || path === 'exec') evaluated(reading, inputs.given[0], node);
  if (kind === 'deserialise' && isSafeYaml(path, inputs)) return;
  if (kind === 'deserialise-weights') {
    if (!isUnsafeLoad(path, inputs)) return;
  }
  if (kind === 'write' && writtenTo(reading, path, inputs.given.at(-1), inputs, node)) return;
  reading.effect(kind, path, node, more);
}

const SHOWN_TO_SERVICE: ReadonlySet<string> = new Set([
  'headers',
  'auth',
  'token',
  'api_key',
  'use_auth_token',
  'cert',
]);

/** What a request carries: a secret in a header, or as the whole address, is shown to the service that it is for. */
function carried({ given, named }: Arguments): readonly Taint[] {
  const [address, ...rest] = given;
  const body = [...rest, ...[...named].filter(([name]) => !SHOWN_TO_SERVICE.has(name)).map(([, value]) => value)];
  const shown = [...named].filter(([name]) => SHOWN_TO_SERVICE.has(name)).map(([, value]) => value);
  if (address !== undefined) (address.kind === 'unknown' ? shown : body).push(address);
  const authorised = taints(shown).includes('credential');
  return authorised ? [...taints(body), 'authorisation'] : taints(body);
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

/** A loader that is told to trust the code of another repository. */
function trusting(reading: Reading, method: string, inputs: Arguments, node: SyntaxNode): void {
  const trusted = inputs.named.get('trust_remote_code');
  const repository = wholeText(inputs.given[0]);
  if (
    trusted?.kind === 'number' &&
    trusted.value === 1 &&
    repository !== undefined &&
    /^[\w.-]+\/[\w.-]+$/.test(repository)
  )
    reading.effect('remote-code', method, node, { text: repository });
}

/** Also `operator.attrgetter("system")(os)`, whose name is made by a call. */
const attributeGetter: Handler = (reading, node) => {
  const callee = child(node, 'function');
  if (callee?.type !== 'call') return call(reading, node);
  const value = reading.evaluate(callee);
  const found = value.kind === 'path' ? /^operator\.(?:attrgetter|methodcaller)\(([\w.]+)\)$/.exec(value.path) : null;
  const inputs = argumentsOf(reading, node, value);
  const [object] = inputs.given;
  if (found?.[1] === undefined || object === undefined) return called(reading, value, inputs, node);
  const reached = attributeOf(reading, object, found[1], node, true);
  if (value.kind === 'path' && value.path.includes('methodcaller'))
    return called(reading, reached, { given: [], named: new Map(), all: [] }, node);
  return reached;
};

export const CALLS: Readonly<Record<string, Handler>> = { call: attributeGetter };
