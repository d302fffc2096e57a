import type { Callables } from './callables.ts';
import type { Describe } from './describe.ts';
import type { Tuples } from './tuples.ts';
import { Kind, RESULT_STRIDE } from './values.ts';

/** What decides how many bytes an element takes. */
export interface Dtype {
  readonly size: number;
  /** Elements are Python objects, or hold some. */
  readonly objects: boolean;
}

/** A type as it was made. */
export interface Record {
  /** `f`, `S`, `V`… and the number behind it, as the constructor was given them. */
  readonly letter: string;
  readonly number: number;
  /** Undefined once its state makes its size unclear. */
  dtype: Dtype | undefined;
}

const PATTERN = /^[<>|=]?([?biufcmMOSaUV])(\d{0,10})(?:\[[^\]]{0,20}\])?$/;
/** Sizes that a kind of number has. */
const SIZES: Readonly<Partial<{ [letter: string]: readonly number[] }>> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8, 12, 16],
  c: [8, 16, 24, 32],
  m: [8],
  M: [8],
};
const HAS_OBJECT = 1;

/**
 * NumPy's element types as a pickle makes them: `numpy.dtype('f8', False, True)`, then a state (numpy's
 * `arraydescr_reduce` and `arraydescr_setstate`). Each made has a name of its own, wherever it is copied to.
 */
export class Dtypes {
  private readonly callables: Callables;
  private readonly tuples: Tuples;
  private readonly describe: Describe;
  private readonly records = new Map<number, Record>();

  constructor(callables: Callables, tuples: Tuples, describe: Describe) {
    this.callables = callables;
    this.tuples = tuples;
    this.describe = describe;
  }

  clear(): void {
    this.records.clear();
  }

  /** The size of what a result stands for, where it is a type and its size is certain. */
  get(payload: number): Dtype | undefined {
    return this.records.get(payload)?.dtype;
  }

  /** The payload to use for the result of the call that a record was read for. */
  name(payload: number, record: Record): number {
    const number = this.callables.anonymous(payload);
    if (number === undefined) return payload;
    const named = (payload % RESULT_STRIDE) + number * RESULT_STRIDE;
    this.records.set(named, record);
    return named;
  }

  /** What a call makes, where it is `numpy.dtype(…)`. @throws NeedBytes */
  read(kind: number, callee: number, tuple: number | undefined): Record | undefined {
    if (kind !== Kind.global || tuple === undefined || this.callables.at(callee).name !== 'numpy.dtype')
      return undefined;
    const length = this.tuples.length(tuple) ?? 0;
    if (length < 1 || length > 3 || this.tuples.kind(tuple, 0) !== Kind.str) return undefined;
    const text = this.describe.value(Kind.str, this.tuples.payload(tuple, 0));
    const match = text.type === 'str' && !text.cut ? PATTERN.exec(text.text) : null;
    if (match === null) return undefined;
    const letter = match[1] ?? '';
    const number = match[2] === '' ? -1 : Number(match[2]);
    return { letter, number, dtype: natural(letter, number) };
  }

  /** True where the object was a type, whose state this was. */
  build(target: number, kind: number, state: number): boolean {
    const record = this.records.get(target);
    if (record === undefined) return false;
    record.dtype = kind === Kind.tuple ? this.withState(record, state) : undefined;
    return true;
  }

  /** `(version, order, subdtype, names, fields, size, alignment, flags, …)`; undefined where NumPy may see another size. */
  private withState({ letter, dtype }: Record, tuple: number): Dtype | undefined {
    const { tuples } = this;
    const length = tuples.length(tuple) ?? 0;
    if (dtype === undefined || length < 8 || length > 9 || tuples.kind(tuple, 2) !== Kind.none) return undefined;
    const [size, flags] = [tuples.payload(tuple, 5), tuples.payload(tuple, 7)];
    if (tuples.kind(tuple, 5) !== Kind.int || tuples.kind(tuple, 7) !== Kind.int) return undefined;
    // NumPy believes the flags, whatever the letter: they alone say whether joblib finds a pickle or numbers.
    const objects = (flags & HAS_OBJECT) !== 0;
    if (!Number.isSafeInteger(flags) || (letter !== 'V' && objects !== dtype.objects)) return undefined;
    const isPlain = tuples.kind(tuple, 3) === Kind.none && tuples.kind(tuple, 4) === Kind.none;
    if (letter === 'V') return size === dtype.size || size === -1 ? { ...dtype, objects } : undefined;
    return isPlain && (size === -1 || size === dtype.size) ? dtype : undefined;
  }
}

function natural(letter: string, number: number): Dtype | undefined {
  if (letter === 'O') return { size: 8, objects: true };
  if (letter === '?') return { size: 1, objects: false };
  if (letter === 'S' || letter === 'a' || letter === 'V')
    return number > 0 ? { size: number, objects: false } : undefined;
  if (letter === 'U') return number > 0 ? { size: 4 * number, objects: false } : undefined;
  return SIZES[letter]?.includes(number) === true ? { size: number, objects: false } : undefined;
}
