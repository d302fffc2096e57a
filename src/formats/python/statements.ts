import { isModuleAttribute } from './attributes.ts';
import { handOn, namesIn } from './expressions.ts';
import { calculate } from './operators.ts';
import { type Handler, MAIN, MODULE, type Reading } from './reading.ts';
import { isSteering } from './sensitive.ts';
import { MOST_DEFINITIONS, MOST_IMPORTS } from './structure.ts';
import { child, type SyntaxNode } from './tree.ts';
import { pathTo, UNKNOWN, unknown, type Value, wholeText } from './value.ts';

/** Names kept of one import statement. */
const MOST_NAMES = 200;

const importStatement: Handler = (reading, node) => {
  for (const one of node.children) {
    const name = one.type === 'aliased_import' ? child(one, 'name') : one;
    const alias = one.type === 'aliased_import' ? child(one, 'alias') : undefined;
    if (name === undefined) continue;
    const module = dotted(reading, name);
    note(reading, module, [], node.line);
    if (alias !== undefined) reading.bind(reading.slice(alias), pathTo(module));
    else {
      const root = module.split('.')[0] ?? module;
      reading.bind(root, pathTo(root));
    }
  }
  return UNKNOWN;
};

const importFrom: Handler = (reading, node) => {
  const from = child(node, 'module_name');
  const module = from === undefined ? '__future__' : dotted(reading, from);
  const names: string[] = [];
  for (const one of node.children) {
    if (one === from) continue;
    if (one.type === 'wildcard_import') {
      names.push('*');
      reading.starImports.push(module);
      continue;
    }
    const name = one.type === 'aliased_import' ? child(one, 'name') : one;
    if (name === undefined) continue;
    const alias = one.type === 'aliased_import' ? child(one, 'alias') : undefined;
    const taken = dotted(reading, name);
    names.push(taken);
    const path = module.endsWith('.') ? `${module}${taken}` : `${module}.${taken}`;
    reading.bind(reading.slice(alias ?? name), pathTo(path));
  }
  note(reading, module, names, node.line);
  return UNKNOWN;
};

const dotted = (reading: Reading, node: SyntaxNode): string =>
  reading
    .slice(node)
    .replace(/[\s\\]/g, '')
    .normalize('NFKC')
    .slice(0, 300);

function note(reading: Reading, module: string, names: readonly string[], line: number): void {
  reading.importCount++;
  if (reading.imports.length < MOST_IMPORTS) reading.imports.push({ module, names: names.slice(0, MOST_NAMES), line });
}

const assignment: Handler = (reading, node) => {
  const left = child(node, 'left');
  const right = child(node, 'right');
  const annotation = child(node, 'type');
  if (annotation !== undefined) reading.evaluate(annotation);
  if (right === undefined) return UNKNOWN;
  const value = reading.evaluate(right);
  if (left !== undefined) assign(reading, left, value, node);
  return value;
};

const augmented: Handler = (reading, node) => {
  const left = child(node, 'left');
  const value = reading.evaluate(child(node, 'right'));
  if (left === undefined) return UNKNOWN;
  const sign = child(node, 'operator');
  const operator = sign === undefined ? '+=' : reading.slice(sign);
  const before = reading.evaluate(left);
  assign(reading, left, calculate(operator.slice(0, -1), before, value), node);
  return UNKNOWN;
};

function assign(reading: Reading, target: SyntaxNode, value: Value, statement: SyntaxNode): void {
  switch (target.type) {
    case 'identifier':
      reading.bind(reading.slice(target).normalize('NFKC'), value);
      return;
    case 'attribute':
      assignAttribute(reading, target, value, statement);
      return;
    case 'subscript':
      assignItem(reading, target, value, statement);
      return;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      for (const [i, one] of target.children.entries()) {
        const item = value.kind === 'list' ? value.items[i] : undefined;
        assign(reading, one, item ?? unknown(value.from), statement);
      }
      return;
    default:
      reading.evaluateAll(target);
  }
}

function assignAttribute(reading: Reading, target: SyntaxNode, value: Value, statement: SyntaxNode): void {
  const object = child(target, 'object');
  const name = child(target, 'attribute');
  if (object === undefined || name === undefined) return;
  const on = reading.evaluate(object);
  const written = reading.slice(name);
  if (on.kind === 'path') {
    if (reading.attributes.size < MOST_DEFINITIONS && value.kind !== 'unknown')
      reading.attributes.set(`${on.path}.${written}`, value);
    replaced(reading, on.path, written, value, statement);
    return;
  }
  const owner =
    on.kind === 'class' ? on.name : /^(?:self|cls)$/.test(reading.slice(object)) ? reading.within : undefined;
  if (owner !== undefined && value.kind !== 'unknown' && reading.attributes.size < MOST_DEFINITIONS)
    reading.attributes.set(`${owner}.${written}`, value);
  else handOn(reading, value, statement);
}

