import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { audit } from '../audit.fixture.ts';

const bytes = new TextEncoder().encode('weights');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const found = async (path: string, there: string) => {
  const claim = { by: 'one.example', sha256, reference: { by: 'two.example', sha256: there } };
  const { findings } = await audit({ [path]: bytes }, { [path]: claim });
  return findings.filter(({ rule }) => rule === 'hub-digest-differs').map(({ severity }) => severity);
};

describe('hub-digest-differs', () => {
  it('fires where two hubs claim different content for one path', async () => {
    expect(await found('model.bin', 'a'.repeat(64))).toEqual(['high']);
  });

  it('is silent where they agree, and only notes what each hub writes for itself', async () => {
    expect(await found('model.bin', sha256)).toEqual([]);
    expect(await found('README.md', 'a'.repeat(64))).toEqual(['info']);
    expect(await found('configuration.json', 'a'.repeat(64))).toEqual(['info']);
  });
});
