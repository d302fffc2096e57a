import { InputError } from '../../core/errors.ts';

export interface NpyHeader {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

/** Dimensions that NumPy allows. */
const MOST_DIMENSIONS = 64;

/**
 * The header's dictionary, a Python literal with exactly three keys. NumPy evaluates it with `ast.literal_eval`; here it
 * is matched against the one shape that NumPy writes, and anything else is malformed.
 * Source: numpy/lib/format.py, `_read_array_header`.
 * @throws InputError `malformed`
 */
export function parseHeader(text: string): NpyHeader {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}'))
    throw new InputError('malformed', 'the header is no dictionary');
  const order = /'fortran_order':\s*(True|False)/.exec(trimmed)?.[1];
  const shape = /'shape':\s*\(([0-9L,\s]*)\)/.exec(trimmed)?.[1];
  const descr = /'descr':\s*('(?:[^'\\]|\\.)*'|\[[\s\S]*?\](?=\s*,\s*'(?:fortran_order|shape)'|\s*,?\s*\}))/.exec(
    trimmed,
  )?.[1];
  if (order === undefined || shape === undefined || descr === undefined) {
    throw new InputError(
      'malformed',
      'the header lacks descr, fortran_order or shape, or writes them in an unusual way',
    );
  }
  const dimensions = shape
    .split(',')
    .map((one) => one.replace('L', '').trim())
    .filter((one) => one !== '')
    .map(Number);
  if (dimensions.length > MOST_DIMENSIONS) throw new InputError('malformed', `${dimensions.length} dimensions`);
  return { descr, fortranOrder: order === 'True', shape: dimensions };
}

/** True where a type string or a list of fields has an element of type object: `'|O'`, `'O8'`, `[('a', '|O')]`. */
export function holdsObjects(descr: string): boolean {
  return /'[|<>=]?O\d*'/.test(descr);
}
