import { afterEach, expect, it, vi } from 'vitest';
import { widthOf } from './width.ts';

afterEach(() => vi.unstubAllEnvs());

function width(terminal: { isTTY?: boolean; columns?: number }, told: string, toFile = false): number {
  vi.stubEnv('COLUMNS', told);
  const { isTTY, columns } = process.stdout;
  Object.assign(process.stdout, { isTTY: terminal.isTTY, columns: terminal.columns });
  try {
    return widthOf({ otherwise: 100, most: 120, toFile });
  } finally {
    Object.assign(process.stdout, { isTTY, columns });
  }
}

it('a terminal says its width; where it says none, or there is none, COLUMNS does', () => {
  expect(width({ isTTY: true, columns: 70 }, '60')).toBe(70);
  expect(width({ isTTY: true, columns: 0 }, '60')).toBe(60);
  expect(width({ isTTY: true, columns: 0 }, '')).toBe(100);
  expect(width({}, '60')).toBe(60);
  expect(width({}, '')).toBe(100);
});

it('lies within what can be read, and what is no number is not heard', () => {
  expect(width({}, '3')).toBe(20);
  expect(width({}, '500')).toBe(120);
  for (const told of ['wide', '-5', '1e99', '0']) expect(width({}, told)).toBe(100);
});

it('a file is as wide wherever it is written', () => {
  expect(width({ isTTY: true, columns: 70 }, '60', true)).toBe(100);
});
