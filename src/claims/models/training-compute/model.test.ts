import { describe, expect, it } from 'vitest';
import { valueOf } from '../../economics/records.ts';
import { countParameters } from '../../parameters/count.ts';
import { shapeOf } from '../../parameters/families.ts';
import { PUBLISHED } from '../../parameters/published.fixture.ts';
import { attentionPerToken } from './attention.ts';
import { trainingComputeModel } from './model.ts';

const given = { perParameterToken: 6, attention: 0, prediction: 0 };
/** DeepSeek-V3: 61 layers of 128 heads, keys 128 + 64 wide and values 128; trained at 4,096 tokens. */
const v3 = { layers: 61, heads: 128, keyWidth: 192, valueWidth: 128 };

describe('training compute', () => {
  it('of DeepSeek-V3 is 3.286e24 FLOP by 6 N D', () => {
    const flop = trainingComputeModel.evaluate({
      ...given,
      active: valueOf('v3.params.active'),
      tokens: valueOf('v3.tokens'),
    });
    expect(flop / 1e24).toBeCloseTo(3.286, 3);
    expect(flop / valueOf('v3.flop.pretrain')).toBeCloseTo(1, 9);
  });

  it('of the V4 class is 9.7e24, 3 % under the threshold of the EU', () => {
    const flop = trainingComputeModel.evaluate({ ...given, active: 49e9, tokens: 33e12 });
    expect(flop / 1e24).toBeCloseTo(9.702, 3);
    expect(1 - flop / 1e25).toBeCloseTo(0.03, 2);
  });

  it('of a dense model and of DeepSeek-V2 is by the parameters that a token meets', () => {
    expect(trainingComputeModel.evaluate({ ...given, active: 21e9, tokens: 8.1e12 }) / 1e24).toBeCloseTo(1.02, 2);
    // Llama 3.1 405B on 15.6T tokens: 3.8e25 FLOP, as its makers say (arXiv:2407.21783).
    expect(trainingComputeModel.evaluate({ ...given, active: 405e9, tokens: 15.6e12 }) / 3.8e25).toBeCloseTo(1, 2);
  });

  it('with causal attention explains the 385 TFLOP/s that DeepSeek reports, to 1 %', () => {
    const attention = attentionPerToken(v3, 4096, 'causal');
    expect(attention).toBe(attentionPerToken(v3, 4096, 'full') / 2);
    expect(attentionPerToken(v3, 4096, 'none')).toBe(0);
    const config = PUBLISHED.find(({ name }) => name === 'DeepSeek-V3')?.config ?? {};
    const { activeWithoutInput: active, prediction } = countParameters(shapeOf(config));
    const rate = (more: number): number =>
      trainingComputeModel.evaluate({ ...given, active, tokens: valueOf('v3.tokens'), attention, prediction: more }) /
      (valueOf('v3.hours.pretrain') * 3600) /
      1e12;
    expect(Math.abs(rate(0) / 385 - 1)).toBeLessThan(0.01);
    // Multi-token prediction adds another 4 %: the report counts either it or a smaller model.
    expect(rate(prediction.active) / rate(0)).toBeCloseTo(1.039, 2);
  });

  it('refuses what is no number of parameters or tokens', () => {
    for (const change of [{ active: 0 }, { tokens: -1 }, { attention: Number.NaN }]) {
      expect(() => trainingComputeModel.evaluate({ ...given, active: 1, tokens: 1, ...change })).toThrow(
        expect.objectContaining({ fault: 'out-of-range' }),
      );
    }
  });
});
