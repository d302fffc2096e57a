import { describe, expect, it } from 'vitest';
import { writeAdapterConfig } from '../formats/adapter-config/write.fixture.ts';
import { writeGguf } from '../formats/gguf/write.fixture.ts';
import { callPickle } from '../formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../formats/safetensors/write.fixture.ts';
import { writeShardIndex } from '../formats/shard-index/write.fixture.ts';
import { type Audit, anyAtLeast, audit } from './audit.fixture.ts';

const rulesOf = ({ findings }: Audit): string[] => [...new Set(findings.map(({ rule }) => rule))].toSorted();
const messages = ({ findings }: Audit): string => findings.map(({ message }) => message).join('\n');
const F32 = { name: 'a', dtype: 'F32', shape: [2], bytes: 8 };
const safetensors = (file: Parameters<typeof writeSafetensors>[0]): Promise<Audit> =>
  audit({ 'model.safetensors': writeSafetensors(file) });
const gguf = (file: Parameters<typeof writeGguf>[0]): Promise<Audit> => audit({ 'model.gguf': writeGguf(file) });
const entry = (name: string, offsets: string): string =>
  `"${name}":{"dtype":"F32","shape":[2],"data_offsets":${offsets}}`;

describe('safetensors', () => {
  it('is silent about what the reference library writes', async () => {
    const scalar = { name: 'step', dtype: 'I64', shape: [], bytes: 8 };
    const empty = { name: 'none', dtype: 'F16', shape: [0, 3], bytes: 0 };
    expect((await safetensors({ tensors: [scalar, F32, empty], metadata: { format: 'pt' } })).findings).toEqual([]);
    expect((await safetensors({ tensors: [] })).findings).toEqual([]);
  });

  // https://github.com/huggingface/safetensors/blob/main/attacks: the reference library refuses headers over 100 MB.
  it.each([2n ** 62n, 2n ** 64n - 1n, 100_000_001n])('header bomb: a header of %d bytes', async (headerLength) => {
    const result = await safetensors({ tensors: [F32], headerLength });
    expect(rulesOf(result)).toContain('header-bomb');
    expect(anyAtLeast(result, 'high')).toBe(true);
    expect(result.files[0]?.status).not.toBe('complete');
  });

  it('a header longer than the file', async () => {
    const result = await safetensors({ tensors: [F32], headerLength: 5000n });
    expect(rulesOf(result)).toContain('header-malformed');
  });

  it('Trail of Bits review of safetensors: tensors that overlap', async () => {
    const result = await safetensors({
      tensors: [
        { ...F32, offsets: [0, 8] },
        { ...F32, name: 'b', offsets: [4, 12] },
      ],
    });
    expect(rulesOf(result)).toContain('tensor-layout');
    expect(anyAtLeast(result, 'high')).toBe(true);
  });

  it('Trail of Bits review of safetensors: a key that stands twice', async () => {
    const header = `{${entry('a', '[0,8]')},${entry('a', '[8,16]')}}`;
    const result = await safetensors({ tensors: [F32, { ...F32, name: 'b' }], header });
    expect(rulesOf(result)).toContain('duplicate-key');
  });

  it('Trail of Bits review of safetensors: polyglots by bytes behind, between or within the header', async () => {
    const trailing = callPickle('os', 'system', 'echo harmless');
    expect(messages(await safetensors({ tensors: [F32], trailing }))).toContain('os.system');
    expect(rulesOf(await safetensors({ tensors: [F32], trailing: Buffer.from('MZ') }))).toEqual(['tensor-hidden-data']);
    expect(rulesOf(await safetensors({ tensors: [F32], padding: '#!/bin/sh' }))).toContain('tensor-hidden-data');
    const gap = await safetensors({ tensors: [{ ...F32, offsets: [16, 24] }], trailing: new Uint8Array(16) });
    expect(rulesOf(gap)).toContain('tensor-hidden-data');
  });

  it.each([
    ['beyond the file', { offsets: [0, 8000] as const, shape: [2000] }],
    ['backwards', { offsets: [8, 0] as const }],
    ['of another size than its shape', { shape: [3] }],
    ['of a shape beyond 2^64', { shape: [2 ** 32, 2 ** 32, 2] }],
    ['of an unknown type', { dtype: 'X99' }],
  ])('a tensor %s', async (_, lies) => {
    expect(rulesOf(await safetensors({ tensors: [{ ...F32, ...lies }] }))).toContain('tensor-layout');
  });

  it.each(['../../harmless', 'https://127.0.0.1/a', 'a\u001b[2J'])('a dangerous name: %j', async (name) => {
    expect(rulesOf(await safetensors({ tensors: [{ ...F32, name }] }))).toContain('tensor-name');
  });
});

