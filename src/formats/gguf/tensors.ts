import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { elementCount, GGML_TYPES, REMOVED_GGML_TYPES } from '../ggml-types.ts';
import { TensorTableBuilder } from '../tensor-table.ts';
import { oddName } from '../text-checks.ts';
import { countBytes, type Input, readString, takeCount } from './input.ts';
import { DIMENSIONS, DIMENSIONS_READ, DIMENSIONS_SEEN, NAME_MOST, NAME_TEXT } from './structure.ts';

/** Bytes of a name that no writer of any kind of model comes near: some have a hundred, for buffers of 64 or 128. */
const NAME_LONGEST = 255;

/** A tensor info as it stands, its offset from the beginning of the data. */
interface TensorInfo {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: number;
  readonly offset: number;
  /** Where it stands in the header. */
  readonly at: number;
}

/** Tensors collected while the beginning of the data is not known yet. */
export class TensorInfos {
  readonly table = new TensorTableBuilder();
  /** Rows whose size is not known. */
  readonly unsized = new Set<number>();
  readonly names = new Set<string>();
  parameters = 0;
}

/**
 * Reads `count` tensor infos, at most `gguf.tensors`. Begin and end in the table are from the beginning of the data.
 * @returns whether all were read
 * @throws InputError where one cannot be read; `infos` has those before it
 */
export async function readTensors(input: Input, count: number, infos: TensorInfos): Promise<boolean> {
  const most = input.context.limits['gguf.tensors'];
  for (let i = 0; i < count; i++) {
    if (i >= most) {
      input.notes.note('gguf.limit', () => `more than ${most} tensors`, { offset: input.cursor.at, stops: true });
      return false;
    }
    place(input, await readInfo(input, i, infos), infos);
  }
  return true;
}

async function readInfo(input: Input, index: number, infos: TensorInfos): Promise<TensorInfo> {
  const { cursor, notes } = input;
  const at = cursor.at;
  const { text: name, length } = await readString(input, NAME_TEXT, () => `the name of tensor ${index}`);
  const note = (code: string, what: string) =>
    notes.note(code, () => `the tensor "${printable(name)}" ${what}`, { offset: at });
  const odd = length > NAME_MOST ? `has a name of ${length} bytes; llama.cpp allows ${NAME_MOST}` : oddName(name);
  if (odd !== undefined) note(length > NAME_LONGEST ? 'gguf.long-name' : 'gguf.tensor-name', odd);
  if (infos.names.has(name)) note('gguf.duplicate-tensor', 'stands twice: readers differ in which they load');
  infos.names.add(name);
  await cursor.need(4);
  const dimensions = cursor.u32();
  if (dimensions > DIMENSIONS_READ) {
    throw new InputError('malformed', `the tensor "${printable(name)}" claims ${dimensions} dimensions`, {
      offset: at,
    });
  }
  if (dimensions > DIMENSIONS_SEEN)
    note(
      'gguf.dimension-count',
      `has ${dimensions} dimensions: loaders that keep ${DIMENSIONS} of them write out of bounds`,
    );
  else if (dimensions > DIMENSIONS)
    note('gguf.dimensions', `has ${dimensions} dimensions; llama.cpp allows ${DIMENSIONS}`);
  await cursor.need(dimensions * countBytes(input) + 12);
  const dims = Array.from({ length: dimensions }, () => takeCount(input));
  return { name, dims, type: cursor.u32(), offset: cursor.u64(), at };
}

function place(input: Input, info: TensorInfo, infos: TensorInfos): void {
  const bytes = tensorBytes(input, info);
  if (bytes === undefined) infos.unsized.add(infos.table.count);
  else infos.parameters += elementCount(info.dims);
  infos.table.add({
    name: info.name,
    type: (GGML_TYPES.get(info.type) ?? REMOVED_GGML_TYPES.get(info.type))?.name ?? `type ${info.type}`,
    dims: info.dims,
    begin: info.offset,
    end: info.offset + (bytes ?? 0),
  });
}

/** Bytes of a tensor's data; undefined, with an anomaly, where type or shape do not tell (`gguf_init_from_file`). */
function tensorBytes(input: Input, { name, dims, type, at }: TensorInfo): number | undefined {
  const note = (code: string, what: string) => {
    input.notes.note(code, () => `the tensor "${printable(name)}" ${what}`, { offset: at });
  };
  const known = GGML_TYPES.get(type) ?? REMOVED_GGML_TYPES.get(type);
  if (known === undefined) {
    note('gguf.type', `has the unknown type ${type}: made for a private or later loader, its size is not known`);
    return undefined;
  }
  if (!GGML_TYPES.has(type)) note('gguf.removed-type', `has the type ${known.name}, which loaders no longer read`);
  const elements = elementCount(dims);
  if (!Number.isSafeInteger(elements) || dims.some((dim) => !Number.isSafeInteger(dim))) {
    note('gguf.overflow', 'has dimensions whose product passes 2^53: sizes computed from it overflow');
    return undefined;
  }
  if (elements === 0) note('gguf.empty-tensor', 'has a dimension of zero');
  const row = dims[0] ?? 1;
  if (row % known.elements !== 0) {
    note('gguf.block', `has rows of ${row} elements, not a multiple of the ${known.elements} of a ${known.name} block`);
    return undefined;
  }
  return (elements / known.elements) * known.bytes;
}
