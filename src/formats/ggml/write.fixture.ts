/** A writer for tests, able to lie about every field. */
interface TensorToWrite {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: number;
  /** Bytes of data that are written. */
  readonly bytes: number;
  readonly dimensions?: number;
  readonly nameLength?: number;
}

export interface FileToWrite {
  readonly magic: number;
  readonly version?: number;
  /** The seven of a LLaMA, or rank and alpha. */
  readonly numbers: readonly number[];
  readonly tokens?: readonly string[];
  readonly scores?: boolean;
  readonly alignment?: number;
  readonly tensors: readonly TensorToWrite[];
  readonly trailing?: readonly number[];
}

export const MAGIC = { ggml: 0x67676d6c, ggmf: 0x67676d66, ggjt: 0x67676a74, ggla: 0x67676c61 } as const;

export function writeGgml(file: FileToWrite): Uint8Array {
  const out: number[] = [];
  const u32 = (value: number) => {
    for (let shift = 0; shift < 32; shift += 8) out.push((value >>> shift) & 0xff);
  };
  const text = (value: string) => out.push(...new TextEncoder().encode(value));
  u32(file.magic);
  if (file.version !== undefined) u32(file.version);
  file.numbers.forEach(u32);
  for (const token of file.tokens ?? []) {
    u32(new TextEncoder().encode(token).length);
    text(token);
    if (file.scores === true) u32(0x3f800000);
  }
  for (const tensor of file.tensors) {
    u32(tensor.dimensions ?? tensor.dims.length);
    u32(tensor.nameLength ?? new TextEncoder().encode(tensor.name).length);
    u32(tensor.type);
    tensor.dims.forEach(u32);
    text(tensor.name);
    while (out.length % (file.alignment ?? 1) !== 0) out.push(0);
    for (let i = 0; i < tensor.bytes; i++) out.push(0x11);
  }
  out.push(...(file.trailing ?? []));
  return Uint8Array.from(out);
}
