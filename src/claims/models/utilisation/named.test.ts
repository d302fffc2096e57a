import { describe, expect, it } from 'vitest';
import { valueOf } from '../../economics/records.ts';
import { chipHoursModel } from '../chip-hours/model.ts';
import { namedUtilisation } from './named.ts';

const H800 = 'H800 SXM';
const [compute, hours] = [3.2856e24, 2_664_000];

describe('the utilisation of DeepSeek-V3', () => {
  it.each([
    ['v3.mfu.bf16', { chip: H800, precision: 'BF16', peak: 989e12 }, 0.346],
    ['v3.mfu.fp8sxm', { chip: H800, precision: 'FP8', peak: 1979e12 }, 0.173],
    ['v3.mfu.fp8pcie', { chip: 'H800 PCIe', precision: 'FP8', peak: 1513e12 }, 0.226],
  ] as const)('%s hangs on the peak: one run, three figures', (id, peak, value) => {
    const found = namedUtilisation(compute, hours, peak, 'none').value;
    expect(found).toBeCloseTo(value, 3);
    expect(found).toBeCloseTo(valueOf(id), 3);
  });

  it('says peak, precision and attention convention', () => {
    const of = { chip: H800, precision: 'BF16', peak: 989e12 } as const;
    expect(namedUtilisation(compute, hours, of, 'none').text).toBe(
      '34.6 % of H800 SXM BF16 dense (989 TFLOP/s), attention not counted',
    );
    const reported = namedUtilisation(385e12 * hours * 3600, hours, of, 'causal');
    expect(reported.value).toBeCloseTo(0.389, 3);
    expect(reported.text).toContain('under the causal mask');
  });

  it('is 342.6 TFLOP/s a chip, and gives its hours back', () => {
    const { value } = namedUtilisation(compute, hours, { chip: H800, precision: 'BF16', peak: 989e12 }, 'none');
    expect((value * 989).toFixed(1)).toBe('342.6');
    expect(chipHoursModel.evaluate({ compute, peak: 989e12, mfu: value })).toBeCloseTo(hours, 3);
    expect(() => chipHoursModel.evaluate({ compute, peak: 989e12, mfu: 1.2 })).toThrow('utilisation 1.2');
  });

  it('trains a trillion tokens in 3.7 days on 2,048 chips, and all of them in 54.2', () => {
    expect(180_000 / 2048 / 24).toBeCloseTo(3.7, 1);
    expect(hours / 2048 / 24).toBeCloseTo(54.2, 1);
    // 57 million A100 hours at 312 TFLOP/s for GPT-4.
    const gpt4 = namedUtilisation(2.1e25, 57e6, { chip: 'A100', precision: 'BF16', peak: 312e12 }, 'none');
    expect(gpt4.value).toBeCloseTo(0.328, 3);
  });
});
