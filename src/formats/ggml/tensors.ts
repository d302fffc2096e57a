import { isUtf8 } from 'node:buffer';
import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { elementCount } from '../ggml-types.ts';
import { TensorTableBuilder } from '../tensor-table.ts';
import { oddName } from '../text-checks.ts';
import { typeOf } from './containers.ts';
import { type Input, OtherLayout } from './input.ts';
import { DIMENSIONS, NAME_MOST } from './structure.ts';

/** Tensors as they are read, so that an error loses none before it. */
export class Tensors {
  readonly table = new TensorTableBuilder();
  readonly names = new Set<string>();
  parameters = 0;
  /** After the last whole tensor. */
  end = 0;
}

/**
 * Reads tensors to the end of the file: dimensions, name length and type, 32 bits each; the dimensions; the name;
 * padding; the data, which is passed over.
 * @returns whether the end of the file was reached
 * @throws OtherLayout where what stands there is no tensor; InputError `truncated`, `malformed`
 */
export async function readTensors(input: Input, tensors: Tensors): Promise<boolean> {
  const { cursor, notes, context } = input;
  const most = context.limits['gguf.tensors'];
  while (cursor.left > 0) {
    if (tensors.table.count >= most) {
      notes.note('ggml.limit', () => `more than ${most} tensors`, { offset: cursor.at, stops: true });
      return false;
    }
    await readTensor(input, tensors);
    tensors.end = cursor.at;
  }
  return true;
}

async function readTensor(input: Input, tensors: Tensors): Promise<void> {
  const { cursor, notes, container, version } = input;
  const at = cursor.at;
  await cursor.need(12);
  const [dimensions, nameLength, typeNumber] = [cursor.u32(), cursor.u32(), cursor.u32()];
  if (dimensions > DIMENSIONS) throw new OtherLayout(`a tensor of ${dimensions} dimensions is not plausible`, at);
  if (nameLength > NAME_MOST) throw new OtherLayout(`a tensor name of ${nameLength} bytes is not plausible`, at);
  const type = typeOf(container, version, typeNumber);
  if (type === undefined) throw new OtherLayout(`the tensor type ${typeNumber} did not exist in this version`, at);
  await cursor.need(4 * dimensions + nameLength);
  const dims = Array.from({ length: dimensions }, () => cursor.u32());
  const nameBytes = cursor.taken(nameLength);
  const name = new TextDecoder().decode(nameBytes);
  const note = (code: string, what: string) =>
    notes.note(code, () => `the tensor "${printable(name)}" ${what}`, { offset: at });
  if (!isUtf8(nameBytes)) note('ggml.utf8', 'has a name that is not valid UTF-8');
  const odd = oddName(name);
  if (odd !== undefined) note('ggml.tensor-name', odd);
  if (tensors.names.has(name)) note('ggml.duplicate-tensor', 'stands twice: readers differ in which they load');
  tensors.names.add(name);

  const elements = elementCount(dims);
  const bytes = (elements / type.elements) * type.bytes;
  if (!Number.isSafeInteger(elements) || (dims[0] ?? 1) % type.elements !== 0) {
    const message = `the tensor "${printable(name)}" has dimensions (${dims.join(' × ')}) that ${type.name} cannot hold`;
    throw new InputError('malformed', message, { offset: at });
  }
  if (elements === 0) note('ggml.empty-tensor', 'has a dimension of zero');
  const begin = Math.ceil(cursor.at / container.alignment) * container.alignment;
  tensors.table.add({ name, type: type.name, dims, begin, end: begin + bytes });
  const over = begin + bytes - (cursor.at + cursor.left);
  if (over > 0) {
    const message = `the tensor "${printable(name)}" ends ${over} bytes beyond the end of the file`;
    throw new InputError('truncated', message, { offset: begin });
  }
  tensors.parameters += elements;
  cursor.skip(begin + bytes - cursor.at);
}
