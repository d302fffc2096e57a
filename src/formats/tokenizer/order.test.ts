import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderOf } from './order.ts';

const name = (index: number): string => String(index);
const rising = Array.from({ length: 1_000 }, (_, i) => i);

it('names exactly the two that were exchanged, wherever they stand', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.nat(999), (one, other) => {
      fc.pre(Math.abs(one - other) > 2);
      const keys = [...rising];
      [keys[one], keys[other]] = [other, one];
      const { broken, swapped } = orderOf(keys, name);
      expect(swapped).toBe(true);
      expect(broken.examples).toEqual([one, other].toSorted((a, b) => a - b).map(String));
    }),
  );
});

it('leaves alone what is in order, keeps equal keys, or follows another order', () => {
  expect(orderOf(rising, name).broken.count).toBe(0);
  expect(
    orderOf(
      rising.map((i) => i >> 2),
      name,
    ).broken.count,
  ).toBe(0);
  expect(orderOf(rising.toReversed(), name).compared).toBe(0);
  expect(
    orderOf(
      rising.map((i) => (i * 617) % 1_000),
      name,
    ).compared,
  ).toBe(0);
  expect(orderOf(rising.slice(0, 10), name).compared).toBe(0);
  expect(
    orderOf(
      rising.map((i) => (i % 3 === 0 ? undefined : i)),
      name,
    ).compared,
  ).toBe(666);
});

it('calls one that was moved, not exchanged, out of order alone', () => {
  const keys = rising.map((i) => (i === 500 ? 5_000 : i));
  expect(orderOf(keys, name)).toMatchObject({ broken: { examples: ['500'] }, swapped: false });
});
