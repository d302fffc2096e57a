import type { Node } from 'web-tree-sitter';
import type { Expression } from './expression.ts';
import { declaresNumber, lowerFunction } from './functions.ts';
import { lowerImport } from './imports.ts';
import { literalText } from './literals.ts';

/** Deeper trees are cut there: nobody writes them (CWE-674). */
const DEEPEST = 150;

/** A place of an f-string whose format is one of numbers. */
const NUMBER_ONLY = /:[-+#,_]?\d*(?:\.\d+)?[bdeEfFgGnoxX%]\}$/;

const children = (node: Node): Node[] => node.namedChildren.filter((child) => !child.type.includes('comment'));

/** A tree of any of the grammars as an expression. Their names for the same thing are close enough for one table. */
export function lower(node: Node, depth = 0): Expression {
  const at = { text: node.text, line: node.startPosition.row };
  if (depth > DEEPEST) return { ...at, kind: 'constant' };
  const down = (child: Node): Expression => lower(child, depth + 1);
  const field = (...names: string[]): Node | undefined => {
    for (const name of names) {
      const found = node.childForFieldName(name);
      if (found !== null) return found;
    }
    return undefined;
  };
  const all = (from: Node | undefined): Expression[] => (from === undefined ? [] : children(from).map(down));
  const several = (): Expression => ({ ...at, kind: 'several', parts: all(node), node: node.type });
  const nameOf = (found: Node | undefined): string => found?.text ?? '';
  const named = (name: string): Expression => ({ ...at, kind: 'name', name });
  const call = (callee: Expression, given: Expression[]): Expression => ({
    ...at,
    kind: 'call',
    callee,
    arguments: given,
  });

  switch (node.type) {
    case 'identifier':
    case 'variable_name':
    case 'shorthand_property_identifier':
    case 'field_identifier':
    case 'type_identifier':
    case 'property_identifier':
    case 'name':
    case 'qualified_name':
    case 'this':
      return named(node.text.replace(/^\\/, ''));
    case 'string':
    case 'template_string':
    case 'string_literal':
    case 'encapsed_string':
    case 'heredoc':
    case 'nowdoc':
    case 'interpreted_string_literal':
    case 'raw_string_literal':
    case 'concatenated_string': {
      const holes = node
        .descendantsOfType(['interpolation', 'template_substitution'])
        .filter((found) => found !== null);
      const body = node.type === 'encapsed_string' || node.type === 'heredoc' ? phpHoles(node) : holes;
      if (body.length === 0) return { ...at, kind: 'string', value: literalText(node.text) };
      const parts: Expression[] = [];
      let from = node.startIndex;
      for (const hole of body) {
        if (hole.startIndex < from) continue;
        parts.push({
          ...at,
          kind: 'string',
          value: literalText(node.text.slice(from - node.startIndex, hole.startIndex - node.startIndex)),
        });
        const inner = hole.type === 'interpolation' || hole.type === 'template_substitution' ? children(hole)[0] : hole;
        // `{size:d}` takes numbers only.
        const number = hole.type === 'interpolation' && NUMBER_ONLY.test(hole.text);
        if (inner !== undefined) parts.push(number ? call(named('int'), [down(inner)]) : down(inner));
        from = hole.endIndex;
      }
      parts.push({ ...at, kind: 'string', value: literalText(node.text.slice(from - node.startIndex)) });
      return { ...at, kind: 'join', parts };
    }
    case 'regex':
      return { ...at, kind: 'string', value: node.text.replace(/^\/|\/\w*$/g, '') };
    case 'expression_switch_statement':
    case 'switch_statement':
      return lowerSwitch(node, at, down) ?? several();
    case 'match_expression':
    case 'switch_expression': {
      if (node.descendantsOfType('switch_block_statement_group').length > 0)
        return lowerSwitch(node, at, down) ?? several();
      // What it gives is one of the arms; what it looks at only chooses.
      const arms = node.descendantsOfType(['match_conditional_expression', 'match_default_expression', 'switch_rule']);
      const given = arms.flatMap((arm) => (arm === null ? [] : children(arm).slice(-1)));
      return { ...at, kind: 'several', parts: given.map(down), node: 'arms' };
    }
    case 'integer':
    case 'float':
    case 'number':
    case 'true':
    case 'false':
    case 'none':
    case 'null':
    case 'boolean':
    case 'int_literal':
    case 'number_literal':
    case 'char_literal':
    case 'character_literal':
    case 'decimal_integer_literal':
    case 'null_literal':
    case 'sizeof_expression':
    case 'text':
      return { ...at, kind: 'constant' };
    case 'attribute':
      if (field('object') === undefined) return several();
      return { ...at, kind: 'member', object: down(field('object') ?? node), name: nameOf(field('attribute')) };
    case 'member_expression':
    case 'field_access':
    case 'selector_expression':
    case 'field_expression':
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
    case 'scoped_property_access_expression': {
      const object = field('object', 'operand', 'argument', 'scope');
      if (object === undefined) return several();
      return { ...at, kind: 'member', object: down(object), name: nameOf(field('property', 'field', 'name')) };
    }
    case 'class_constant_access_expression':
      return named(node.text);
    case 'subscript':
    case 'subscript_expression':
    case 'array_access':
    case 'index_expression':
    case 'slice_expression': {
      const [object, key] = children(node);
      if (object === undefined) return several();
      return {
        ...at,
        kind: 'index',
        object: down(object),
        key: key === undefined ? { ...at, kind: 'constant' } : down(key),
      };
    }
    case 'call':
    case 'call_expression':
    case 'function_call_expression':
    case 'new_expression': {
      const callee = field('function', 'constructor');
      if (callee === undefined) return several();
      const given = field('arguments');
      if (given?.type === 'template_string' || given?.type === 'generator_expression')
        return call(down(callee), [down(given)]);
      return call(down(callee), all(given));
    }
    case 'method_invocation':
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
    case 'scoped_call_expression': {
      const object = field('object', 'scope');
      const name = nameOf(field('name'));
      const callee: Expression =
        object === undefined
          ? named(name)
          : { ...at, text: `${object.text}.${name}`, kind: 'member', object: down(object), name };
      return call(callee, all(field('arguments')));
    }
    case 'object_creation_expression': {
      const [first] = children(node);
      const type = field('type') ?? first;
      const given = field('arguments') ?? children(node).find((child) => child.type === 'arguments');
      const body = children(node).find((child) => child.type === 'class_body');
      return call(named((type?.text ?? '').replace(/<.*>$/, '')), [
        ...all(given),
        ...(body === undefined ? [] : [down(body)]),
      ]);
    }
    case 'assert_statement':
    case 'echo_statement':
    case 'print_intrinsic':
    case 'exit_statement':
      return call(named(node.type.split('_')[0] ?? ''), all(node));
    case 'include_expression':
    case 'include_once_expression':
    case 'require_expression':
    case 'require_once_expression':
      return call(named('include'), all(node));
    case 'shell_command_expression':
      return call(named('shell_exec'), [
        { ...at, kind: 'join', parts: [{ ...at, kind: 'string', value: '' }, ...phpHoles(node).map(down)] },
      ]);
    case 'instantiation_expression':
    case 'argument':
    case 'parenthesized_expression':
    case 'await_expression':
    case 'await':
    case 'reference_expression':
    case 'pointer_expression':
    case 'non_null_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'spread_element':
    case 'template_substitution':
    case 'sequence_expression': {
      const value = node.type === 'argument' && field('name') !== undefined ? children(node).at(-1) : undefined;
      if (value !== undefined) return { ...at, kind: 'entry', name: nameOf(field('name')), value: down(value) };
      const [only] = children(node);
      return only === undefined ? { ...at, kind: 'constant' } : down(only);
    }
    case 'expression_statement': {
      const [only] = children(node);
      if (only === undefined) return { ...at, kind: 'constant' };
      // `<?= value ?>` of PHP writes it into the page.
      return /<\?=\s*$/.test(node.previousSibling?.text ?? '') ? call(named('echo'), [down(only)]) : down(only);
    }
    case 'cast_expression':
    case 'type_conversion_expression': {
      const value = field('value') ?? children(node).at(-1);
      const type = field('type') ?? children(node)[0];
      if (value === undefined) return several();
      return call(named(`cast.${type?.text.replace(/[()\s]/g, '') ?? ''}`), [down(value)]);
    }
    case 'keyword_argument':
    case 'pair':
    case 'keyed_element':
    case 'element_value_pair':
    case 'jsx_attribute':
    case 'default_parameter': {
      const [first, last] = [field('name', 'key') ?? children(node)[0], field('value') ?? children(node).at(-1)];
      if (first === undefined || last === undefined || first === last) return several();
      return { ...at, kind: 'entry', name: literalText(first.text), value: down(last) };
    }
    case 'array_element_initializer': {
      const [first, last] = children(node);
      if (first === undefined) return several();
      return last === undefined
        ? down(first)
        : { ...at, kind: 'entry', name: literalText(first.text), value: down(last) };
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'dictionary':
    case 'array':
    case 'object':
    case 'array_initializer':
    case 'array_creation_expression':
    case 'literal_value':
    case 'initializer_list':
      return { ...at, kind: 'collection', items: all(node) };
    case 'composite_literal':
      return call(named(nameOf(field('type'))), all(field('body')));
    case 'binary_operator':
    case 'binary_expression': {
      const [left, right, operator] = [field('left'), field('right'), nameOf(field('operator'))];
      if (left === undefined || right === undefined) return several();
      const parts = [down(left), down(right)];
      if (operator === '+' || operator === '.' || (operator === '%' && left.type.endsWith('string')))
        return { ...at, kind: 'join', parts };
      if (/^(?:[=!]==?|<>|in|instanceof)$/.test(operator)) {
        return { ...at, kind: 'compare', operator, left: parts[0] ?? several(), right: parts[1] ?? several() };
      }
      return { ...at, kind: 'arithmetic', operator, parts };
    }
    case 'comparison_operator': {
      const [left, right] = children(node);
      const operator = node.children
        .filter((child) => child !== null && !child.isNamed)
        .map((child) => child?.text)
        .join(' ');
      if (left === undefined || right === undefined) return several();
      return { ...at, kind: 'compare', operator, left: down(left), right: down(right) };
    }
    case 'conditional_expression':
    case 'ternary_expression': {
      const [a, b, c] = children(node);
      if (a === undefined || b === undefined || c === undefined) return several();
      const python = field('condition') === undefined;
      return {
        ...at,
        kind: 'choice',
        condition: down(python ? b : a),
        first: down(python ? a : b),
        otherwise: down(c),
      };
    }
    case 'assignment':
    case 'augmented_assignment':
    case 'named_expression':
    case 'variable_declarator':
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'short_var_declaration':
    case 'assignment_statement':
    case 'var_spec':
    case 'const_spec':
    case 'init_declarator':
    case 'const_element':
    case 'property_element':
    case 'public_field_definition':
    case 'field_definition': {
      const target = field('left', 'name', 'declarator', 'property') ?? children(node)[0];
      const value =
        field('right', 'value', 'default_value') ?? (children(node).length > 1 ? children(node).at(-1) : undefined);
      if (target === undefined || value === undefined || target === value) return several();
      const sign =
        node.children.find((child) => child !== null && !child.isNamed && child.text.endsWith('='))?.text ?? '=';
      return {
        ...at,
        kind: 'assign',
        targets: /^(?:public_)?field_definition$/.test(node.type)
          ? [ofThis(down(target))]
          : targetsOf(target).map(down),
        value: down(value),
        adds: sign !== '=' && sign !== ':=',
        ...(declaresNumber(node, target) ? { number: true as const } : {}),
      };
    }
    case 'preproc_def': {
      const [name, value] = [field('name'), field('value')];
      const text = value?.text.trim() ?? '';
      if (name === undefined || !/^"[^"\\]*"$/.test(text)) return several();
      const literal: Expression = { text, line: at.line, kind: 'string', value: literalText(text) };
      return { ...at, kind: 'assign', targets: [down(name)], value: literal, adds: false };
    }
    case 'as_pattern': {
      const [value, alias] = children(node);
      if (value === undefined || alias === undefined) return several();
      return { ...at, kind: 'assign', targets: targetsOf(alias).map(down), value: down(value), adds: false };
    }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression': {
      // The sources are bound first; what it is filtered by vouches for the body, which is what it gives.
      const [body, ...rest] = children(node);
      if (body === undefined) return several();
      const filters = rest.filter((child) => child.type === 'if_clause').flatMap(all);
      const given = filters.reduceRight<Expression>(
        (first, condition) => ({ ...at, kind: 'choice', condition, first, otherwise: { ...at, kind: 'constant' } }),
        down(body),
      );
      const sources = rest.filter((child) => child.type === 'for_in_clause').map(down);
      return { ...at, kind: 'several', parts: [...sources, given], node: 'comprehension' };
    }
    case 'if_statement': {
      const [condition, then] = [field('condition'), field('consequence', 'body')];
      if (condition === undefined || then === undefined) return several();
      const first = field('initializer');
      const others = node
        .childrenForFieldName('alternative')
        .filter((child) => child !== null)
        .map(down);
      const otherwise: Expression | undefined =
        others.length === 0 ? undefined : { ...at, kind: 'several', parts: others, node: 'else' };
      const whole: Expression = { ...at, kind: 'if', condition: down(condition), first: down(then), otherwise };
      return first === undefined ? whole : { ...at, kind: 'several', parts: [down(first), whole], node: 'if' };
    }
    case 'elif_clause':
    case 'else_if_clause': {
      const [condition, then] = [field('condition'), field('consequence', 'body')];
      if (condition === undefined || then === undefined) return several();
      return { ...at, kind: 'if', condition: down(condition), first: down(then), otherwise: undefined };
    }
    case 'for_in_clause':
    case 'for_statement':
    case 'for_in_statement':
    case 'enhanced_for_statement':
    case 'range_clause':
    case 'foreach_statement': {
      const php = node.type === 'foreach_statement' ? children(node) : [];
      const [target, over] = php.length > 1 ? [php[1], php[0]] : [field('left', 'name'), field('right', 'value')];
      if (target === undefined || over === undefined) return several();
      const body = field('body');
      return {
        ...at,
        kind: 'each',
        // Who sends a list names its keys as well.
        targets: (php.length > 1 && target.type === 'pair' ? children(target) : targetsOf(target)).map(down),
        over: down(over),
        body: body === undefined ? { ...at, kind: 'constant' } : down(body),
      };
    }
    case 'return_statement':
    case 'raise_statement':
    case 'throw_statement':
    case 'throw_expression':
    case 'continue_statement':
    case 'break_statement': {
      const [value] = children(node);
      return {
        ...at,
        kind: 'leave',
        how: node.type.split('_')[0] ?? '',
        value: value === undefined ? undefined : down(value),
      };
    }
    default:
      return lowerFunction(node, at, down) ?? lowerImport(node, at) ?? several();
  }
}

/** A field that a class sets is known by the object's name in its methods. */
const ofThis = (field: Expression): Expression => ({
  text: `this.${field.text}`,
  line: field.line,
  kind: 'member',
  object: { text: 'this', line: field.line, kind: 'name', name: 'this' },
  name: field.text,
});

/** What its cases name is known inside; behind it too, where the default leaves. */
function lowerSwitch(
  node: Node,
  at: { text: string; line: number },
  down: (child: Node) => Expression,
): Expression | undefined {
  const subject = node.childForFieldName('value') ?? node.childForFieldName('condition');
  if (subject === null) return undefined;
  const rest = children(node).filter((child) => child.startIndex >= subject.endIndex);
  const known: Expression = { text: subject.text, line: at.line, kind: 'string', value: 'case' };
  const check = (text: string): Expression => ({
    text,
    line: at.line,
    kind: 'compare',
    operator: '==',
    left: down(subject),
    right: known,
  });
  const body: Expression = { ...at, kind: 'several', parts: rest.map(down), node: 'block' };
  const inside: Expression = {
    ...at,
    kind: 'if',
    condition: check(subject.text),
    first: { ...body, text: '' },
    otherwise: undefined,
  };
  const leaves = /\bdefault\s*(?::|->)\s*\{?\s*(?:return|throw|panic|die|exit|http\.Error|res\.status|abort)/.test(
    node.text,
  );
  const leave: Expression = { ...at, kind: 'leave', how: 'break', value: undefined };
  const after: Expression = {
    ...at,
    kind: 'if',
    condition: check(`!${subject.text}`),
    first: leave,
    otherwise: undefined,
  };
  return { ...at, kind: 'several', parts: leaves ? [inside, after] : [inside], node: 'block' };
}

const phpHoles = (node: Node): Node[] => {
  const found: Node[] = [];
  for (const child of children(node)) {
    if (child.type === 'heredoc_body') found.push(...phpHoles(child));
    else if (
      !/^(?:string_content|escape_sequence|string_value|heredoc_start|heredoc_end|nowdoc_body)$/.test(child.type)
    )
      found.push(child);
  }
  return found;
};

/** What an assignment or a loop binds, one by one. */
function targetsOf(node: Node): Node[] {
  if (node.type === 'shorthand_property_identifier_pattern') return [node];
  if (/pattern|expression_list|pair|^list_literal$|as_pattern_target/.test(node.type) && !/^pair$/.test(node.type)) {
    return children(node).flatMap(targetsOf);
  }
  if (node.type.endsWith('_declarator')) {
    const inner = node.childForFieldName('declarator');
    return inner === null ? [node] : targetsOf(inner);
  }
  if (node.type === 'pair') return children(node).slice(-1);
  return [node];
}
