import { expect, it } from 'vitest';
import { writeLfsPointer } from '../../formats/lfs-pointer/write.fixture.ts';
import { audit } from '../audit.fixture.ts';

it('a pointer is low, and the file counts as not read', async () => {
  const { files, findings } = await audit({ 'model-00001-of-00002.safetensors': writeLfsPointer() });
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['lfs-pointer', 'low']]);
  expect(files[0]?.status).toBe('partial');
});

it('what only begins like a pointer is medium', async () => {
  const bytes = Buffer.concat([writeLfsPointer(), Buffer.from('exec(__import__("base64"))\n')]);
  const { findings } = await audit({ 'model.bin': bytes });
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['lfs-pointer', 'medium']]);
});
