import { InputError } from '../../core/errors.ts';

export interface NpyHeader {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

/** Dimensions that NumPy allows. */
const MOST_DIMENSIONS = 64;

/** What NumPy writes for a type whose elements are numbers, text or raw bytes. */
const TYPE = String.raw`[|<>=]?(?:[?bhilqpBHILQPefdgFDG]|[biufcmMSaUV]\d+(?:\[[^\]']*\])?)`;
const PLAIN = new RegExp(`^'${TYPE}'$`);
const NAME = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
/** Where a field begins: its name, or a title and a name. */
const FIELD = new RegExp(String.raw`\(\s*(?:${NAME}|\(\s*${NAME}\s*,\s*${NAME}\s*\))\s*,`, 'g');
/** A list of fields without their names: types, shapes and further lists. */
const FIELDS = new RegExp(`^\\[(?:[\\[\\](),\\d\\s]|'${TYPE}'(?=\\s*[,)]))*\\]$`);

/**
 * The header's dictionary, a Python literal with exactly three keys. NumPy evaluates it with `ast.literal_eval`; here it
 * is matched against the one shape that NumPy writes, and anything else is malformed.
 * Source: numpy/lib/format.py, `_read_array_header`.
 * @throws InputError `malformed`
 */
export function parseHeader(text: string): NpyHeader {
  const items = itemsOf(text.trim());
  const [descr, order, shape] = [items.get('descr'), items.get('fortran_order'), items.get('shape')];
  const sizes = /^\(([0-9L,\s]*)\)$/.exec(shape ?? '')?.[1];
  if (descr === undefined || !/^['[]/.test(descr) || !/^(?:True|False)$/.test(order ?? '') || sizes === undefined)
    throw new InputError(
      'malformed',
      'the header lacks descr, fortran_order or shape, or writes them in an unusual way',
    );
  const dimensions = sizes
    .split(',')
    .map((one) => one.replace('L', '').trim())
    .filter((one) => one !== '')
    .map(Number);
  if (dimensions.length > MOST_DIMENSIONS) throw new InputError('malformed', `${dimensions.length} dimensions`);
  return { descr, fortranOrder: order === 'True', shape: dimensions };
}

/** The text of each value by its key. Of a key that stands twice Python takes the last. @throws InputError `malformed` */
function itemsOf(text: string): Map<string, string> {
  const items = new Map<string, string>();
  const key = /\s*'(\w{1,32})'\s*:/y;
  let at = text.startsWith('{') ? 1 : text.length;
  for (;;) {
    key.lastIndex = at;
    const name = key.exec(text)?.[1];
    if (name === undefined) break;
    if (items.has(name)) throw new InputError('malformed', `the header holds ${name} twice`);
    const end = valueEnd(text, key.lastIndex);
    items.set(name, text.slice(key.lastIndex, end).trim());
    at = text[end] === ',' ? end + 1 : end;
  }
  if (text.slice(at).trim() !== '}')
    throw new InputError('malformed', 'the header is no dictionary as NumPy writes it');
  return items;
}

/** Where the value that begins at `from` ends: at a comma or the brace outside of quotes and brackets. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const letter = text[i];
    if (letter === "'" || letter === '"') i = quoteEnd(text, i, letter);
    else if (letter === '[' || letter === '(') depth++;
    else if (letter === ']' || letter === ')') depth--;
    else if (letter === '#' || letter === '{') break;
    else if (depth === 0 && (letter === ',' || letter === '}')) return i;
  }
  throw new InputError('malformed', 'a value of the header has no end, or holds what NumPy does not write');
}

function quoteEnd(text: string, from: number, quote: string): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

/**
 * True where elements are of type object, `'|O'` or `[('a', '|O')]`, or may be: NumPy knows many names for a type, and
 * Python joins texts that stand side by side.
 */
export function holdsObjects(descr: string): boolean {
  return !PLAIN.test(descr) && !FIELDS.test(descr.replaceAll(FIELD, '('));
}
