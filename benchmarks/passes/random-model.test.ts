import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWith } from '../../src/formats/read.fixture.ts';
import { ggufFormat } from '../../src/formats/gguf/format.ts';
import { tensorAt } from '../../src/formats/tensor-table.ts';
import { openLlama } from '../../src/runtimes/llama/llama.ts';
import { measure } from './measure.ts';
import { writeRandomModel } from './random-model.ts';
import { parameters, type Shape } from './shapes.ts';

const SMALL: Shape = {
  layers: 2,
  width: 128,
  heads: 4,
  kvHeads: 2,
  headSize: 32,
  hidden: 256,
  vocabulary: 1_000,
  tied: false,
};
let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'assay-random-model-'))));
afterAll(() => rm(folder, { recursive: true }));

it.each([true, false])('reads back as it was meant, its last matrix tied: %s', async (tied) => {
  const path = join(folder, `${tied}.gguf`);
  const shape = { ...SMALL, tied };
  const written = await writeRandomModel(path, shape);
  const bytes = await readFile(path);
  expect(bytes).toHaveLength(written);
  const { structure, anomalies } = await readWith(ggufFormat, bytes, 'random.gguf');
  expect(anomalies).toEqual([]);
  expect(structure.parameterCount).toBe(parameters(shape));
  expect(tensorAt(structure.tensors, 0)).toMatchObject({ name: 'token_embd.weight', type: 'Q8_0', dims: [128, 1000] });
  const value = (key: string) => structure.metadata.find((entry) => entry.key === key)?.value;
  expect(value('llama.block_count')).toEqual({ kind: 'number', value: 2 });
  expect(value('tokenizer.ggml.tokens')).toMatchObject({ length: 1000 });
  const scales = new Set([0, 34, 68].map((at) => bytes.readUInt16LE(structure.dataStart + at)));
  expect([...scales]).toEqual([0x0c6d]);
});

it('holds weights that vary, with the standard deviation of an untrained model', async () => {
  const path = join(folder, 'weights.gguf');
  await writeRandomModel(path, SMALL);
  const bytes = await readFile(path);
  const { structure } = await readWith(ggufFormat, bytes, 'random.gguf');
  const weights = Array.from({ length: 32_000 }, (_, index) =>
    bytes.readInt8(structure.dataStart + Math.floor(index / 32) * 34 + 2 + (index % 32)),
  );
  const scale = 2 ** -12 * (1 + 0x6d / 1024);
  expect(Math.sqrt(weights.reduce((sum, one) => sum + (one * scale) ** 2, 0) / weights.length)).toBeCloseTo(0.02, 3);
});

it('is run and measured by the runtime of studies', async () => {
  const path = join(folder, 'run.gguf');
  await writeRandomModel(path, SMALL);
  const runtime = await openLlama(path, { processes: 1 });
  try {
    const { wall, processor, said } = await measure(runtime, SMALL.vocabulary, 1);
    expect(said).toBeGreaterThan(0);
    for (const seconds of Object.values(wall)) expect(seconds).toBeGreaterThan(0);
    // Counted in hundredths of a second: the weighing of 160 places takes some, whatever the machine.
    expect(processor.weighed).toBeGreaterThan(0);
  } finally {
    await runtime.close();
  }
});
