import { GGJT } from '../../../src/formats/ggml/fuzz.ts';
import { writeGgml } from '../../../src/formats/ggml/write.fixture.ts';
import { writeGguf } from '../../../src/formats/gguf/write.fixture.ts';
import { PROGRAMS } from '../../../src/formats/executable/write.fixture.ts';
import { bytesOf, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import { torchMembers, writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { bare, COMMAND, program2, stateDict, text, torchZip as archive, trick } from './make.ts';

const { files, zip } = trick('hidden-data');
const PAYLOAD = callPickle('os', 'system', COMMAND);
const SHORT = bare(op.global('os', 'system'), op.mark, op.string(COMMAND), op.tuple, op.reduce);
const F32 = { name: 'a', dtype: 'F32', shape: [2], bytes: 8 };
const safetensors = (name: string, title: string, file: () => Parameters<typeof writeSafetensors>[0]): DetectCase =>
  files('safetensors', name, title, () => ({ 'model.safetensors': writeSafetensors(file()) }));
const gguf = (
  name: string,
  title: string,
  file: () => Parameters<typeof writeGguf>[0],
  reference?: string,
): DetectCase => files('gguf', name, title, () => ({ 'model.gguf': writeGguf(file()) }), reference);
/** One call of protocol 4 in its frame, as Python's pickler writes it. */
const framed = (): Uint8Array => {
  const body = bytesOf(op.global('os', 'system'), op.mark, op.string(COMMAND), op.tuple, op.reduce, op.stop);
  return bytesOf(op.proto(4), [0x95, body.length, 0, 0, 0, 0, 0, 0, 0], body);
};
const TEMPLATE = "{{ cycler.__init__.__globals__.os.popen('echo harmless').read() }}";

/** Payloads where no loader of the format looks. */
export const hiddenDataCases: readonly DetectCase[] = [
  safetensors('trailing-pickle', 'A pickle behind the last tensor', () => ({ tensors: [F32], trailing: PAYLOAD })),
  safetensors('gap', 'A gap between two tensors, large enough for a program', () => ({
    tensors: [F32, { ...F32, name: 'b', offsets: [4104, 4112] }],
    trailing: new Uint8Array(4096).fill(0x41),
  })),
  safetensors('zip-behind', 'A whole torch archive behind the tensors: the file is both', () => ({
    tensors: [F32],
    trailing: archive(PAYLOAD),
  })),
  safetensors('pickle-in-metadata', 'A pickle as base64 text in the metadata, for a plug-in that loads it', () => ({
    tensors: [F32],
    metadata: { format: 'pt', state: Buffer.from(PAYLOAD).toString('base64') },
  })),
  safetensors(
    'framed-pickle-in-metadata',
    'The same at protocol 4, whose frame gives base64 another beginning',
    () => ({
      tensors: [F32],
      metadata: { format: 'pt', state: Buffer.from(framed()).toString('base64') },
    }),
  ),
  files('pickle', 'program-behind-padding', 'A program behind STOP and five thousand zeros', () => ({
    'model.pkl': bytesOf(program2(op.emptyDict), new Uint8Array(5_000), PROGRAMS.elf()),
  })),
  gguf('trailing', 'Bytes behind the last tensor', () => ({
    tensors: [{ name: 'a', dims: [8], type: 0 }],
    trailing: PAYLOAD,
  })),
  gguf('pickle-in-array', 'A pickle as an array of bytes in the metadata', () => ({
    metadata: [
      [
        'general.extra',
        { type: 'array', elementType: 'u8', value: [...PAYLOAD].map((value) => ({ type: 'u8', value })) },
      ],
    ],
  })),
  gguf(
    'template',
    'The chat template runs a command when it is rendered without a sandbox',
    () => ({
      metadata: [
        ['general.architecture', { type: 'string', value: 'llama' }],
        ['tokenizer.chat_template', { type: 'string', value: TEMPLATE }],
      ],
    }),
    'CVE-2024-34359',
  ),
  files('ggml', 'trailing', 'Bytes behind the last tensor of a GGJT file', () => ({
    'model.ggml': writeGgml({ ...GGJT, trailing: [...new Uint8Array(64).fill(0x80)] }),
  })),
  zip(
    'torch-zip',
    'pickle-as-storage',
    'A pickle as a storage that no tensor names, for a program that loads it',
    () => ({
      members: [...torchMembers(program2(stateDict())), { name: 'archive/data/7', data: PAYLOAD }],
    }),
  ),
  zip('torch-zip', 'pickle-as-identifier', 'A pickle of 32 bytes in the place of the random identifier', () => ({
    members: [
      ...torchMembers(program2(stateDict())).slice(0, -1),
      { name: 'archive/.data/serialization_id', data: SHORT },
    ],
  })),
  files('zip', 'gap', 'A program between two members', () => ({
    'model.zip': writeZip({
      members: [
        { name: 'a.txt', data: text('harmless') },
        { name: 'b.txt', data: text('harmless'), gap: text('#!/bin/sh\necho harmless\n') },
      ],
    }),
  })),
  files(
    'folder',
    'template',
    'The chat template of the tokenizer configuration runs a command when rendered without a sandbox',
    () => ({
      'tokenizer_config.json': text(JSON.stringify({ chat_template: TEMPLATE })),
      'model.safetensors': writeSafetensors({ tensors: [F32] }),
    }),
  ),
];
