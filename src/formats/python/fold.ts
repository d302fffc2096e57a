import { decodeNamed, decodeWith, isDecoder } from './decode.ts';
import { fromCode } from './literals.ts';
import type { Reading } from './reading.ts';
import type { Taint } from './structure.ts';
import type { SyntaxNode } from './tree.ts';
import { HOLE, list, MOST_FOLDED, number, taints, textOf, unknown, type Value, wholeText } from './value.ts';

/** A literal of this length that is decoded is worth a word. */
const LONG = 400;
/** Items of a text that is split or listed (CWE-770). */
const MOST_ITEMS = 65_536;
/** Characters put together from codes. */
const CODES = 6;

const decoded = (values: readonly Value[]): readonly Taint[] => taints(values, ['decoded']);

/** A method of a text, a list or a number that computes and does nothing else; undefined where it is not known. */
export function foldMethod(object: Value, name: string, given: readonly Value[]): Value | undefined {
  if (object.kind === 'text') return foldText(object, name, given);
  if (object.kind === 'number' && name === 'to_bytes') {
    const bytes: number[] = [];
    for (let left = Math.max(0, object.value); left >= 1 && bytes.length < 8; left = Math.floor(left / 256))
      bytes.push(left % 256);
    const little = wholeText(given[1]) === 'little';
    return textOf(fromBytes(little ? bytes : bytes.toReversed()), decoded([object]));
  }
  return undefined;
}

function foldText(object: Extract<Value, { kind: 'text' }>, name: string, given: readonly Value[]): Value | undefined {
  const { text } = object;
  const from = taints([object, ...given]);
  const [first, second] = given;
  const [a, b] = [wholeText(first), wholeText(second)];
  switch (name) {
    case 'join':
      return joined(text, first, from);
    case 'replace':
      if (a === undefined || b === undefined || a === '' || (text.length / a.length) * b.length > MOST_FOLDED)
        return unknown(decoded([object]));
      return textOf(text.replaceAll(a, b), decoded([object]));
    case 'lower':
    case 'casefold':
      return textOf(text.toLowerCase(), from);
    case 'upper':
      return textOf(text.toUpperCase(), from);
    case 'swapcase':
      return textOf(
        text.replace(/[a-zA-Z]/g, (c) => (c < 'a' ? c.toLowerCase() : c.toUpperCase())),
        from,
      );
    case 'strip':
    case 'rstrip':
    case 'lstrip':
      return textOf(given.length === 0 ? text.trim() : text, from);
    case 'format':
      return isLong([object, ...given], text.length) ? unknown(from) : textOf(formatted(text, given), from);
    case 'split':
      return list(text.split(a ?? /\s+/, MOST_ITEMS).map((part) => textOf(part, from)));
    case 'encode':
      return a === undefined || /^(?:utf|ascii|latin)/i.test(a) ? object : decodedText(decodeNamed(text, a), [object]);
    case 'decode':
      return a === undefined
        ? textOf(decodeNamed(text, 'utf8') ?? text, from)
        : decodedText(decodeNamed(text, a), [object]);
    case 'hex':
      return unknown(from);
    case 'translate':
      return unknown(decoded([object]));
    default:
      return undefined;
  }
}

function joined(glue: string, items: Value | undefined, from: readonly Taint[]): Value {
  if (items?.kind === 'text')
    return items.text.length * (glue.length + 1) > MOST_FOLDED
      ? unknown(from)
      : textOf([...items.text].join(glue), from);
  if (items?.kind !== 'list' || isLong(items.items, 1, glue.length)) return unknown(from);
  const texts = items.items.map((item) => (item.kind === 'text' ? item.text : HOLE));
  return textOf(texts.join(glue), texts.includes(HOLE) ? [...new Set([...from, 'computed' as const])] : from);
}

/** True where the texts, each taken so often, with so much between them, pass what is kept of a computed text. */
function isLong(values: readonly Value[], times: number, between = 0): boolean {
  let length = values.length * between;
  for (const value of values) length += value.kind === 'text' ? value.text.length * times : 0;
  return length > MOST_FOLDED;
}

function formatted(text: string, given: readonly Value[]): string {
  let next = 0;
  return text.replace(/\{(\d*)[^{}]*\}/g, (_, index: string) => {
    const item = given[index === '' ? next++ : Number(index)];
    return item?.kind === 'text' ? item.text : item?.kind === 'number' ? String(item.value) : HOLE;
  });
}

const decodedText = (text: string | undefined, values: readonly Value[]): Value =>
  text === undefined ? unknown(decoded(values)) : textOf(text, decoded(values));

