import { writeAdapterConfig } from '../../../src/formats/adapter-config/write.fixture.ts';
import { GGJT, LORA } from '../../../src/formats/ggml/fuzz.ts';
import { writeGgml } from '../../../src/formats/ggml/write.fixture.ts';
import { writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import { op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import { writeShardIndex } from '../../../src/formats/shard-index/write.fixture.ts';
import { torchMembers, writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { innocent as like, program2, stateDict, text, torchZip as archive } from './make.ts';

type Safetensors = Parameters<typeof writeSafetensors>[0];
const F32 = { name: 'a.weight', dtype: 'F32', shape: [2], bytes: 8 };
const safetensors = (
  of: 'tensor-structure' | 'hidden-data',
  name: string,
  title: string,
  file: () => Safetensors,
): DetectCase => like(of).files('safetensors', name, title, () => ({ 'model.safetensors': writeSafetensors(file()) }));
const chatTemplate =
  "{% for message in messages %}{{ '<|' + message['role'] + '|>' }}{{ message['content'] }}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

/** Harmless archives, tensors and folders that look like an attack. */
export const harmlessOtherCases: readonly DetectCase[] = [
  like('zip-structure').files(
    'torch-zip',
    'zip64',
    'A torch archive with zip64 records, data descriptors and members aligned to 64 bytes',
    () => ({
      'model.pt': archive(program2(stateDict()), { zip64: true }),
    }),
  ),
  like('zip-structure').zip(
    'zip',
    'comment-and-folders',
    'Folders, a comment, and both kinds of data descriptor',
    () => ({
      members: [
        { name: 'assets/', data: new Uint8Array(0) },
        { name: 'assets/vocab.txt', data: text('the\nof\n'), method: 8, descriptor: 'signed' },
        { name: 'config.json', data: text('{"a": 1}'), method: 8, descriptor: 'unsigned' },
      ],
      comment: Buffer.from('made by hand'),
    }),
  ),
  like('zip-structure').zip('zip', 'unicode-names', 'Names in UTF-8 and in the old code page', () => ({
    members: [
      { name: 'größe.txt', data: text('1'), flags: 0x800 },
      { name: Buffer.from([0x81, 0x2e, 0x74, 0x78, 0x74]), data: text('2') },
    ],
  })),
  like('zip-structure').files('zip', 'arrays', 'An .npz of two plain arrays', () => ({
    'weights.npz': writeZip({
      members: ['arr_0.npy', 'arr_1.npy'].map((name) => ({ name, data: plainArray(), method: 8 as const })),
    }),
  })),
  like('nested').zip('zip', 'zip-in-zip', 'A harmless torch archive inside an archive', () => ({
    members: [{ name: 'inner.pt', data: archive(program2(stateDict())) }],
  })),
  like('nested').torchZip('zip-in-constant', 'A harmless archive as a bytes constant of a state dict', () =>
    program2(
      stateDict(op.str('blob'), op.bytes(writeZip({ members: [{ name: 'a.txt', data: text('1'), method: 8 }] }))),
    ),
  ),
  like('nested').zip(
    'zip',
    'torch-in-zip-with-descriptor',
    'A torch archive as a stored member with a data descriptor',
    () => ({
      members: [{ name: 'inner.pt', data: archive(program2(stateDict())), descriptor: 'signed' }],
    }),
  ),
  like('torchscript').script(
    'linear',
    'A scripted linear layer',
    [
      'class Net(Module):',
      '  __parameters__ = ["weight", "bias", ]',
      '  __buffers__ = []',
      '  weight : Tensor',
      '  bias : Tensor',
      '  training : bool',
      '  def forward(self: __torch__.Net,',
      '    x: Tensor) -> Tensor:',
      '    # torch.from_file is not used here',
      '    _0 = torch.matmul(x, torch.t(self.weight))',
      '    return torch.add(_0, self.bias, alpha=1)',
      '',
    ].join('\n'),
  ),
  safetensors('hidden-data', 'metadata', 'Metadata as transformers and kohya write it', () => ({
    tensors: [F32],
    metadata: { format: 'pt', ss_network_module: 'networks.lora', note: 'os.system is not called' },
  })),
  safetensors('tensor-structure', 'zero-sized', 'A tensor of no elements and a scalar', () => ({
    tensors: [
      F32,
      { name: 'empty', dtype: 'F32', shape: [0, 4], bytes: 0 },
      { name: 'step', dtype: 'I64', shape: [], bytes: 8 },
    ],
  })),
  safetensors('tensor-structure', 'any-order', 'Names in another order than the data, and every common dtype', () => ({
    tensors: [
      { name: 'z', dtype: 'BF16', shape: [4], bytes: 8, offsets: [0, 8] },
      { name: 'a', dtype: 'F8_E4M3', shape: [8], bytes: 8, offsets: [16, 24] },
      { name: 'm', dtype: 'U8', shape: [2, 4], bytes: 8, offsets: [8, 16] },
    ],
  })),
  safetensors('tensor-structure', 'no-tensors', 'A header with metadata alone', () => ({
    tensors: [],
    metadata: { format: 'pt' },
  })),
  like('hidden-data').files(
    'safetensors',
    'pickle-like-data',
    'A byte tensor whose elements look like a pickle',
    () => {
      const bytes = writeSafetensors({ tensors: [{ name: 'a', dtype: 'U8', shape: [64], bytes: 64 }] });
      bytes.set(program2(op.emptyDict), bytes.length - 64);
      return { 'model.safetensors': bytes };
    },
  ),
  like('hidden-data').files('gguf', 'template', 'An honest chat template, tokens and tensors', () => ({
    'model.gguf': writeGguf({
      metadata: [
        ['general.architecture', { type: 'string', value: 'llama' }],
        ['tokenizer.chat_template', { type: 'string', value: chatTemplate }],
        [
          'tokenizer.ggml.tokens',
          {
            type: 'array',
            elementType: 'string',
            value: ['<s>', '__class__', 'os.system'].map((value) => ({ type: 'string', value })),
          },
        ],
      ],
      tensors: [
        { name: 'token_embd.weight', dims: [32, 3], type: 8 },
        { name: 'output_norm.weight', dims: [32], type: 0 },
      ],
    }),
  })),
  like('tensor-structure').files('gguf', 'alignment', 'An alignment of 64, as the specification allows', () => ({
    'model.gguf': writeGguf({
      alignment: 64,
      metadata: [['general.alignment', { type: 'u32', value: 64 }]],
      tensors: [
        { name: 'a', dims: [3], type: 0 },
        { name: 'b', dims: [3], type: 0 },
      ],
    }),
  })),
  like('tensor-structure').files('gguf', 'vocabulary-only', 'A vocabulary without tensors', () => ({
    'vocab.gguf': writeGguf({ metadata: [['general.architecture', { type: 'string', value: 'llama' }]] }),
  })),
  like('tensor-structure').files('ggml', 'llama', 'A GGJT file as llama.cpp wrote it in 2023', () => ({
    'model.ggml': writeGgml(GGJT),
  })),
  like('tensor-structure').files('ggml', 'adapter', 'A GGLA adapter', () => ({ 'adapter.bin': writeGgml(LORA) })),
  like('tensor-structure').files('folder', 'sharded', 'An index that matches its shards', () => ({
    'config.json': text('{"architectures": ["LlamaForCausalLM"]}'),
    'model.safetensors.index.json': writeShardIndex({
      totalSize: 16,
      map: [
        ['a', 'model-00001-of-00002.safetensors'],
        ['b', 'model-00002-of-00002.safetensors'],
      ],
    }),
    'model-00001-of-00002.safetensors': writeSafetensors({ tensors: [{ ...F32, name: 'a' }] }),
    'model-00002-of-00002.safetensors': writeSafetensors({ tensors: [{ ...F32, name: 'b' }] }),
  })),
  like('tensor-structure').files('folder', 'sharded-torch', 'An index over torch shards', () => ({
    'pytorch_model.bin.index.json': writeShardIndex({
      totalSize: 8,
      map: [['layer.weight', 'pytorch_model-00001-of-00001.bin']],
    }),
    'pytorch_model-00001-of-00001.bin': archive(program2(stateDict())),
  })),
  like('computed-name').files(
    'folder',
    'adapter',
    'An adapter that names its base and a class of transformers',
    () => ({
      'README.md': text('---\nbase_model: some/base\n---\n'),
      'adapter_config.json': writeAdapterConfig([
        ['base_model_name_or_path', 'some/base'],
        ['revision', '0123456789abcdef0123456789abcdef01234567'],
        ['peft_type', 'LORA'],
        ['r', 8],
        ['target_modules', ['q_proj', 'v_proj']],
        [
          'auto_mapping',
          { base_model_class: 'LlamaModel', parent_library: 'transformers.models.llama.modeling_llama' },
        ],
      ]),
      'adapter_model.safetensors': writeSafetensors({ tensors: [F32], metadata: { format: 'pt' } }),
    }),
  ),
  like('lying-extension').files('folder', 'text-files', 'Text that begins with letters that are opcodes', () => ({
    'vocab.txt': text('the\nof\nand\n'),
    'notes.md': text('cos\nsystem\nis what the GLOBAL opcode would import.\n'),
    'merges.txt': text('#version: 0.2\nt h\nth e\n'),
    'data.csv': text('I,V,S\n1,2,3\n'),
    'modeling.py': text('import torch\n\n\nclass Net(torch.nn.Module):\n    pass\n'),
    LICENSE: text('Apache License\n'),
  })),
  like('lying-extension').files('folder', 'binary-files', 'Files of other formats under their own names', () => ({
    'preview.png': Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'),
    'tokenizer.model': Buffer.from('0a0e0a053c756e6b3e15000000001802', 'hex'),
    'arr.npy': plainArray(),
    'zeros.bin': new Uint8Array(2048),
  })),
  like('zip-structure').zip(
    'torch-zip',
    'many-records',
    'A torch archive of today, with its alignment and format records',
    () => ({
      members: [
        ...torchMembers(program2(op.emptyDict)),
        { name: 'archive/.format_version', data: text('1') },
        { name: 'archive/.storage_alignment', data: text('64') },
      ],
    }),
  ),
];

/** Two doubles in numpy's own format. */
function plainArray(): Uint8Array {
  const header = `${"{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }".padEnd(117)}\n`;
  return Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from('NUMPY'),
    Buffer.from([1, 0, header.length, 0]),
    Buffer.from(header),
    new Uint8Array(16),
  ]);
}
