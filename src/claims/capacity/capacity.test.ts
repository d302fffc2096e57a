import { describe, expect, it } from 'vitest';
import { valueOf } from '../economics/records.ts';
import { shapeOf } from '../parameters/families.ts';
import { PUBLISHED } from '../parameters/published.fixture.ts';
import { accelerator } from './accelerator.ts';
import { capacityAt, decodeStep, overheadFrom, prefillSpeed, streamsInMemory } from './roofline.ts';
import { servedModel, weightsPerChip, weightsRead } from './served.ts';
import { dayFigures, theoreticalRevenue, type ServingDay } from './serving-day.ts';
import { workForce, workFrontier } from './workers.ts';

const shape = (name: string) => shapeOf(PUBLISHED.find((one) => one.name === name)?.config ?? {});
const v3 = servedModel(shape('DeepSeek-V3'), 1, 2);
/** DeepSeek's decoding unit: 18 nodes of 8, with 32 redundant experts. */
const deployment = { chips: 144, split: 'expert', copies: 288 / 256 } as const;
const on = (chip: string, overhead = 0.025, context = 4989) =>
  ({ model: v3, chip: accelerator(chip), deployment, context, efficiency: 0.7, overhead }) as const;

describe("DeepSeek's published day", () => {
  const day: ServingDay = {
    nodes: valueOf('dsserve.nodes'),
    chipsPerNode: 8,
    input: valueOf('dsserve.in'),
    cached: 342e9,
    output: valueOf('dsserve.out'),
    // The middle of the 20 to 22 that it states: `dsserve.streams` is computed with it.
    speed: 21,
    decodePerNode: valueOf('dsserve.dec'),
  };
  const figures = dayFigures(day);

  it('is 92.6 thousand streams: 51 an H800, 88 one that decodes', () => {
    expect(figures.streams).toBeCloseTo(valueOf('dsserve.streams'), 0);
    expect(figures.streamsPerChip).toBeCloseTo(51.0, 1);
    expect(figures.streamsPerDecodeChip).toBeCloseTo(88.1, 1);
  });

  it('costs $87,072 at $2, or $0.52 for a million tokens of output', () => {
    expect(figures.chipHours * 2).toBe(valueOf('dsserve.cost'));
    expect((figures.chipHours * 2) / (day.output / 1e6)).toBeCloseTo(valueOf('dsserve.unit'), 3);
    expect(day.cached / day.input).toBeCloseTo(valueOf('dsserve.hit'), 3);
  });

  it('would have brought $562,100 at the prices of R1', () => {
    const prices = { input: valueOf('price.r1.in'), cached: 0.14, output: valueOf('price.r1.out') };
    expect(theoreticalRevenue(day, prices)).toBeCloseTo(562_100, 0);
    expect(theoreticalRevenue(day, prices) / valueOf('dsserve.rev')).toBeCloseTo(1, 3);
  });

  it('is met by the roofline with 25 ms a step that nothing hides', () => {
    expect(weightsPerChip(v3, deployment) / 1e9).toBeCloseTo(22.2, 1);
    const step = decodeStep(on('h800-sxm', 0), 88);
    expect(step).toMatchObject({ bound: 'bandwidth' });
    expect(step.ideal * 1e3).toBeCloseTo(15.8, 1);
    expect(1 / step.ideal).toBeCloseTo(63.1, 1);
    const { overhead: _, ...measured } = on('h800-sxm');
    expect(overheadFrom(measured, figures.streamsPerDecodeChip, day.speed) * 1e3).toBeCloseTo(25, 1);
    expect(() => overheadFrom(measured, 140, 40)).toThrow(expect.objectContaining({ fault: 'no-solution' }));
  });
});

