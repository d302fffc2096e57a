import { expect, it } from 'vitest';
import { bytesOf, op } from '../../formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../../formats/safetensors/write.fixture.ts';
import { torchMembers, writeZip } from '../../formats/zip/write.fixture.ts';
import { audit } from '../audit.fixture.ts';

const checkpoint = writeZip({ members: torchMembers(bytesOf(op.proto(2), op.emptyDict, op.stop)) });
const tensors = (count: number): Uint8Array =>
  writeSafetensors({ tensors: count === 0 ? [] : [{ name: 'w', dtype: 'U8', shape: [count], bytes: count }] });
const severities = async (files: Record<string, Uint8Array>) =>
  (await audit(files)).findings
    .filter(({ rule }) => rule === 'unsafe-weights-beside-safe')
    .map(({ severity }) => severity);

it('is information where both are there', async () => {
  expect(await severities({ 'model.safetensors': tensors(8), 'pytorch_model.bin': checkpoint })).toEqual(['info']);
});

it('is medium where the safetensors is empty, or of another model', async () => {
  expect(await severities({ 'model.safetensors': tensors(0), 'pytorch_model.bin': checkpoint })).toEqual(['medium']);
  expect(
    await severities({ 'a/adapter_model.safetensors': tensors(2_000_000), 'a/adapter_model.bin': checkpoint }),
  ).toEqual(['medium']);
});

it('is silent where there is one, or each in its own folder', async () => {
  expect(await severities({ 'model.safetensors': tensors(8) })).toEqual([]);
  expect(await severities({ 'pytorch_model.bin': checkpoint })).toEqual([]);
  expect(await severities({ 'a/model.safetensors': tensors(8), 'b/pytorch_model.bin': checkpoint })).toEqual([]);
});
