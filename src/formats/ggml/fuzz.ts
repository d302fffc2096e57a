import { type FileToWrite, MAGIC, writeGgml } from './write.fixture.ts';

const TOKENS = ['<unk>', '<s>', '</s>', 'é'];
/** A LLaMA of no layers: embeddings, norm and output. */
const LLAMA = {
  numbers: [TOKENS.length, 32, 256, 1, 0, 32, 1],
  tokens: TOKENS,
  tensors: [
    { name: 'tok_embeddings.weight', dims: [32, 4], type: 1, bytes: 256 },
    { name: 'norm.weight', dims: [32], type: 0, bytes: 128 },
    { name: 'output.weight', dims: [32, 4], type: 1, bytes: 256 },
  ],
};

export const GGJT: FileToWrite = { ...LLAMA, magic: MAGIC.ggjt, version: 3, scores: true, alignment: 32 };
export const LORA: FileToWrite = {
  magic: MAGIC.ggla,
  version: 1,
  numbers: [8, 16],
  alignment: 32,
  tensors: [
    { name: 'layers.0.attention.wq.weight.loraA', dims: [32, 8], type: 0, bytes: 1024 },
    { name: 'layers.0.attention.wq.weight.loraB', dims: [8, 32], type: 0, bytes: 1024 },
  ],
};

/** Small valid files to mutate. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'ggjt-3.bin', bytes: writeGgml(GGJT) },
    { name: 'ggmf.bin', bytes: writeGgml({ ...LLAMA, magic: MAGIC.ggmf, version: 1, scores: true }) },
    { name: 'ggml.bin', bytes: writeGgml({ ...LLAMA, magic: MAGIC.ggml }) },
    { name: 'lora.bin', bytes: writeGgml(LORA) },
  ];
}
