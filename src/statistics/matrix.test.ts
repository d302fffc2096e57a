import { describe, expect, it } from 'vitest';
import { identity, multiply, solve } from './matrix.ts';

describe('solve', () => {
  it('solves where pivots must be exchanged', () => {
    const a = [
      [0, 2, 1],
      [1e-9, 1, 0],
      [3, 0, 1],
    ];
    const product = multiply(a, solve(a, identity(3)));
    for (const [i, row] of product.entries()) {
      for (const [j, value] of row.entries()) expect(value).toBeCloseTo(i === j ? 1 : 0, 12);
    }
    expect(a[0]).toEqual([0, 2, 1]);
  });

  it('says where columns depend on one another', () => {
    const singular = [
      [1, 2],
      [2, 4],
    ];
    expect(() => solve(singular, identity(2))).toThrow(expect.objectContaining({ fault: 'degenerate' }));
    expect(() => solve([[0]], [[1]])).toThrow(expect.objectContaining({ fault: 'degenerate' }));
  });
});