describe('streams a chip', () => {
  it.each([
    ['a100-80gb-sxm', 28],
    ['h800-sxm', 88],
    ['h20', 19],
    ['h200-sxm', 128],
    ['b200', 292],
    ['mi300x', 169],
    ['ascend-910b', 9],
    ['ascend-910c', 77],
  ])('of V3 at 21 tokens/s on %s: %d, within one', (chip, streams) => {
    expect(Math.abs(capacityAt(on(chip), 21).streams - streams)).toBeLessThanOrEqual(1);
  });

  it('fall about sevenfold for V3 at 32k of context', () => {
    expect(capacityAt(on('h800-sxm', 0.025, 32_768), 21).streams).toBe(13);
  });

  // 13.75 ms is chosen to fit. Left out: the H20, 45 where 47 was noted, and the B200, noted at 93 with 180 GB of memory.
  it.each([
    ['a100-80gb-sxm', 20],
    ['h100-sxm', 38],
    ['h200-sxm', 68],
    ['mi300x', 76],
    ['ascend-910b', 14],
    ['ascend-910c', 38],
  ])('of a 70B model at 20 tokens/s on %s: %d', (id, streams) => {
    expect(capacityAt(llama(id), 20).streams).toBe(streams);
  });

  it('of a 70B model on a B200 are what its memory holds: 93 with 180 GB, 100 with 192', () => {
    const b200 = llama('b200');
    expect(capacityAt(b200, 20)).toEqual({ streams: 100, bound: 'memory' });
    expect(capacityAt({ ...b200, chip: { ...b200.chip, memory: 180 } }, 20).streams).toBe(93);
  });

  it('stand on what is known of the chip', () => {
    expect(accelerator('ascend-910b')).toMatchObject({ bf16: 320, memory: 64, bandwidth: 1.6, status: 'estimated' });
    expect(accelerator('ascend-910b').fp8).toBeUndefined();
    expect(accelerator('h100-sxm')).toMatchObject({ bf16: 989.4, fp8: 1979, status: 'quoted' });
    expect(() => accelerator('h300')).toThrow(expect.objectContaining({ fault: 'unknown-quantity' }));
  });

  it('turn the H20 from better than an H100 to far worse: bandwidth for grouped queries, FLOP for latent attention', () => {
    expect(capacityAt(llama('h20'), 20).streams).toBeGreaterThan(capacityAt(llama('h100-sxm'), 20).streams);
    expect(capacityAt(on('h20'), 21)).toEqual({ streams: 19, bound: 'compute' });
    expect(capacityAt(on('h100-sxm'), 21)).toMatchObject({ bound: 'bandwidth' });
  });

  it('are none where weights do not fit or steps are too slow', () => {
    const small = { ...llama('l4'), deployment: { chips: 2, split: 'tensor', copies: 1 } as const };
    expect(streamsInMemory(small)).toBeLessThan(0);
    expect(capacityAt(small, 1)).toEqual({ streams: 0, bound: 'memory' });
    expect(capacityAt(on('h800-sxm', 0.06), 21)).toEqual({ streams: 0, bound: 'overhead' });
    expect(() => capacityAt(on('h800-sxm'), 0)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });

  it('read fewer experts for few streams, and all of them for many', () => {
    const alone = { chips: 1, split: 'tensor', copies: 1 } as const;
    expect(weightsRead(v3, alone, 1)).toBeCloseTo(v3.dense + (v3.experts * 8) / 256, -3);
    expect(weightsRead(v3, alone, 2000)).toBeCloseTo(v3.dense + v3.experts, -3);
    expect(prefillSpeed(on('h800-sxm')) * 8).toBeGreaterThan(valueOf('dsserve.pre') * 0.9);
  });
});

describe('workers', () => {
  const skill = (tokens: number): number => Math.min(0.9, Math.max(0, -0.5 + 0.25 * Math.log10(tokens)));

  it('are number times skill', () => {
    const force = workForce(92_593, 21, 10_000, skill);
    expect(force.tasksPerDay).toBeCloseTo(16_800_073.9, 0);
    expect(force.successesPerDay).toBeCloseTo(force.tasksPerDay * 0.5, 6);
    expect(() => workForce(1, 21, 10, () => 2)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });

  it('trade one for the other', () => {
    const frontier = workFrontier(1000, 21, [1e3, 1e4, 1e5], skill);
    expect(frontier.map((one) => one.skill)).toEqual([0.25, 0.5, 0.75]);
    expect(frontier.map((one) => Math.round(one.tasksPerDay))).toEqual([1_814_400, 181_440, 18_144]);
  });
});

function llama(id: string) {
  const chip = accelerator(id);
  // Chips without FP8 hold their weights in BF16.
  const model = servedModel(shape('Llama 3.1 70B'), chip.fp8 === undefined ? 2 : 1, 2);
  const tensor = { chips: 8, split: 'tensor', copies: 1 } as const;
  return { model, chip, deployment: tensor, context: 5000, efficiency: 0.7, overhead: 0.01375 };
}
