import { handOn } from './expressions.ts';
import { type Handler, type LocalFunction, MAIN, MODULE, type Reading } from './reading.ts';
import { MOST_DEFINITIONS } from './structure.ts';
import { child, type SyntaxNode } from './tree.ts';
import { Scope, UNKNOWN, type Value } from './value.ts';

const functionDefinition: Handler = (reading, node) => {
  const name = nameOf(reading, node);
  for (const one of child(node, 'parameters')?.children ?? []) {
    reading.evaluate(child(one, 'value'));
    reading.evaluate(child(one, 'type'));
  }
  reading.evaluate(child(node, 'return_type'));
  const inClass = reading.within !== undefined && reading.scope.names.has('__class_body__');
  const owner = inClass ? reading.within : undefined;
  const unit = owner === undefined ? name : `${owner}.${name}`;
  const nested = reading.unit !== MODULE && reading.unit !== MAIN ? `${reading.unit}.${unit}` : unit;
  const of: LocalFunction = { kind: 'function', unit: nested, node, scope: reading.scope, from: [] };
  if (owner !== undefined) reading.methods.set(unit, of);
  define(reading, unit);
  reading.scope.names.set(name, of);
  reading.later(of);
  // What is defined inside a function runs with it, or is handed on by it.
  if (nested !== unit) reading.reaches(nested);
  return of;
};

const classDefinition: Handler = (reading, node) => {
  const name = nameOf(reading, node);
  const bases: string[] = [];
  for (const one of child(node, 'superclasses')?.children ?? []) {
    const value = reading.evaluate(one.type === 'keyword_argument' ? child(one, 'value') : one);
    // Its metaclass makes the class, here and now.
    if (value.kind === 'class' && one.type === 'keyword_argument')
      for (const made of ['__new__', '__init__', '__prepare__']) reading.reaches(`${value.name}.${made}`);
    if (value.kind === 'class') bases.push(value.name);
    else if (value.kind === 'path') bases.push(value.path);
    else bases.push(reading.slice(one).slice(0, 100));
  }
  reading.bases.set(name, bases);
  const value: Value = { kind: 'class', name, from: [] };
  define(reading, name);
  const { within } = reading;
  reading.within = name;
  const scope = new Scope(reading.scope);
  scope.names.set('__class_body__', UNKNOWN);
  const body = child(node, 'body');
  if (body !== undefined) reading.inside(scope, () => reading.evaluateAll(body));
  reading.within = within;
  reading.scope.names.set(name, value);
  // Making the class runs these of its own and of its bases in this file.
  for (const base of bases) reading.reaches(`${base}.__init_subclass__`);
  return value;
};

function nameOf(reading: Reading, node: SyntaxNode): string {
  const name = child(node, 'name');
  return name === undefined ? '?' : reading.slice(name).normalize('NFKC').slice(0, 200);
}

function define(reading: Reading, unit: string): void {
  if (reading.unit === MODULE && reading.definitions.length < MOST_DEFINITIONS) reading.definitions.push(unit);
}

const decorated: Handler = (reading, node) => {
  const definition = child(node, 'definition');
  const value = reading.evaluate(definition);
  for (const one of node.children) {
    if (one.type !== 'decorator') continue;
    for (const expression of one.children) handOn(reading, reading.evaluate(expression), expression);
  }
  return value;
};

export const DEFINITIONS: Readonly<Record<string, Handler>> = {
  function_definition: functionDefinition,
  class_definition: classDefinition,
  decorated_definition: decorated,
};