/** Something of another module is replaced: by a callable, or in a module whose settings are security. */
export function replaced(reading: Reading, owner: string, name: string, value: Value, node: SyntaxNode): void {
  if (!isModuleAttribute(owner)) return;
  const callable =
    value.kind === 'function' || value.kind === 'class' || (value.kind === 'path' && isModuleAttribute(value.path));
  const core = /^(?:builtins|__builtins__|__builtin__|ssl)$/.test(owner);
  if (!callable && !core) return;
  const path = `${owner}.${name}`.replace(/^(?:__builtins__|__builtin__)\./, 'builtins.');
  const by = value.kind === 'path' ? value.path : value.kind === 'class' ? value.name : '';
  reading.effect('patch', path, node, { text: by, from: value.from });
}

function assignItem(reading: Reading, target: SyntaxNode, value: Value, statement: SyntaxNode): void {
  const on = reading.evaluate(child(target, 'value'));
  const index = reading.evaluate(target.children.find(({ field }) => field === 'subscript'));
  const key = wholeText(index);
  if (on.kind !== 'path') return handOn(reading, value, statement);
  if (on.path === 'os.environ') return setVariable(reading, key, value, statement);
  if (on.path === 'globals()' && key !== undefined) return reading.bind(key, value);
  if (on.path === 'sys.modules')
    return reading.effect('patch', `sys.modules[${key ?? '…'}]`, statement, { from: value.from });
  if (on.indirect && key !== undefined) replaced(reading, on.path, key, value, statement);
}

/** A variable of the environment that steers other programs. */
export function setVariable(reading: Reading, name: string | undefined, value: Value, node: SyntaxNode): void {
  if (name !== undefined && isSteering(name))
    reading.effect('environment-set', name, node, { text: wholeText(value), from: value.from });
}

const IS_MAIN = /__name__==["']__main__["']|["']__main__["']==__name__/;

const ifStatement: Handler = (reading, node) => {
  const condition = child(node, 'condition');
  const slice = condition === undefined ? '' : reading.slice(condition);
  const written = slice.replace(/[\s()]/g, '');
  const { unit } = reading;
  const isMain = IS_MAIN.test(written) && !/\bor\b|\bnot\b|!=['"]__main__/.test(slice) && unit === MODULE;
  reading.evaluate(condition);
  reading.branch++;
  for (const one of node.children) {
    if (one === condition) continue;
    if (isMain && one.field === 'consequence') reading.unit = MAIN;
    reading.evaluate(one);
    reading.unit = unit;
  }
  reading.branch--;
  return UNKNOWN;
};

const forStatement: Handler = (reading, node) => {
  const value = reading.evaluate(child(node, 'right'));
  const left = child(node, 'left');
  const items = value.kind === 'list' ? value.items : undefined;
  const callable = items?.find(({ kind }) => kind === 'path');
  if (left?.type === 'identifier') reading.bind(reading.slice(left), callable ?? unknown(value.from));
  else if (left !== undefined) for (const name of namesIn(reading, left)) reading.bind(name, unknown(value.from));
  reading.branch++;
  for (const one of node.children) if (one.field === 'body' || one.field === 'alternative') reading.evaluate(one);
  reading.branch--;
  return UNKNOWN;
};

/** `with expression as name`, `except Type as name`, and patterns. */
const asPattern: Handler = (reading, node) => {
  const [expression, alias] = node.children;
  const value = reading.evaluate(expression);
  if (alias !== undefined) for (const name of namesIn(reading, alias)) reading.bind(name, value);
  return value;
};

const branched: Handler = (reading, node) => reading.branched(node);

const returned: Handler = (reading, node) => {
  for (const one of node.children) handOn(reading, reading.evaluate(one), one);
  return UNKNOWN;
};

/** A statement that is a string alone is documentation. */
const expressionStatement: Handler = (reading, node) => {
  for (const one of node.children) if (one.type !== 'string') reading.evaluate(one);
  return UNKNOWN;
};

const exec2: Handler = (reading, node) => {
  const value = reading.evaluate(child(node, 'code'));
  reading.effect('evaluate', 'exec', node, { text: wholeText(value), from: value.from });
  return UNKNOWN;
};

/** Names in a caught type are compared, not called. */
const exceptClause: Handler = (reading, node) => reading.branched(node);

export const STATEMENTS: Readonly<Record<string, Handler>> = {
  import_statement: importStatement,
  import_from_statement: importFrom,
  future_import_statement: () => UNKNOWN,
  assignment,
  augmented_assignment: augmented,
  named_expression: (reading, node) => {
    const name = child(node, 'name');
    const value = reading.evaluate(child(node, 'value'));
    if (name !== undefined) reading.bind(reading.slice(name), value);
    return value;
  },
  if_statement: ifStatement,
  for_statement: forStatement,
  while_statement: branched,
  try_statement: (reading, node) => reading.evaluateAll(node),
  except_clause: exceptClause,
  except_group_clause: exceptClause,
  match_statement: branched,
  as_pattern: asPattern,
  return_statement: returned,
  yield: returned,
  expression_statement: expressionStatement,
  exec_statement: exec2,
  comment: () => UNKNOWN,
};
