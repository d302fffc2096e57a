import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveLimits } from '../../core/limits.ts';
import type { Comparison } from '../../dossier/comparison.ts';
import { writeGguf } from '../../formats/gguf/write.fixture.ts';
import { callPickle } from '../../formats/pickle/assemble.fixture.ts';
import { type TensorToWrite, writeSafetensors } from '../../formats/safetensors/write.fixture.ts';
import { torchMembers, writeZip } from '../../formats/zip/write.fixture.ts';
import { comparisonExitCode } from '../exit-code.ts';
import { examine } from '../examine.ts';
import { compare } from './compare.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;
const remote = {
  token: false,
  download: false,
  allowPrivate: false,
  cache: false,
  userAgent: 'assay/test',
  env: {},
} as const;
const request = { hash: true, limits: resolveLimits(), remote, jobs: 1, version: '0' };
let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'assay-compare-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function save(name: string, files: Files): string {
  mkdirSync(join(root, name), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), content);
  }
  return join(root, name);
}

const folders = (a: Files, b: Files): Promise<Comparison> => compare(save('a', a), save('b', b), request);
const tensor = (name: string, elements: number, dtype = 'U8'): TensorToWrite => ({
  name,
  dtype,
  shape: [elements],
  bytes: elements,
});
const weights = (...tensors: readonly TensorToWrite[]): Uint8Array => writeSafetensors({ tensors });

/** The same file with another last byte: the last tensor has other values. */
function touched(file: Uint8Array): Uint8Array {
  const copy = file.slice();
  copy[copy.length - 1] = 0x22;
  return copy;
}

describe('tensors', () => {
  it('are added, removed, reshaped, or have other values', async () => {
    const a = weights(tensor('same', 8), tensor('gone', 8), tensor('shape', 8), tensor('values', 8));
    const b = weights(tensor('same', 8), tensor('new', 8), tensor('shape', 16), tensor('values', 8));
    const { inside } = await folders({ 'model.safetensors': a }, { 'model.safetensors': touched(b) });
    expect(inside?.tensors).toEqual([
      {
        model: 'model.safetensors',
        a: 4,
        b: 4,
        same: 1,
        added: { count: 1, first: ['new'] },
        removed: { count: 1, first: ['gone'] },
        reshaped: { count: 1, first: [{ name: 'shape', a: 'U8 [8]', b: 'U8 [16]' }] },
        values: { count: 1, first: ['values'] },
        moved: 0,
        unread: 0,
      },
    ]);
  });

  it('of one model are found again in other shards', async () => {
    const { inside, files } = await folders(
      { 'model.safetensors': weights(tensor('a', 8), tensor('b', 8)) },
      {
        'model-00001-of-00002.safetensors': weights(tensor('a', 8)),
        'model-00002-of-00002.safetensors': touched(weights(tensor('b', 8))),
      },
    );
    expect(files.changes.map(({ change }) => change)).toEqual(['added', 'added', 'removed']);
    expect(
      inside?.tensors.map(({ moved, values, added, removed }) => [moved, values.first, added.count, removed.count]),
    ).toEqual([[1, ['b'], 0, 0]]);
  });

  it('that lie beyond the end of their file are not compared, and the comparison is incomplete', async () => {
    const file = weights(tensor('x', 4_000_000));
    const comparison = await folders({ 'm.safetensors': file }, { 'm.safetensors': file.subarray(0, file.length - 5) });
    expect(comparison.inside?.tensors[0]?.unread).toBe(1);
    expect(comparison.notCompared.join()).toContain('m.safetensors: a tensor lies beyond the end of its file');
    expect(comparison.incomplete).toBe(true);
  });

  it('of GGUF files are compared too, and their metadata with the template', async () => {
    const model = (template: string, name: string) =>
      writeGguf({
        metadata: [
          ['general.name', { type: 'string', value: name }],
          ['tokenizer.chat_template', { type: 'string', value: template }],
        ],
        tensors: [{ name: 'token_embd.weight', dims: [32], type: 0 }],
      });
    const { inside } = await folders({ 'm.gguf': model('a\nb\nc', 'x') }, { 'm.gguf': model('a\nB\nc', 'x') });
    expect(inside?.tensors.map(({ same }) => same)).toEqual([1]);
    expect(inside?.values).toEqual([
      {
        path: 'm.gguf',
        kind: 'metadata',
        count: 1,
        first: [{ at: 'tokenizer.chat_template', a: '"a\\nb\\nc"', b: '"a\\nB\\nc"' }],
      },
    ]);
    expect(inside?.texts.map(({ at, lines }) => [at, lines])).toEqual([
      ['tokenizer.chat_template', ['@@ -1,3 +1,3 @@', ' a', '-b', '+B', ' c', '\\ No newline at end of file']],
    ]);
  });
});