/** A function that computes and does nothing else; undefined where it is none of these. */
export function foldCall(reading: Reading, path: string, given: readonly Value[], node: SyntaxNode): Value | undefined {
  const [first, second] = given;
  const from = taints(given);
  switch (path) {
    case 'chr':
    case 'unichr':
      return first?.kind === 'number' ? textOf(fromCode(first.value), decoded(given)) : unknown(decoded(given));
    case 'ord':
      return first?.kind === 'text' ? number(first.text.codePointAt(0) ?? 0, from) : unknown(from);
    case 'bytes':
    case 'bytearray':
      return codes(reading, first, given, node);
    case 'str':
      return first?.kind === 'number' ? textOf(String(first.value), from) : (first ?? textOf(''));
    case 'int':
      return integer(first, second, from);
    case 'list':
    case 'tuple':
    case 'iter':
      return first?.kind === 'text'
        ? list(Array.from(first.text.slice(0, MOST_ITEMS)).map((letter) => textOf(letter, from)))
        : first;
    case 'reversed':
      return first?.kind === 'list'
        ? list(first.items.toReversed())
        : first?.kind === 'text'
          ? list(
              Array.from(first.text.slice(0, MOST_ITEMS))
                .toReversed()
                .map((letter) => textOf(letter, decoded(given))),
            )
          : unknown(from);
    case 'map':
      return mapped(reading, given, node);
    case 'range':
      return range(given);
    case 'codecs.decode':
    case 'codecs.encode': {
      const [text, name] = [wholeText(first), wholeText(second)];
      return decodedText(text === undefined || name === undefined ? undefined : decodeNamed(text, name), given);
    }
    case 'os.path.join':
    case 'posixpath.join':
    case 'pathlib.PurePosixPath':
      return textOf(given.map((one) => (one.kind === 'text' ? one.text : HOLE)).join('/'), taints(given, ['computed']));
    case 'os.path.expanduser':
    case 'os.path.expandvars':
    case 'os.path.abspath':
    case 'os.path.normpath':
    case 'os.fspath':
    case 'sys.intern':
    case 'operator.concat':
      return path === 'operator.concat' && first?.kind === 'text' && second?.kind === 'text'
        ? textOf(first.text + second.text, from)
        : first;
    default:
      return isDecoder(path) ? decoding(reading, path, given, node) : undefined;
  }
}

function decoding(reading: Reading, path: string, given: readonly Value[], node: SyntaxNode): Value {
  const text = wholeText(given[0]);
  if (text === undefined)
    return unknown(taints(given, given[0]?.from.includes('decoded') === true ? [] : ['unpacked']));
  if (text.length >= LONG) reading.signal('long-literal', `${path} of ${text.length} characters`, node);
  return decodedText(decodeWith(path, text), given);
}

/** `bytes([…])` and `bytes(text, encoding)`. */
function codes(reading: Reading, first: Value | undefined, given: readonly Value[], node: SyntaxNode): Value {
  if (first?.kind === 'text') return first;
  if (first?.kind !== 'list') return unknown(taints(given));
  const numbers = first.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN));
  if (numbers.some((value) => !Number.isInteger(value) || value < 0 || value > 255)) return unknown(decoded(given));
  if (numbers.length >= CODES) reading.signal('character-codes', fromBytes(numbers), node);
  return textOf(fromBytes(numbers), decoded(given));
}

function fromBytes(bytes: readonly number[]): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function integer(first: Value | undefined, base: Value | undefined, from: readonly Taint[]): Value {
  if (first?.kind === 'number') return number(Math.trunc(first.value), from);
  const text = wholeText(first)?.trim();
  if (text === undefined || !/^-?\w{1,15}$/.test(text)) return unknown(from);
  const radix = base?.kind === 'number' ? base.value : 10;
  return number(Number.parseInt(text.replace(/^0[xob]/i, ''), radix >= 2 && radix <= 36 ? radix : 10), from);
}

function mapped(reading: Reading, given: readonly Value[], node: SyntaxNode): Value {
  const [callable, items] = given;
  if (callable?.kind !== 'path' || items?.kind !== 'list') return unknown(taints(given));
  return list(items.items.map((item) => foldCall(reading, callable.path, [item], node) ?? unknown(taints(given))));
}

function range(given: readonly Value[]): Value {
  const numbers = given.map((one) => (one.kind === 'number' ? one.value : Number.NaN));
  const [start, stop, step] =
    numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
  const length = Math.ceil((stop - start) / step);
  if (!(length >= 0 && length <= 4096)) return unknown(taints(given));
  return list(Array.from({ length }, (_, i) => number(start + i * step)));
}
