import { HOLE, list, MOST_FOLDED, MOST_ITEMS, number, taints, textOf, unknown, type Value } from './value.ts';

/** A binary operator on what is known of its operands. */
export function calculate(sign: string, left: Value, right: Value): Value {
  const from = taints([left, right]);
  if (left.kind === 'path' && sign === '/' && right.kind === 'text')
    return { ...left, from, text: `${left.text ?? HOLE}/${right.text}` };
  if (sign === '+' && (left.kind === 'text' || right.kind === 'text')) {
    const [a, b] = [left, right].map((side) => (side.kind === 'text' ? side.text : HOLE));
    return textOf(`${a}${b}`, a === HOLE || b === HOLE ? [...new Set([...from, 'computed' as const])] : from);
  }
  if (
    sign === '+' &&
    left.kind === 'list' &&
    right.kind === 'list' &&
    left.items.length + right.items.length < MOST_ITEMS
  )
    return list([...left.items, ...right.items]);
  if (sign === '*' && left.kind === 'text' && right.kind === 'number')
    return left.text.length * right.value < 65_536
      ? textOf(left.text.repeat(Math.max(0, right.value)), from)
      : unknown(from);
  if (sign === '%' && left.kind === 'text') return format(left.text, right, from);
  if (left.kind === 'number' && right.kind === 'number') return number(arithmetic(sign, left.value, right.value), from);
  return unknown(from);
}

function format(template: string, values: Value, from: Value['from']): Value {
  const items = values.kind === 'list' ? values.items : [values];
  const marks = template.length / 2;
  if (items.some((item) => item.kind === 'text' && item.text.length * marks > 64 * MOST_FOLDED)) return unknown(from);
  let next = 0;
  return textOf(
    template.replace(/%[-+ #0]*\d*(?:\.\d+)?[srdixc%]/g, (mark) => {
      if (mark === '%%') return '%';
      const item = items[next++];
      if (item?.kind === 'text') return item.text;
      return item?.kind !== 'number' ? HOLE : mark.endsWith('c') ? String.fromCharCode(item.value) : String(item.value);
    }),
    from,
  );
}

function arithmetic(sign: string, a: number, b: number): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      return Math.floor(a / b);
    case '/':
      return a / b;
    case '%':
      return ((a % b) + b) % b;
    case '^':
      return a ^ b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    default:
      return Number.NaN;
  }
}
