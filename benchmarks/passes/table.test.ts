import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelled } from './cost.ts';
import { type Figures, readFigures, type Row, withRows } from './figures.ts';
import { rowsOfGpu } from './gpu-rows.ts';
import { mixOf } from './mix.ts';
import { SHAPES } from './shapes.ts';
import { costTable, study } from './table.ts';

const CPU: Row = {
  size: '1B',
  layers: 16,
  on: 'CPU',
  machine: '2 cores',
  by: 'llama.cpp, Q8_0, 2 at a time',
  date: '2026-11-26',
  ...modelled(SHAPES['1B'], { operations: 6e10, bytes: 2e10, weight: 34 / 32, together: 1, handing: 0.03 }),
};
const PRINTED = {
  gpu: 'NVIDIA H100 80GB HBM3',
  torch: '2.11.0',
  batch: 64,
  rows: [
    { size: '1B', layers: 16, built: 16, steps: { answers: 0.64, weighed: 0.128 }, graphs: { answers: 0.32 } },
    { size: '8B', layers: 32, built: 32, 'steps failed': 'OutOfMemoryError' },
    { size: '70B', layers: 80, built: 20, steps: { answers: 6.4, weighed: 6.4 }, 'graphs failed': 'RuntimeError' },
  ],
};
const MIX = { of: ['a model'], conversations: 1, answers: 2, weighed: 4 };
const FIGURES: Figures = { mix: MIX, measured: [CPU] };
const rowsOf = (table: string) => table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

it('takes a conversation for two answers', () => {
  expect(study(70, MIX, { answer: 1, weighed: 0.5 })).toBeCloseTo(10 * (2 + 2) + 20, 9);
});

describe('the table', () => {
  it('models what was not measured, and says so', () => {
    const rows = rowsOf(costTable(FIGURES)).slice(2);
    expect(rows.map((cells) => [cells[1], cells[2], cells[7]])).toEqual([
      ['1B', '2 cores', 'measured; llama.cpp, Q8_0, 2 at a time'],
      ['1B', 'H100', 'modelled'],
      ['8B', '2 cores', 'modelled, at the rates of 1B'],
      ['8B', 'H100', 'modelled'],
      ['70B', '2 cores', 'modelled, at the rates of 1B'],
      ['70B', 'H100', 'modelled'],
    ]);
  });

  it('takes measured rows, with what the equations say beside them', () => {
    const rows = rowsOf(costTable(withRows(FIGURES, rowsOfGpu(JSON.stringify(PRINTED), '2026-11-27')))).slice(2);
    const [one, eight, seventy] = rows.filter((cells) => cells[2] === 'H100');
    expect(one?.slice(3, 5)).toEqual(['5.0 ms', '2.0 ms']);
    expect(one?.[7]).toBe('measured; PyTorch 2.11.0, bfloat16, 64 at a time, CUDA graphs');
    expect(one?.[8]).toMatch(/ms, .* ms$/);
    expect(eight?.slice(7, 9)).toEqual(['modelled', '']);
    expect(seventy?.[7]).toMatch(/step by step; on 20 of its 80 layers, times 4$/);
  });

  it('leaves out models of fewer layers, which the equations alone are held against', () => {
    expect(costTable({ ...FIGURES, measured: [CPU, { ...CPU, size: '8B', layers: 4 }] })).toBe(costTable(FIGURES));
  });
});

it('keeps a figure once', () => {
  const again = { ...CPU, answer: 3 };
  expect(withRows(FIGURES, [again]).measured).toEqual([again]);
});

it('takes no GPU that the equations know nothing of, and nothing else than is printed', () => {
  expect(() => rowsOfGpu(JSON.stringify({ ...PRINTED, gpu: 'another' }), '2026-11-27')).toThrow(RangeError);
  expect(() => rowsOfGpu('{}', '2026-11-27')).toThrow(/gpu/);
});

it('counts the passes of a journal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-mix-'));
  const trial = (ask: object) => `${JSON.stringify({ trial: 'x', asked: { ask } })}\n`;
  const journal = join(folder, 'journal.jsonl');
  writeFileSync(
    journal,
    [
      '{"journal":"assay-journal/1"}\n',
      trial({ kind: 'generate', prompt: { kind: 'opening' } }),
      trial({ kind: 'generate', prompt: { kind: 'chat' } }),
      trial({ kind: 'likelihood' }),
      trial({ kind: 'next' }),
    ].join(''),
  );
  expect(await mixOf({ a: journal, b: journal })).toEqual({ of: ['a', 'b'], conversations: 2, answers: 2, weighed: 4 });
  rmSync(folder, { recursive: true });
});

it('is made of figures that are in order', () => {
  expect(rowsOf(costTable(readFigures())).length).toBeGreaterThan(4);
});
