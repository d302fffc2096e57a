import { describe, expect, it } from 'vitest';
import { CASEBOOK } from '../claims/casebook.gen.ts';
import { check } from '../claims/check.ts';
import { chipNamed } from '../claims/export-controls/chips.ts';
import { classify } from '../claims/export-controls/classify.ts';
import { day } from '../claims/export-controls/date.ts';
import { chipBlocks } from './chip.ts';
import { blocksAsMarkdown } from './markdown/blocks.ts';
import { columns } from './terminal/columns.ts';
import { blocksAsText } from './terminal/blocks.ts';
import { explainedBlocks } from './verdict.ts';

it('of several sets with intervals of their own tells the least and the greatest, which is no p5 to p95', () => {
  const claim = CASEBOOK.find(({ id }) => id === 'gpt4-level-3m');
  if (claim === undefined) throw new Error('it is in the casebook');
  const text = blocksAsText(explainedBlocks(check(claim, { asOf: '2026-11-26', draws: 1000 })), 100, false);
  expect(text).toMatch(/Others +\S+ to \S+ MUSD, from the least to the greatest of \d/);
});

describe('in 60 columns without colour', () => {
  it.each(CASEBOOK.map((claim) => [claim.id, claim] as const))('%s is readable', (_, claim) => {
    const verdict = check(claim, { asOf: '2026-11-26', draws: 1000 });
    const text = blocksAsText(explainedBlocks(verdict), 60, false);
    const widest = text.split('\n').toSorted((a, b) => columns(b) - columns(a))[0] ?? '';
    expect(widest.length, widest).toBeLessThanOrEqual(60);
    expect(text.startsWith(`${verdict.verdict.toUpperCase()}  ${claim.id}\n`)).toBe(true);
    for (const part of ['Because', 'Decides', 'Held against']) expect(text).toContain(part);
    for (const { says } of verdict.rivals) expect(text).toContain(says.split(' ')[0]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no colour
    expect(text).not.toMatch(/\u001b/);
    expect(blocksAsMarkdown(explainedBlocks(verdict))).toContain('| what | so | it gives |');
  });

  it('a chip is, too', () => {
    const text = blocksAsText(chipBlocks(classify(chipNamed('Ascend 910B'), day('2026-06-01'))), 60, false);
    expect(Math.max(...text.split('\n').map(columns))).toBeLessThanOrEqual(60);
    expect(text.match(/not\s+legal\s+advice/g)).toHaveLength(2);
  });
});