describe('values and texts', () => {
  it('of configurations are told by their path', async () => {
    const { inside } = await folders(
      { 'config.json': '{"a": 1, "b": {"c": [1, 2], "odd key": true}, "gone": null, "same": "x"}' },
      { 'config.json': '{"b": {"c": [1, 3, 4], "odd key": "true"}, "a": 1.0, "same": "x"}' },
    );
    expect(inside?.values[0]?.first).toEqual([
      { at: '$.b.c[1]', a: '2', b: '3' },
      { at: '$.b.c[2]', b: '4' },
      { at: '$.b["odd key"]', a: 'true', b: '"true"' },
      { at: '$.gone', a: 'null' },
    ]);
    expect(inside?.texts).toEqual([]);
  });

  it('of code and templates are told by their lines', async () => {
    const { inside } = await folders(
      { 'modeling.py': 'import a\nx = 1\n' },
      { 'modeling.py': 'import a\nimport os\nx = 1\n' },
    );
    expect(inside?.texts).toEqual([
      {
        path: 'modeling.py',
        added: 1,
        removed: 0,
        lines: ['@@ -1,2 +1,3 @@', ' import a', '+import os', ' x = 1'],
        more: 0,
      },
    ]);
  });

  it('stay bounded', async () => {
    const lines = (word: string) => Array.from({ length: 5_000 }, (_, i) => `${word} ${i}`).join('\n');
    const many = (value: number) => JSON.stringify(Array.from({ length: 1_000 }, () => value));
    const deep = (inner: string) => `${'['.repeat(200)}${inner}${']'.repeat(200)}`;
    const { inside } = await folders(
      { 'a.txt': lines('a'), 'b.json': many(1), 'c.json': deep('1'), 'd.txt': 'x'.repeat(100_000) },
      { 'a.txt': lines('b'), 'b.json': many(2), 'c.json': deep('2'), 'd.txt': 'y'.repeat(100_000) },
    );
    expect(inside?.texts[0]?.lines).toEqual(['too different to be shown line by line']);
    expect(inside?.values.map(({ path, count, first }) => [path, count, first.length])).toEqual([
      ['b.json', 1_000, 50],
      ['c.json', 1, 1],
    ]);
    expect(JSON.stringify(inside).length).toBeLessThan(20_000);
  });

  it('of JSON that is broken are told by lines, and of what is no text not at all', async () => {
    const { inside, notCompared } = await folders(
      { 'a.json': '{"a": 1', 'b.bin': Uint8Array.of(0, 1) },
      { 'a.json': '{"a": 2', 'b.bin': Uint8Array.of(0, 2) },
    );
    expect(inside?.texts.map(({ path }) => path)).toEqual(['a.json']);
    expect(notCompared).toEqual(['b.bin: the content differs; nothing more is said of a file of its kind.']);
  });

  it('of archives are the members, by size and checksum', async () => {
    const zip = (payload: Uint8Array) => writeZip({ members: torchMembers(payload, 1) });
    const { inside, findings } = await folders(
      { 'a.pt': zip(callPickle('collections', 'OrderedDict')) },
      { 'a.pt': zip(callPickle('os', 'system', 'echo pwned')) },
    );
    expect(inside?.values.map(({ kind, first }) => [kind, first.map(({ at }) => at)])).toEqual([
      ['members', ['archive/data.pkl']],
    ]);
    expect(findings.new.map(({ rule }) => rule)).toEqual(['pickle-gadget']);
  });
});

describe('the outcome', () => {
  const hostile = callPickle('os', 'system', 'echo pwned');
  const exit = async (a: Files, b: Files): Promise<number> => {
    rmSync(root, { recursive: true, force: true });
    return comparisonExitCode(await folders(a, b), 'high');
  };

  it('is 1 at a new finding, and 0 where it was there before', async () => {
    expect(await exit({ 'a.txt': 'x' }, { 'a.txt': hostile })).toBe(1);
    expect(await exit({ 'a.pkl': hostile }, { 'a.pkl': hostile })).toBe(0);
    expect(await exit({ 'a.pkl': hostile }, { 'b.pkl': hostile })).toBe(0);
    expect(await exit({ 'a.pkl': hostile, 'b.txt': 'b' }, { 'b.txt': 'b' })).toBe(0);
    // Nothing at all is no better: nobody looked at anything.
    expect(await exit({ 'a.pkl': hostile }, {})).toBe(3);
  });

  it('is 3 where a side could not be read in full', async () => {
    expect(await exit({}, { 'a.pkl': 'x' })).toBe(3);
  });

  it('says of dossiers what they cannot tell', async () => {
    const b = save('b', { 'a.pkl': hostile });
    const dossier = await examine({ ...request, path: save('a', { 'a.txt': 'x' }), stdin: false, hash: false });
    const path = join(save('c', { 'dossier.json': JSON.stringify(dossier) }), 'dossier.json');
    const comparison = await compare(path, b, request);
    expect([comparison.a.from, comparison.b.from, comparison.inside]).toEqual(['dossier', 'subject', undefined]);
    expect(comparison.findings.new.length).toBe(1);
    expect(comparison.notCompared).toEqual([
      'A dossier holds no contents: tensors, configuration values, templates and code were not compared.',
    ]);
    expect(comparison.incomplete).toBe(false);
  });

  it('refuses a dossier of another version, and what is not there', async () => {
    const path = join(save('c', { 'd.json': '{"schema": "assay-dossier/0"}' }), 'd.json');
    await expect(compare(path, path, request)).rejects.toThrow('no dossier of this version');
    await expect(compare(join(root, 'missing'), path, request)).rejects.toThrow('cannot examine');
  });
});