describe('GGUF', () => {
  const W = { name: 'w', dims: [8], type: 0 };

  it('is silent about what llama.cpp writes', async () => {
    const result = await gguf({
      metadata: [['general.architecture', { type: 'string', value: 'llama' }]],
      tensors: [W],
    });
    expect(result.findings).toEqual([]);
    expect((await gguf({ metadata: [['general.name', { type: 'string', value: '' }]] })).findings).toEqual([]);
  });

  // Heap overflows of llama.cpp and ggml: a count that was multiplied or summed before it was checked, or a shape that
  // the file has no bytes for.
  it.each([
    ['CVE-2024-21825: the length of an array', { metadata: [array(2n ** 62n)] }],
    ['CVE-2024-21836: the count of tensors', { tensorCount: 2n ** 62n }],
    ['CVE-2024-23605: the count of metadata entries', { metadataCount: 2n ** 62n }],
    ['CVE-2024-23496: the length of a string', { metadata: [text(2n ** 64n - 1n)] }],
    [
      'CVE-2024-21802: dimensions whose product overflows',
      { tensors: [{ ...W, dims: [2n ** 33n, 2n ** 33n], bytes: 8 }] },
    ],
    [
      'CVE-2025-53630 CVE-2026-27940: sizes whose sum overflows',
      {
        tensors: [1, 2, 3, 4].map((i) => ({
          name: `w${i}`,
          dims: [2n ** 31n, 2n ** 29n],
          type: 0,
          bytes: 8,
          offset: 0n,
        })),
      },
    ],
    [
      'CVE-2026-33298: a shape of exabytes over a few bytes',
      { tensors: [{ ...W, dims: [2n ** 20n, 2n ** 20n, 2n ** 18n], bytes: 32 }] },
    ],
    ['CVE-2026-7482: a shape that the file has no bytes for', { tensors: [{ ...W, dims: [100_000], bytes: 32 }] }],
  ] as const)('%s', async (_, file) => {
    const result = await gguf(file as Parameters<typeof writeGguf>[0]);
    expect(anyAtLeast(result, 'high')).toBe(true);
    expect(rulesOf(result).some((rule) => ['header-bomb', 'header-malformed', 'tensor-layout'].includes(rule))).toBe(
      true,
    );
  });

  it.each([
    [
      'overlap',
      {
        tensors: [
          { ...W, dims: [64] },
          { ...W, name: 'v', dims: [64], offset: 0n },
        ],
      },
      'tensor-layout',
    ],
    ['beyond the file', { tensors: [{ ...W, offset: 2n ** 40n }] }, 'tensor-layout'],
    ['bytes behind the tensors', { tensors: [W], trailing: Buffer.from('MZ harmless') }, 'tensor-hidden-data'],
    ['padding that is not zero', { tensors: [W], padding: 0x41 }, 'tensor-hidden-data'],
    ['one tensor twice', { tensors: [W, W] }, 'duplicate-key'],
  ] as const)('%s', async (_, file, rule) => {
    expect(rulesOf(await gguf(file))).toContain(rule);
  });
});

