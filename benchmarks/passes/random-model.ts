/** A GGUF file of a Llama shape with random weights: as fast or slow as a trained one, and nobody's. */
import { createCipheriv } from 'node:crypto';
import { open } from 'node:fs/promises';
import { GGML_TYPES } from '../../src/formats/ggml-types.ts';
import { type TensorToWrite, type ValueToWrite, writeGguf } from '../../src/formats/gguf/write.fixture.ts';
import type { Shape } from './shapes.ts';

const [F32, Q8_0] = [0, 8];
const BLOCK = { elements: 32, bytes: 34 };
const ALIGNMENT = 32;
/** The scale of a block as a float16, some 2.7e-4: with eight random bits, numbers with a standard deviation of 0.02. */
const SCALE = 0x0c6d;
/** Bytes made at one time: whole blocks. */
const STRETCH = BLOCK.bytes * 2 ** 15;
/** A Llama tokenizer takes the last ones for its marks. */
const MARKS = ['<|begin_of_text|>', '<|end_of_text|>'];

const text = (value: string): ValueToWrite => ({ type: 'string', value });
const u32 = (value: number): ValueToWrite => ({ type: 'u32', value });
const f32 = (value: number): ValueToWrite => ({ type: 'f32', value });
const texts = (values: readonly string[]): ValueToWrite => ({
  type: 'array',
  elementType: 'string',
  value: values.map(text),
});

const CONTEXT = 4096;

/** @returns the bytes written */
export async function writeRandomModel(path: string, shape: Shape): Promise<number> {
  const tensors = tensorsOf(shape);
  let at = 0;
  const placed = tensors.map((tensor) => {
    const one = { ...tensor, offset: BigInt(at), bytes: 0 };
    at += sizeOf(tensor);
    return one;
  });
  const file = await open(path, 'w');
  try {
    const header = writeGguf({ metadata: metadataOf(shape), tensors: placed, alignment: ALIGNMENT });
    await file.write(header);
    const random = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16));
    for (const tensor of tensors) {
      if (tensor.type === F32) await file.write(ones(sizeOf(tensor) / 4));
      else
        for (let left = sizeOf(tensor); left > 0; left -= STRETCH)
          await file.write(blocks(random.update(Buffer.alloc(Math.min(left, STRETCH)))));
    }
    return header.length + at;
  } finally {
    await file.close();
  }
}

function tensorsOf({ layers, width, heads, kvHeads, headSize, hidden, vocabulary, tied }: Shape): TensorToWrite[] {
  const matrix = (name: string, inputs: number, outputs: number): TensorToWrite => ({
    name: `${name}.weight`,
    dims: [inputs, outputs],
    type: Q8_0,
  });
  const norm = (name: string): TensorToWrite => ({ name: `${name}.weight`, dims: [width], type: F32 });
  const layer = (_: unknown, index: number): TensorToWrite[] => {
    const of = `blk.${index}`;
    return [
      norm(`${of}.attn_norm`),
      matrix(`${of}.attn_q`, width, heads * headSize),
      matrix(`${of}.attn_k`, width, kvHeads * headSize),
      matrix(`${of}.attn_v`, width, kvHeads * headSize),
      matrix(`${of}.attn_output`, heads * headSize, width),
      norm(`${of}.ffn_norm`),
      matrix(`${of}.ffn_gate`, width, hidden),
      matrix(`${of}.ffn_up`, width, hidden),
      matrix(`${of}.ffn_down`, hidden, width),
    ];
  };
  return [
    matrix('token_embd', width, vocabulary),
    ...Array.from({ length: layers }, layer).flat(),
    norm('output_norm'),
    ...(tied ? [] : [matrix('output', width, vocabulary)]),
  ];
}

/** Whole blocks of widths that 32 divides, so every tensor ends where the next may begin. */
function sizeOf({ name, dims, type }: TensorToWrite): number {
  const known = GGML_TYPES.get(type);
  const elements = dims.map(Number).reduce((product, one) => product * one, 1);
  const bytes = known === undefined ? Number.NaN : (elements / known.elements) * known.bytes;
  if (bytes % ALIGNMENT !== 0) throw new RangeError(`${name} of ${bytes} bytes does not end on ${ALIGNMENT}`);
  return bytes;
}

function metadataOf(shape: Shape): readonly (readonly [string, ValueToWrite])[] {
  const { layers, width, heads, kvHeads, headSize, hidden, vocabulary } = shape;
  const tokens = tokensOf(vocabulary);
  const types = tokens.map(
    (_, index): ValueToWrite => ({
      type: 'i32',
      value: index < vocabulary - MARKS.length ? 1 : 3,
    }),
  );
  return [
    ['general.architecture', text('llama')],
    ['general.name', text('random weights')],
    ['general.file_type', u32(7)],
    ['general.quantization_version', u32(2)],
    ['llama.vocab_size', u32(vocabulary)],
    ['llama.context_length', u32(CONTEXT)],
    ['llama.embedding_length', u32(width)],
    ['llama.block_count', u32(layers)],
    ['llama.feed_forward_length', u32(hidden)],
    ['llama.attention.head_count', u32(heads)],
    ['llama.attention.head_count_kv', u32(kvHeads)],
    ['llama.attention.layer_norm_rms_epsilon', f32(1e-5)],
    ['llama.rope.dimension_count', u32(headSize)],
    ['llama.rope.freq_base', f32(500_000)],
    ['tokenizer.ggml.model', text('gpt2')],
    ['tokenizer.ggml.pre', text('llama-bpe')],
    ['tokenizer.ggml.tokens', texts(tokens)],
    ['tokenizer.ggml.token_type', { type: 'array', elementType: 'i32', value: types }],
    ['tokenizer.ggml.merges', texts(['Ġ t'])],
    ['tokenizer.ggml.bos_token_id', u32(vocabulary - 2)],
    ['tokenizer.ggml.eos_token_id', u32(vocabulary - 1)],
  ];
}

/** The 256 bytes as byte-level tokenizers write them, one merge, and names to fill the vocabulary. */
function tokensOf(vocabulary: number): string[] {
  const printed = (byte: number): boolean => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printed(byte) ? byte : next++));
  const names = Array.from({ length: vocabulary - 257 - MARKS.length }, (_, index) => `token${index}`);
  return [...bytes, 'Ġt', ...names, ...MARKS];
}

function ones(count: number): Uint8Array {
  return new Uint8Array(Float32Array.from({ length: count }, () => 1).buffer);
}

function blocks(bytes: Buffer): Buffer {
  for (let at = 0; at < bytes.length; at += BLOCK.bytes) bytes.writeUInt16LE(SCALE, at);
  return bytes;
}
