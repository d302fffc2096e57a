/** Bytes of one element by torch's class of storage; of others nothing is said. `torch/storage.py`, `_dtype_to_storage_type_map` */
const BYTES: ReadonlyMap<string, number> = new Map([
  ['ComplexDouble', 16],
  ['ComplexFloat', 8],
  ['Double', 8],
  ['Float', 4],
  ['Half', 2],
  ['BFloat16', 2],
  ['Long', 8],
  ['Int', 4],
  ['Short', 2],
  ['Char', 1],
  ['Byte', 1],
  ['Bool', 1],
  ['Untyped', 1],
]);

/** Bytes of one element of a storage, or undefined for a class that is not known. */
export function elementBytes(type: string): number | undefined {
  return BYTES.get(/^(?:torch|torch\.storage|torch\.cuda)\.(\w+)Storage$/.exec(type)?.[1] ?? '');
}
