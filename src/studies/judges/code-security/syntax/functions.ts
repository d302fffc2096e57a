import type { Node } from 'web-tree-sitter';
import type { Expression, Parameter } from './expression.ts';

const FUNCTIONS =
  /^(?:function_definition|function_declaration|arrow_function|function_expression|generator_function_declaration|method_definition|method_declaration|constructor_declaration|func_literal|lambda|lambda_expression|anonymous_function(?:_creation_expression)?)$/;

/** A function with what stands before it: decorators, annotations, attributes. */
export function lowerFunction(
  node: Node,
  at: { text: string; line: number },
  down: (child: Node) => Expression,
): Expression | undefined {
  if (!FUNCTIONS.test(node.type)) return undefined;
  const body = node.childForFieldName('body');
  if (body === null) return undefined;
  let declarator = node.childForFieldName('declarator');
  while (declarator !== null && declarator.type !== 'function_declarator')
    declarator = declarator.childForFieldName('declarator');
  const list = (declarator ?? node).childForFieldName('parameters') ?? node.childForFieldName('parameter');
  const receiver = node.childForFieldName('receiver');
  const name =
    (declarator?.childForFieldName('declarator') ?? node.childForFieldName('name'))?.text ??
    node.parent?.childForFieldName('name')?.text ??
    '';
  const decorated =
    node.parent?.type === 'decorated_definition'
      ? node.parent.text.slice(0, node.startIndex - node.parent.startIndex)
      : '';
  const marks = `${decorated} ${node.text.slice(0, Math.max(0, body.startIndex - node.startIndex))}`;
  const parameters =
    list === null
      ? []
      : list.namedChildCount === 0 && list.type === 'identifier'
        ? [parameter(list)]
        : list.namedChildren.map(parameter);
  return {
    ...at,
    kind: 'function',
    name,
    parameters: receiver === null ? parameters : parameters.filter((one) => one.text !== receiver.text),
    body: down(body),
    marks,
  };
}

function parameter(node: Node): Parameter {
  const type = node.childForFieldName('type')?.text ?? '';
  const direct = node.childrenForFieldName('name').filter((child) => child !== null);
  if (direct.length > 0) return { names: direct.map((child) => child.text), type, text: node.text };
  const pattern =
    node.childForFieldName('pattern') ?? node.childForFieldName('declarator') ?? node.childForFieldName('left');
  const from = pattern ?? node;
  const wanted = ['identifier', 'shorthand_property_identifier_pattern', 'variable_name'];
  const found = wanted.includes(from.type) ? [from] : from.descendantsOfType(wanted).filter((child) => child !== null);
  const typed = node.childForFieldName('type');
  const names = found.filter(
    (child) => typed === null || child.endIndex <= typed.startIndex || child.startIndex >= typed.endIndex,
  );
  return { names: names.map((child) => child.text), type, text: node.text };
}

const NUMBER =
  /^(?:(?:unsigned|signed|const|final|static)\s+)*(?:int|long|short|float|double|boolean|bool|byte|unsigned|long long|Integer|Long|Short|Double|Float|Boolean|BigDecimal|BigInteger|LocalDate|LocalDateTime|Instant|Duration|UUID|u?int(?:8|16|32|64)|float(?:32|64)|s?size_t|time_t|off_t|u?int\d+_t|time\.(?:Time|Duration))$/;

/** `long number = …` in Java, C and Go. */
export function declaresNumber(node: Node, target: Node): boolean {
  if (!target.type.endsWith('identifier')) return false;
  const typed = node.type === 'var_spec' ? node : node.parent;
  return (
    /^(?:variable_declarator|init_declarator|var_spec)$/.test(node.type) &&
    NUMBER.test(typed?.childForFieldName('type')?.text ?? '')
  );
}
