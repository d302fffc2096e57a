import { type FileToWrite, type ValueToWrite, writeGguf } from './write.fixture.ts';

const text = (value: string): ValueToWrite => ({ type: 'string', value });

const MODEL: FileToWrite = {
  metadata: [
    ['general.architecture', text('llama')],
    ['general.alignment', { type: 'u32', value: 32 }],
    ['llama.rope.freq_base', { type: 'f32', value: 10_000 }],
    ['llama.context_length', { type: 'u64', value: 2n ** 60n }],
    ['llama.scale', { type: 'f64', value: 0.5 }],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: 1 }],
    ['tokenizer.ggml.tokens', { type: 'array', elementType: 'string', value: ['<s>', 'é', ''].map(text) }],
    [
      'tokenizer.ggml.token_type',
      { type: 'array', elementType: 'i32', value: [3, 1, -1].map((value) => ({ type: 'i32', value })) },
    ],
    ['tokenizer.chat_template', text('{% for m in messages %}{{ m.content }}{% endfor %}')],
    ['tokenizer.chat_template.tool_use', text('{{ tools }}')],
    ['tokenizer.chat_templates', { type: 'array', elementType: 'string', value: [text('tool_use')] }],
  ],
  tensors: [
    { name: 'token_embd.weight', dims: [32, 3], type: 8 },
    { name: 'output_norm.weight', dims: [8], type: 0 },
  ],
};

/** Small valid files to mutate. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'model.gguf', bytes: writeGguf(MODEL) },
    { name: 'big-endian.gguf', bytes: writeGguf({ ...MODEL, bigEndian: true }) },
    { name: 'version-2.gguf', bytes: writeGguf({ ...MODEL, version: 2 }) },
    { name: 'version-1.gguf', bytes: writeGguf({ ...MODEL, version: 1 }) },
    { name: 'empty.gguf', bytes: writeGguf({}) },
  ];
}
