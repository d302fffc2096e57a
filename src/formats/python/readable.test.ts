import { describe, expect, test } from 'vitest';
import { readWith } from '../read.fixture.ts';
import { pythonFormat } from './format.ts';
import { readableLength } from './readable.ts';

describe('how much of a Python source is parsed', () => {
  test.each<[string, string, number, number]>([
    ['whole lines', 'x = 1\ny = 2\nz = 3\n', 9, 12],
    ['everything within the limit', 'x = 1\ny = 2\n', 8, 12],
    ['blank lines count nothing', `${'\n \r\n'.repeat(1000)}x = 1\n`, 4, 4006],
    ['a string counts by its words', `x = "${'A'.repeat(1000)}"\n`, 6, 1007],
    ['a long line is cut', `${'+'.repeat(100_000)}\n`, 70_000, 70_000],
  ])('%s', (_, text, most, length) => {
    expect(readableLength(text, most)).toBe(length);
  });

  test('two megabytes of short lines are read as far as the limit, which says where', async () => {
    const head = 'import os\nos.system("é")\n';
    const lines = Math.ceil(2_000_000 / 2);
    const bytes = Buffer.from(`${head}${'x\n'.repeat(lines)}os.system("late")\n`);
    const { structure, anomalies } = await readWith(pythonFormat, bytes, 'a.py');
    expect(structure.effects.map(({ line }) => line)).toEqual([2]);
    const limit = anomalies.find(({ code }) => code === 'python.limit');
    expect(limit?.stops).toBe(true);
    expect(bytes.toString('utf8', limit?.offset, (limit?.offset ?? 0) + 4)).toBe('x\nx\n');
    expect(limit?.message).toMatch(/from line 6\d{4} on passes python\.tokens/);
  });
});
