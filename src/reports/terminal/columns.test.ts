import { expect, it } from 'vitest';
import { columns, cutInto } from './columns.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

it('counts characters of Chinese twice, and marks not at all', () => {
  expect(['abc', '简体中文', 'русский', 'e\u0301', '한국어', '🙂'].map(columns)).toEqual([3, 8, 7, 1, 6, 2]);
  expect(cutInto('简体中文', 5)).toEqual(['简体', '中文']);
  expect(cutInto('简', 1)).toEqual(['简']);
});

it('breaks lines by what they take of a terminal', () => {
  expect(wrap('简体中文 繁體中文', 8)).toEqual(['简体中文', '繁體中文']);
  expect(wrap('简体中文繁體中文', 9)).toEqual(['简体中文', '繁體中文']);
  for (const line of wrap('刘晓波与零八宪章'.repeat(9), 21)) expect(columns(line)).toBeLessThanOrEqual(21);
});

it('keeps columns under one another', () => {
  const lines = table(
    [
      { title: 'of', align: 'left' },
      { title: 'n', align: 'right' },
    ],
    [
      ['简体中文', '1'],
      ['English', '20'],
    ],
    40,
  );
  expect(lines).toEqual(['of         n', '────────  ──', '简体中文   1', 'English   20']);
});
