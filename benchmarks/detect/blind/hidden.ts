import type { DetectCase } from '../case.ts';
import { base64, bin, crc32, hex, u16, u32, zeros } from './bytes.ts';
import { bad, ECHO } from './make.ts';
import { call, dict, pk, ref } from './pickle.ts';
import { baseKv, eight, four, gguf, kvArr, kvStr, gstr, safetensors, safetensorsRaw } from './tensors.ts';
import { stateDict, torchZip } from './torch.ts';
import { zip } from './zip.ts';

const payload = (): Uint8Array => pk(call(ref('posix', 'system'), ECHO), 4);
const elf = (): Uint8Array =>
  bin(0x7f, 'ELF', hex('02010100'), zeros(8), u16(2), u16(62), u32(1), 'echo pwned', zeros(64));
const template = "{{ cycler.__init__.__globals__.os.popen('echo pwned').read() }}";
const split = "{% set p = '__cla' ~ 'ss__' %}{{ ''[p]['__mro__'][1]['__subcl' ~ 'asses__']() }}";

export const hiddenCases: readonly DetectCase[] = [
  bad(
    'hidden-data',
    'safetensors-gap',
    'safetensors',
    'a pickle that runs a command lies between two tensors for a second stage',
    () => {
      const body = payload();
      const data = bin(four, body, four);
      return {
        'model.safetensors': safetensorsRaw(
          JSON.stringify({
            a: { dtype: 'F32', shape: [4], data_offsets: [0, 16] },
            b: { dtype: 'F32', shape: [4], data_offsets: [16 + body.length, data.length] },
          }),
          data,
        ),
      };
    },
  ),
  bad('hidden-data', 'safetensors-tail', 'safetensors', 'a program follows the last tensor', () => ({
    'model.safetensors': safetensors([{ name: 'a', shape: [4] }], four, { format: 'pt' }, { trailing: elf() }),
  })),
  bad(
    'hidden-data',
    'safetensors-metadata',
    'safetensors',
    'the metadata carries an encoded pickle that runs a command',
    () => ({
      'model.safetensors': safetensors([{ name: 'a', shape: [4] }], four, { format: 'pt', state: base64(payload()) }),
    }),
  ),
  bad(
    'hidden-data',
    'gguf-template',
    'gguf',
    'the chat template runs a command in readers without a sandbox',
    () => ({
      'model.gguf': gguf([...baseKv, kvStr('tokenizer.chat_template', template)], [{ name: 'a' }]),
    }),
    'CVE-2024-34359',
  ),
  bad(
    'hidden-data',
    'gguf-named-template',
    'gguf',
    'a second, named template climbs to every class, its names cut in two',
    () => ({
      'model.gguf': gguf(
        [
          ...baseKv,
          kvStr('tokenizer.chat_template', '{{ messages[0].content }}'),
          kvStr('tokenizer.chat_template.tool_use', split),
          kvArr('tokenizer.chat_templates', 8, 1, gstr('tool_use')),
        ],
        [{ name: 'a' }],
      ),
    }),
  ),
  bad('hidden-data', 'gguf-padding', 'gguf', 'a program lies in the padding before the tensors', () => ({
    'model.gguf': gguf([...baseKv, ['general.alignment', 4, u32(256)]], [{ name: 'a' }], {
      padding: paddingWith(elf()),
      data: eight,
    }),
  })),
  bad(
    'hidden-data',
    'zip-gap',
    'torch-zip',
    'a member that no directory names holds a hostile pickle for streaming readers',
    () => {
      const body = payload();
      const name = 'archive/extra.pkl';
      const local = bin(
        [
          u32(0x04034b50),
          u16(20),
          u16(0),
          u16(0),
          u16(0),
          u16(0x21),
          u32(crc32(body)),
          u32(body.length),
          u32(body.length),
        ],
        [u16(name.length), u16(0), name, body],
      );
      return {
        'model.pt': torchZip(pk(stateDict(), 2), { extra: [{ name: 'archive/.tag', data: bin('1'), after: local }] }),
      };
    },
  ),
  bad('hidden-data', 'pickle-tail', 'pickle', 'a program follows STOP', () => ({
    'model.pkl': bin(pk(dict(['a', 1]), 4), zeros(16), elf()),
  })),
  bad(
    'hidden-data',
    'auto-map',
    'folder',
    'loading with remote code trusted imports a module that runs a command',
    () => ({
      'config.json': bin(JSON.stringify({ model_type: 'x', auto_map: { AutoModel: 'modeling_x.X' } })),
      'modeling_x.py': bin('import os\nos.system("echo pwned")\nclass X:\n    pass\n'),
      'model.safetensors': safetensors([{ name: 'a', shape: [4] }], four),
    }),
  ),
  bad(
    'hidden-data',
    'picture-tail',
    'folder',
    'a hostile torch archive follows a picture; zip readers open it',
    () => ({
      'README.md': bin('# tiny\n\n![logo](logo.png)\n'),
      'logo.png': bin(pixel(), zip([{ name: 'model/data.pkl', data: payload() }], { absolute: false })),
      'model.safetensors': safetensors([{ name: 'a', shape: [4] }], four),
    }),
  ),
];

function paddingWith(body: Uint8Array): Uint8Array {
  const head = gguf([...baseKv, ['general.alignment', 4, u32(256)]], [{ name: 'a' }], {
    padding: zeros(0),
    data: zeros(0),
  });
  const room = (256 - (head.length % 256)) % 256;
  if (room < body.length) return bin(body, zeros(room + 256 - body.length));
  return bin(body, zeros(room - body.length));
}

export function pixel(): Uint8Array {
  return hex(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082',
  );
}
