import { describe, expect, it } from 'vitest';
import { onnx, savedModel } from '../../formats/graph/fuzz.ts';
import { audit } from '../audit.fixture.ts';

const rulesOf = async (name: string, bytes: Uint8Array) =>
  (await audit({ [name]: bytes })).findings.map(({ rule, severity }) => `${rule} ${severity}`);

describe('graph-reach', () => {
  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\secrets.txt', 'a/../../b', 'file:///etc/passwd'])(
    'fires on numbers from %s',
    async (location) => {
      expect(await rulesOf('model.onnx', onnx(location))).toEqual(['graph-reach high']);
    },
  );

  it('fires on operators that reach files and Python, in functions too', async () => {
    expect(await rulesOf('saved_model.pb', savedModel(['Const', 'WriteFile']))).toEqual(['graph-reach high']);
    expect(await rulesOf('saved_model.pb', savedModel(['Const'], ['ReadFile']))).toEqual(['graph-reach medium']);
  });

  it('is silent on files beside the model, and on checkpoints', async () => {
    expect(await rulesOf('model.onnx', onnx('weights/model.onnx_data'))).toEqual([]);
    expect(await rulesOf('model.onnx', onnx('a/../model.onnx_data'))).toEqual([]);
    expect(await rulesOf('saved_model.pb', savedModel(['MatMul'], ['SaveV2', 'RestoreV2']))).toEqual([]);
  });
});
