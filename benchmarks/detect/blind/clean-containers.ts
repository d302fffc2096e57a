import type { DetectCase } from '../case.ts';
import { bin, f32, hex } from './bytes.ts';
import { pixel } from './hidden.ts';
import { good } from './make.ts';
import { build, dict, newobj, pk, ref, tup } from './pickle.ts';
import { floats, legacy, legacyState, npy, ordered, stateDict, tensor, torchZip } from './torch.ts';
import { baseKv, eight, four, ggml, gguf, gstr, kvArr, kvStr, kvU32, safetensors, safetensorsRaw } from './tensors.ts';
import { zip } from './zip.ts';

const readme = bin('# tiny\n\nNever call `pickle.load` on files you do not trust: `os.system` may run.\n');
const script = bin(
  [
    'class M(Module):',
    '  __parameters__ = []',
    '  __buffers__ = []',
    '  training : bool',
    '  _is_full_backward_hook : Optional[bool]',
    '  def forward(self: __torch__.M,',
    '    x: Tensor) -> Tensor:',
    '    return torch.relu(x)',
    '',
  ].join('\n'),
);

export const cleanContainerCases: readonly DetectCase[] = [
  good('legacy-torch', 'state', 'torch-legacy', 'an ordinary state dict of the old form', () => ({
    'model.pt': legacy(pk(legacyState(['bias', tensor('100', { shape: [4], stride: [1] }, true)]), 2)),
  })),
  good('tensor-structure', 'tied', 'torch-zip', 'two tensors share a storage, one of them a transposed view', () => ({
    'pytorch_model.bin': torchZip(
      pk(
        ordered(
          ['a', tensor('0')],
          ['b', tensor('0', { stride: [1, 2] })],
          ['c', tensor('0', { offset: 2, shape: [2], stride: [1] })],
        ),
        2,
      ),
    ),
  })),
  good('zip-structure', 'newer-members', 'torch-zip', 'the extra members that newer releases of torch write', () => ({
    'model.pt': torchZip(withMetadata(), {
      root: 'model',
      extra: [
        { name: 'model/.format_version', data: bin('1'), align: 64 },
        { name: 'model/.storage_alignment', data: bin('64'), align: 64 },
        { name: 'model/.data/serialization_id', data: bin('1137892316475012345600000000000000000000'), align: 64 },
      ],
    }),
  })),
  good(
    'zip-structure',
    'deflated',
    'torch-zip',
    'a state dict packed again with compression and data descriptors',
    () => ({
      'model.pt': torchZip(pk(stateDict(), 2), { pickle: { deflated: true, descriptor: true } }),
    }),
  ),
  good(
    'zip-structure',
    'zip64',
    'torch-zip',
    'an archive with a zip64 end record, as writers of large files leave it',
    () => ({
      'model.pt': torchZip(pk(stateDict(), 2), { zip64: true }),
    }),
  ),
  good('zip-structure', 'text-only', 'zip', 'notes, compressed, with a comment', () => ({
    'notes.zip': zip(
      [
        { name: 'README.md', data: readme, deflated: true, descriptor: true },
        { name: 'docs/', data: bin('') },
        { name: 'docs/gr\u00fc\u00dfe.txt', data: bin('hello\n'), both: { flags: 0x800 } },
      ],
      { comment: bin('release 1 of the notes') },
    ),
  })),
  good('nested', 'npz', 'zip', 'an archive of two plain arrays', () => ({
    'arrays.npz': zip([
      { name: 'a.npy', data: npy('<f4', '(4,)', floats), deflated: true },
      { name: 'b.npy', data: npy('<i4', '()', hex('07000000')) },
    ]),
  })),
  good('torchscript', 'relu', 'torch-zip', 'a module of torch.jit that computes relu', () => ({
    'model.pt': zip([
      {
        name: 'm/data.pkl',
        data: pk(build(newobj(ref('__torch__', 'M')), dict(['training', false], ['_is_full_backward_hook', null])), 2),
        align: 64,
      },
      { name: 'm/byteorder', data: bin('little'), align: 64 },
      { name: 'm/code/__torch__.py', data: script, deflated: true, align: 64 },
      { name: 'm/constants.pkl', data: pk(tup(), 2), align: 64 },
      { name: 'm/version', data: bin('3\n'), align: 64 },
    ]),
  })),
  good('hidden-data', 'metadata', 'safetensors', 'metadata of a training tool, long but plain', () => ({
    'lora.safetensors': safetensors(
      [
        { name: 'a', shape: [4] },
        { name: 'b', shape: [2, 2] },
      ],
      eight,
      {
        format: 'pt',
        ss_tag_frequency: JSON.stringify({ img: { eval: 3, 'os.system': 1 } }),
        ss_network_args: '{"conv_dim": 4}',
      },
    ),
  })),
  good('tensor-structure', 'zero-size', 'safetensors', 'empty tensors and a scalar among full ones', () => ({
    'model.safetensors': safetensorsRaw(
      JSON.stringify({
        none: { dtype: 'F32', shape: [0, 4], data_offsets: [16, 16] },
        full: { dtype: 'F32', shape: [4], data_offsets: [0, 16] },
        scalar: { dtype: 'F32', shape: [], data_offsets: [16, 20] },
        nothing: { dtype: 'I64', shape: [0], data_offsets: [20, 20] },
      }),
      bin(four, f32(1)),
    ),
  })),
  good(
    'tensor-structure',
    'unsorted',
    'safetensors',
    'the header lists tensors in another order than the data',
    () => ({
      'model.safetensors': safetensorsRaw(
        '{"z":{"dtype":"F32","shape":[4],"data_offsets":[16,32]},"__metadata__":{"format":"np"},"a":{"dtype":"U8","shape":[16],"data_offsets":[0,16]}}',
        eight,
      ),
    }),
  ),
  good('tensor-structure', 'no-tensors', 'safetensors', 'a file of metadata alone', () => ({
    'empty.safetensors': safetensorsRaw('{"__metadata__":{"format":"pt"}}', bin('')),
  })),
  good(
    'tensor-structure',
    'shards',
    'folder',
    'two shards, their index, a configuration, a template, a picture and a warning',
    () => ({
      'README.md': readme,
      'logo.png': pixel(),
      'config.json': bin('{"model_type": "llama", "architectures": ["LlamaForCausalLM"]}\n'),
      'tokenizer_config.json': bin(
        JSON.stringify({
          chat_template:
            "{% for m in messages %}{% if not loop.first %}{{ '\\n' }}{% endif %}{{ m['role'] + ': ' + m['content'] | trim }}{% endfor %}",
        }),
      ),
      'model.safetensors.index.json': bin(
        JSON.stringify({
          metadata: { total_size: 32 },
          weight_map: { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors' },
        }),
      ),
      'model-00001-of-00002.safetensors': safetensors([{ name: 'a', shape: [4] }], four, { format: 'pt' }),
      'model-00002-of-00002.safetensors': safetensors([{ name: 'b', shape: [4] }], four, { format: 'pt' }),
    }),
  ),
  good(
    'lying-extension',
    'text-and-picture',
    'folder',
    'text that begins like a pickle would, a picture, and plain weights',
    () => ({
      'VERSION.txt': bin('Version 1.2 of the weights\nos.system and cposix are words in this text\n'),
      'logo.png': pixel(),
      'model.safetensors': safetensors([{ name: 'a', shape: [4] }], four),
    }),
  ),
  good('hidden-data', 'template', 'gguf', 'a vocabulary and an ordinary chat template with a namespace', () => ({
    'model.gguf': gguf(
      [
        ...baseKv,
        kvStr(
          'tokenizer.chat_template',
          "{% set ns = namespace(seen=false) %}{% for m in messages %}{% if m['role'] == 'system' %}{% set ns.seen = true %}{% endif %}{{ m['content'] }}{% endfor %}",
        ),
        kvArr('tokenizer.ggml.tokens', 8, 3, [gstr('<s>'), gstr('eval'), gstr('os.system')]),
        kvArr('tokenizer.ggml.scores', 6, 3, f32(0, -1, -2)),
      ],
      [{ name: 'token_embd.weight' }, { name: 'output.weight' }],
    ),
  })),
  good(
    'tensor-structure',
    'alignment',
    'gguf',
    'version 2 with an alignment of 64 and a half-filled last block',
    () => ({
      'model.gguf': gguf(
        [...baseKv, kvU32('general.alignment', 64)],
        [
          { name: 'a', offset: 0 },
          { name: 'b', offset: 64, dims: [4] },
        ],
        {
          version: 2,
          alignment: 64,
          data: bin(eight, new Uint8Array(32), four, new Uint8Array(48)),
        },
      ),
    }),
  ),
  good('resource', 'vocabulary-only', 'gguf', 'a file of keys without tensors', () => ({
    'vocab.gguf': gguf([...baseKv, kvArr('tokenizer.ggml.tokens', 8, 1, gstr('a'))], [], { padding: bin('') }),
  })),
  good('tensor-structure', 'unversioned', 'ggml', 'a small model of the first form', () => ({
    'ggml-model.bin': ggml({ magic: 'lmgg' }),
  })),
];

/** A state dict whose `_metadata` is set by BUILD. */
function withMetadata(): Uint8Array {
  return pk(build(stateDict(), dict(['_metadata', ordered(['', dict(['version', 1])])])), 2);
}
