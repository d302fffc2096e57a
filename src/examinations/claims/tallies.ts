import { type Tally, TallyBuilder } from '../../claims/weights/tally.ts';
import type { GgufStructure } from '../../formats/gguf/structure.ts';
import type { SafetensorsStructure } from '../../formats/safetensors/structure.ts';
import { type TensorTable, tensorAt } from '../../formats/tensor-table.ts';

interface Tallied {
  readonly tally: Tally;
  /** Bytes of all tensors. */
  readonly bytes: number;
}

export function tallyOfSafetensors({ tensors }: SafetensorsStructure): Tallied {
  // bitsandbytes puts the state of a tensor of four bits an element beside it.
  const packed = new Set(
    tensors.names
      .filter((name) => name.includes('.quant_state.'))
      .map((name) => name.slice(0, name.indexOf('.quant_state.'))),
  );
  return tallyOf(tensors, packed, (dims) => dims[0] ?? 1);
}

export function tallyOfGguf({
  tensors,
  metadata,
}: GgufStructure): Tallied & { metadata: Map<string, number | string> } {
  const kept = new Map<string, number | string>();
  for (const { key, value } of metadata) {
    if (value?.kind === 'number') kept.set(key, Number(value.value));
    if (value?.kind === 'string' && value.text.length <= 64) kept.set(key, value.text);
    if (value?.kind === 'array' && key === 'tokenizer.ggml.tokens') kept.set(key, value.length);
  }
  return { ...tallyOf(tensors, new Set(), (dims) => dims.at(-1) ?? 1), metadata: kept };
}

function tallyOf(
  tensors: TensorTable,
  packed: ReadonlySet<string>,
  rowsOf: (dims: readonly number[]) => number,
): Tallied {
  const builder = new TallyBuilder(packed);
  let bytes = 0;
  for (let i = 0; i < tensors.names.length; i++) {
    const { name, type, dims, begin, end } = tensorAt(tensors, i);
    bytes += end - begin;
    const elements = dims.reduce((product, dim) => product * dim, 1);
    builder.add({ name, type, elements, rows: rowsOf(dims), dimensions: dims.length });
  }
  return { tally: builder.build(), bytes };
}
