import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { requireBinding } from './binding.ts';
import { childEnvironment } from './environment.ts';
import { hashWeights } from './weights.ts';

it('gives a process nothing that it does not need', () => {
  const ours = {
    PATH: '/bin',
    HF_TOKEN: 'a',
    OPENAI_API_KEY: 'b',
    NODE_OPTIONS: '--require x',
    NODE_LLAMA_CPP_GPU: 'cuda',
  };
  expect(childEnvironment(ours)).toEqual({ PATH: '/bin', GGML_NO_BACKTRACE: '1' });
});

it('says how to install what is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'));
  const from = pathToFileURL(join(folder, 'binding.js')).href;
  expect(() => requireBinding(from)).toThrow(UsageError);
  expect(() => requireBinding(from)).toThrow('npm install "node-llama-cpp@^3.22"');
  expect(() => requireBinding()).not.toThrow();
  await rm(folder, { recursive: true });
});

it('hashes a file that is split as one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'));
  await writeFile(join(folder, 'whole.gguf'), 'abcdef');
  await writeFile(join(folder, 'm-00001-of-00002.gguf'), 'abc');
  await writeFile(join(folder, 'm-00002-of-00002.gguf'), 'def');
  const whole = await hashWeights(join(folder, 'whole.gguf'));
  expect(whole).toEqual({ sha256: 'bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721', bytes: 6 });
  expect(await hashWeights(join(folder, 'm-00001-of-00002.gguf'))).toEqual(whole);
  await rm(folder, { recursive: true });
});