describe('a folder of shards', () => {
  const INDEX = writeShardIndex({
    totalSize: 16,
    map: [
      ['a', 'model-1.safetensors'],
      ['b', 'model-2.safetensors'],
    ],
  });
  const shard = (...names: readonly string[]): Uint8Array =>
    writeSafetensors({ tensors: names.map((name) => ({ ...F32, name })) });
  const folder = (files: Record<string, Uint8Array>): Promise<Audit> =>
    audit({ 'sub/model.safetensors.index.json': INDEX, ...files });

  it('that matches its index is silent', async () => {
    const result = await folder({ 'sub/model-1.safetensors': shard('a'), 'sub/model-2.safetensors': shard('b') });
    expect(result.findings).toEqual([]);
  });

  it.each([
    ['a shard is missing', { 'sub/model-1.safetensors': shard('a') }],
    ['a shard lies in another folder', { 'sub/model-1.safetensors': shard('a'), 'model-2.safetensors': shard('b') }],
    ['a tensor is missing', { 'sub/model-1.safetensors': shard('a'), 'sub/model-2.safetensors': shard() }],
    ['a tensor is in both', { 'sub/model-1.safetensors': shard('a', 'b'), 'sub/model-2.safetensors': shard('b') }],
    ['a tensor is in the other', { 'sub/model-1.safetensors': shard('b'), 'sub/model-2.safetensors': shard('a') }],
    ['a tensor is unknown', { 'sub/model-1.safetensors': shard('a'), 'sub/model-2.safetensors': shard('b', 'c') }],
  ])('shard-index-mismatch: %s', async (_, files) => {
    const result = await folder(files);
    expect(rulesOf(result)).toEqual(['shard-index-mismatch']);
    expect(anyAtLeast(result, 'medium')).toBe(true);
  });

  it('a shard name that leaves the folder, and a tensor that stands twice', async () => {
    const climbing = writeShardIndex({ map: [['a', '../other.bin']] });
    expect(rulesOf(await audit({ 'model.safetensors.index.json': climbing }))).toContain('tensor-name');
    const twice = writeShardIndex({
      map: [
        ['a', 'x.safetensors'],
        ['a', 'y.safetensors'],
      ],
    });
    expect(rulesOf(await audit({ 'model.safetensors.index.json': twice }))).toContain('duplicate-key');
  });
});

describe('an adapter', () => {
  const adapter = async (...fields: readonly (readonly [string, unknown])[]): Promise<Audit> =>
    audit({ 'adapter_config.json': writeAdapterConfig([['peft_type', 'LORA'], ...fields]) });

  it('that names its base gives that and nothing worse', async () => {
    const result = await adapter(['base_model_name_or_path', 'some/base'], ['revision', 'main']);
    expect(result.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['adapter-base', 'info']]);
    expect(messages(result)).toContain('"some/base" at revision main');
  });

  it.each(['transformers', 'transformers.models.llama', 'diffusers', 'sentence_transformers'])(
    'whose mapping is of %s is no finding',
    async (library) => {
      const mapping = { base_model_class: 'LlamaModel', parent_library: library };
      const result = await adapter(['base_model_name_or_path', 'some/base'], ['auto_mapping', mapping]);
      expect(anyAtLeast(result, 'low')).toBe(false);
    },
  );

  it.each(['harmless_package', 'transformersx.models', 'os'])('whose mapping imports %s', async (library) => {
    const mapping = { base_model_class: 'system', parent_library: library };
    const result = await adapter(['base_model_name_or_path', 'some/base'], ['auto_mapping', mapping]);
    expect(anyAtLeast(result, 'high')).toBe(true);
    expect(messages(result)).toContain(`imports the Python module "${library}"`);
  });

  it.each([
    ['a URL', 'https://127.0.0.1/base', 'medium'],
    ['hidden characters', 'some/ba\u202Ese', 'medium'],
    ['a path', '/home/someone/base', 'low'],
    ['nothing', '', 'low'],
  ] as const)('whose base is %s', async (_, base, severity) => {
    const result = await adapter(['base_model_name_or_path', base]);
    expect(result.findings.some((one) => one.rule === 'adapter-base' && one.severity === severity)).toBe(true);
  });
});

type Entry = NonNullable<Parameters<typeof writeGguf>[0]['metadata']>[number];

function array(length: bigint): Entry {
  return ['tokenizer.ggml.tokens', { type: 'array', elementType: 'string', value: [], length }];
}

function text(length: bigint): Entry {
  return ['general.name', { type: 'string', value: 'x', length }];
}
