import { printable } from '../../core/printable.ts';
import type { JsonText } from '../json-text.ts';
import { DTYPE_BITS } from './dtypes.ts';
import type { Header, HeaderContext } from './header.ts';
import { DIMENSIONS } from './structure.ts';

/** Longer dtype names are no dtype. */
const DTYPE_TEXT = 32;

interface Entry {
  dtype?: string;
  shape?: Shape;
  offsets?: { begin: number; end: number };
}

interface Shape {
  /** The first {@link DIMENSIONS}. */
  readonly dims: number[];
  count: number;
  /** Product of all; NaN or more than 2^53 where it cannot be right. */
  elements: number;
}

/**
 * One tensor: `{"dtype": …, "shape": […], "data_offsets": [begin, end]}`, checked as the reference reader does
 * (`Metadata::validate`). Adds a row whatever is wrong with it.
 * @returns whether its extent is known
 */
export function readEntry(json: JsonText, name: string, at: number, header: Header, c: HeaderContext): boolean {
  const problem = (code: string, what: string) => {
    c.notes.note(`safetensors.${code}`, () => `the tensor "${printable(name)}" ${what}`, { offset: at });
  };
  const entry = readFields(json, problem);
  const { dtype, shape, offsets } = entry;
  if (dtype !== undefined && shape !== undefined && offsets !== undefined) {
    const bits = DTYPE_BITS.get(dtype);
    if (bits === undefined) problem('dtype', `has the unknown dtype "${printable(dtype)}"`);
    else if (sizeAgrees(bits, shape, offsets, problem)) header.parameters += shape.elements;
  } else problem('tensor-entry', 'lacks a sound dtype, shape or data_offsets');
  header.tensors.add({
    name,
    type: dtype ?? '',
    dims: shape?.dims ?? [],
    begin: c.dataStart + (offsets?.begin ?? 0),
    end: c.dataStart + (offsets?.end ?? 0),
  });
  return offsets !== undefined;
}

type Problem = (code: string, what: string) => void;

function readFields(json: JsonText, problem: Problem): Entry {
  const entry: Entry = {};
  if (json.kind() !== 'object') {
    json.skip();
    return entry;
  }
  let seen = 0;
  json.object((key) => {
    const field = ['dtype', 'shape', 'data_offsets'].indexOf(key);
    if (field < 0) {
      problem('tensor-entry', `has the unknown field "${printable(key, 64)}"`);
      json.skip();
      return;
    }
    if ((seen & (1 << field)) !== 0) problem('duplicate-key', `has "${key}" twice`);
    seen |= 1 << field;
    if (field === 0) readDtype(json, entry, problem);
    else if (field === 1) readShape(json, entry, problem);
    else readOffsets(json, entry, problem);
  }, DTYPE_TEXT);
  return entry;
}

function readDtype(json: JsonText, entry: Entry, problem: Problem): void {
  if (json.kind() === 'string') entry.dtype = json.string(DTYPE_TEXT);
  else {
    problem('dtype', `has a JSON ${json.kind()} as its dtype`);
    json.skip();
  }
}

function readShape(json: JsonText, entry: Entry, problem: Problem): void {
  if (json.kind() !== 'array') {
    problem('shape', `has a JSON ${json.kind()} as its shape`);
    json.skip();
    return;
  }
  const shape: Shape = { dims: [], count: 0, elements: 1 };
  let sound = true;
  json.array(() => {
    const dim = readInteger(json);
    if (Number.isNaN(dim)) sound = false;
    // A zero makes the tensor empty whatever the others are.
    shape.elements = dim === 0 || shape.elements === 0 ? 0 : shape.elements * dim;
    if (shape.count++ < DIMENSIONS) shape.dims.push(dim);
  });
  if (!sound) problem('shape', 'has a dimension that is not an integer from 0 to 2^53');
  else entry.shape = shape;
  if (shape.count > DIMENSIONS) problem('dimensions', `has ${shape.count} dimensions; PyTorch and NumPy stop at 64`);
}

function readOffsets(json: JsonText, entry: Entry, problem: Problem): void {
  if (json.kind() !== 'array') {
    problem('offsets', `has a JSON ${json.kind()} as its data_offsets`);
    json.skip();
    return;
  }
  const found: number[] = [];
  let count = 0;
  json.array(() => {
    const value = readInteger(json);
    if (count++ < 2) found.push(value);
  });
  const [begin, end] = found;
  if (count !== 2 || begin === undefined || end === undefined || Number.isNaN(begin) || Number.isNaN(end)) {
    problem('offsets', 'has data_offsets that are not two integers from 0 to 2^53');
  } else if (begin > end) problem('offsets', `begins at ${begin}, after its end at ${end}`);
  else entry.offsets = { begin, end };
}

/** A non-negative integer that a double holds exactly, else NaN. No file is as long as 2^53 bytes. */
function readInteger(json: JsonText): number {
  if (json.kind() !== 'number') {
    json.skip();
    return Number.NaN;
  }
  const value = json.number();
  return json.plainInteger && Number.isSafeInteger(value) ? value : Number.NaN;
}

function sizeAgrees(bits: number, shape: Shape, offsets: { begin: number; end: number }, problem: Problem): boolean {
  const total = shape.elements * bits;
  if (!Number.isSafeInteger(total)) {
    problem('overflow', `has a shape of ${shape.elements} elements, more bits than 2^53: the size overflows`);
    return false;
  }
  if (total % 8 !== 0) {
    problem('sub-byte', `holds ${shape.elements} elements of ${bits} bits, not a whole number of bytes`);
    return false;
  }
  const length = offsets.end - offsets.begin;
  if (length === total / 8) return true;
  problem('size', `needs ${total / 8} bytes by its dtype and shape, but its data_offsets span ${length}`);
  return false;
}
