import { describe, expect, it } from 'vitest';
import { probeOf, readWith } from '../read.fixture.ts';
import { lfsPointerFormat } from './format.ts';
import { writeLfsPointer } from './write.fixture.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe('lfs-pointer', () => {
  it('knows a pointer, whatever its name, and says what is not here', async () => {
    expect(lfsPointerFormat.identify(probeOf('model.safetensors', writeLfsPointer()))).toBe('magic');
    const { structure, codes, stopped, anomalies } = await readWith(lfsPointerFormat, writeLfsPointer(2_000_000_000));
    expect(structure).toEqual({ format: 'lfs-pointer', oid: '5f'.repeat(32), size: 2_000_000_000 });
    expect([codes, stopped]).toEqual([['lfs-pointer.absent'], true]);
    expect(anomalies[0]?.message).toContain('2.0 GB');
  });

  it.each([
    'version https://git-lfs.github.com/spec/v1\n',
    'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 5\n',
    `${new TextDecoder().decode(writeLfsPointer())}import os\n`,
    new TextDecoder().decode(writeLfsPointer()).padEnd(2_000, '\n'),
  ])('says so where it is not written as one', async (content) => {
    expect((await readWith(lfsPointerFormat, text(content))).codes).toEqual(['lfs-pointer.malformed']);
  });

  it('leaves text about pointers alone', () => {
    expect(
      lfsPointerFormat.identify(probeOf('README.md', text('A pointer begins with version https://git-lfs'))),
    ).toBeUndefined();
  });
});
