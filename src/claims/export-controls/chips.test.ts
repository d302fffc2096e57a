import { describe, expect, it } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { chipNamed, described } from './chips.ts';
import { classify } from './classify.ts';
import { day } from './date.ts';
import { timeline } from './timeline.ts';

describe('a chip by its name', () => {
  it.each([
    ['H100', 'h100-sxm'],
    ['h100-sxm', 'h100-sxm'],
    ['NVIDIA H100 SXM5', 'h100-sxm'],
    ['nvidia rtx 4090d', 'rtx-4090-d'],
    ['Huawei Ascend 910B', 'ascend-910b'],
    ['910b', 'ascend-910b'],
    ['AMD MI300X', 'mi300x'],
  ])('%s is %s', (name, id) => {
    expect(chipNamed(name).id).toBe(id);
  });

  it('that is not recorded is refused, with those near it', () => {
    expect(() => chipNamed('RTX 40')).toThrow(
      new UsageError('no chip "RTX 40" is recorded; near it: GeForce RTX 4090, GeForce RTX 4090 D'),
    );
    expect(() => chipNamed('TPU v5p')).toThrow(/"TPU v5p" is recorded; recorded: Instinct MI300X, /);
    expect(() => chipNamed('')).toThrow(UsageError);
    expect(() => chipNamed('\u001b[31mH100')).toThrow(/"\\u001b\[31mH100"/);
  });
});

describe('a chip that somebody describes', () => {
  it('is classified on what was said, and undecided on what was not', () => {
    const item = described({ name: 'new', speeds: [{ tops: 500, bits: 8 }] });
    const { rules, unverified } = classify(item, day('2024-06-01'));
    expect(rules[0]?.outcome.kind).toBe('undecided');
    expect(unverified).toContain('performance density: no die area is known');
  });

  it('needs a speed, and numbers above 0', () => {
    expect(() => described({ name: 'new', speeds: [] })).toThrow(UsageError);
    expect(() => described({ name: 'new', speeds: [{ tops: Number.NaN, bits: 8 }] })).toThrow(UsageError);
    expect(() => described({ name: 'new', speeds: [{ tops: 1, bits: 8 }], logicDieMm2: 0 })).toThrow(UsageError);
  });
});

describe('a day', () => {
  it('is one of the calendar', () => {
    expect(day('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2023-02-29', '2024-6-1', '2024-06', 'today', '2024-13-01', ''])
      expect(() => day(text)).toThrow(UsageError);
  });
});

describe('the timeline', () => {
  it('has what had happened by a day, a month from its end', () => {
    const last = (asOf: string) => timeline(day(asOf)).at(-1)?.id;
    expect(timeline(day('2022-10-06'))).toEqual([]);
    expect(last('2022-10-07')).toBe('october-2022');
    expect(last('2025-08-30')).toBe('eu-gpai-applies');
    expect(last('2025-08-31')).toBe('revenue-share-2025');
  });
});
