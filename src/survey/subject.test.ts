import { ftruncateSync, mkdirSync, mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareText } from '../core/finding.ts';
import { type Limits, resolveLimits } from '../core/limits.ts';
import { bytesOf, callPickle, op } from '../formats/pickle/assemble.fixture.ts';
import { torchMembers, writeZip } from '../formats/zip/write.fixture.ts';
import { memorySource } from '../sources/byte-source.ts';
import { listSubject } from '../sources/folder.ts';
import { surveySource } from './file.ts';
import { surveySubject } from './subject.ts';
import type { SurveyedFile } from './surveyed.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-survey-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function survey(jobs: number, hash = true): Promise<{ files: SurveyedFile[]; bytes: number }> {
  const limits = resolveLimits();
  let bytes = 0;
  const options = {
    limits,
    hash,
    jobs,
    progress: (count: number) => {
      bytes += count;
    },
  };
  const files: SurveyedFile[] = [];
  for await (const file of surveySubject(await listSubject(root, limits), options)) files.push(file);
  return { files: files.toSorted((a, b) => compareText(a.path, b.path)), bytes };
}

const surveyBytes = (bytes: Uint8Array, limits: Limits = resolveLimits(), name = 'file'): Promise<SurveyedFile> =>
  surveySource(memorySource(name, bytes), name, limits);
const pickle = callPickle('os', 'system', 'echo harmless');

describe('surveying a subject', () => {
  it('does not count the history of git among what was not read', async () => {
    mkdirSync(join(root, '.git'));
    expect((await survey(1)).files.map(({ path, status }) => [path, status])).toEqual([['.git', 'not applicable']]);
  });

  it('gives the same on threads as on one, with every byte counted', async () => {
    for (let i = 0; i < 3; i++) {
      const file = openSync(join(root, `${i}.weights`), 'w');
      ftruncateSync(file, 30_000_000 + i);
      closeSync(file);
    }
    writeFileSync(join(root, 'a.pkl'), pickle);
    const one = await survey(1);
    const many = await survey(3);
    expect(many).toEqual(one);
    expect(one.bytes).toBe(90_000_003 + pickle.length);
    expect(one.files.map(({ path, format }) => [path, format])).toEqual([
      ['0.weights', undefined],
      ['1.weights', undefined],
      ['2.weights', undefined],
      ['a.pkl', 'pickle'],
    ]);
  });
});

describe('surveying a file', () => {
  it('goes down through containers and names the way', async () => {
    const inner = writeZip({ members: torchMembers(pickle) });
    const outer = writeZip({ members: [{ name: 'models/inner.pt', data: inner }] });
    const { parts, status } = await surveyBytes(outer);
    expect(status).toBe('complete');
    expect(parts.map(({ at, format }) => [at.member, format])).toContainEqual([
      'models/inner.pt!/archive/data.pkl',
      'pickle',
    ]);
  });

  it('stops at parts.depth and says so', async () => {
    let bytes: Uint8Array = pickle;
    for (let i = 0; i < 5; i++) bytes = writeZip({ members: [{ name: `${i}`, data: bytes }] });
    const file = await surveyBytes(bytes, resolveLimits({ 'parts.depth': 3 }));
    expect(file.status).toBe('partial');
    expect(file.reason).toContain('parts.depth');
  });

  it('stops at parts.count and says so', async () => {
    const bytes = writeZip({ members: Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, data: pickle })) });
    const file = await surveyBytes(bytes, resolveLimits({ 'parts.count': 5 }));
    expect(file.status).toBe('partial');
    expect(file.parts.length).toBe(6);
  });

  it('reads a polyglot as everything that it is', async () => {
    const file = await surveyBytes(bytesOf(op.proto(2), op.none, op.stop, writeZip({ members: torchMembers(pickle) })));
    expect(
      file.parts
        .filter(({ at }) => at.member === undefined)
        .map(({ format }) => format)
        .toSorted(),
    ).toEqual(['pickle', 'zip']);
    expect(file.parts.some(({ at, format }) => at.member === 'archive/data.pkl' && format === 'pickle')).toBe(true);
  });

  it('calls content that no format knows not applicable, and an empty file too', async () => {
    expect((await surveyBytes(new TextEncoder().encode('# A model card\n\nHello.\n'))).status).toBe('not applicable');
    expect((await surveyBytes(new Uint8Array())).status).toBe('not applicable');
  });

  it('believes a name only where the content says nothing, and then fails loudly', async () => {
    const file = await surveyBytes(new TextEncoder().encode('<html>not found</html>'), resolveLimits(), 'model.pkl');
    expect(file.status).not.toBe('complete');
    expect((await surveyBytes(new Uint8Array(), resolveLimits(), 'model.pkl')).status).not.toBe('complete');
  });
});
