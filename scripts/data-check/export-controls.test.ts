import { describe, expect, it } from 'vitest';
import type { Chip } from '../../src/claims/export-controls/schema.ts';
import { chipFile } from '../../src/claims/export-controls/schema.ts';
import { readChips, readEvents } from '../generate/export-controls.ts';
import { faults } from './export-controls.ts';

const record = readChips();
const events = readEvents();

/** The record with its first chip changed. */
function changed(change: (chip: Chip) => Chip): string[] {
  const [first, ...rest] = record.chips;
  if (first === undefined) throw new Error('no chip');
  return faults({ ...record, chips: [change(first), ...rest] }, events);
}

describe('the chips and events', () => {
  it('have nothing wrong with them', () => {
    expect(faults(record, events)).toEqual([]);
  });

  it('are faulted for a speed with sparsity in the place of the dense one', () => {
    const found = changed((chip) => ({
      ...chip,
      performance: chip.performance.map((speed) => (speed.bits === 8 ? { ...speed, dense: speed.sparse ?? 0 } : speed)),
    }));
    expect(found.join('\n')).toContain('is it with sparsity?');
    expect(found.join('\n')).toContain('with sparsity fp8 is not twice the dense speed');
  });

  it('are faulted for a memory that is called an account', () => {
    const memory = record.sources.find(({ address }) => address === undefined)?.id ?? '';
    const found = changed((chip) => ({
      ...chip,
      'logic-die-mm2': { is: 1, from: [memory], status: 'secondary' },
    }));
    expect(found).toContain('mi300x: logic-die-mm2 is secondary and rests on memory');
  });

  it('are faulted for sources that are not there, and names that are taken', () => {
    expect(
      changed((chip) => ({ ...chip, 'logic-die-mm2': { is: 1, from: ['nowhere'], status: 'secondary' } })),
    ).toContain('mi300x: logic-die-mm2 cites a source that is not listed');
    expect(changed((chip) => ({ ...chip, also: ['H20'] })).join()).toContain('h20: h20 is mi300x already');
  });

  it('are faulted for an event out of order, or about no chip', () => {
    expect(faults(record, events.toReversed()).length).toBeGreaterThan(1);
    const [first, ...rest] = events;
    if (first === undefined) throw new Error('no event');
    expect(faults(record, [{ ...first, chips: ['h300'] }, ...rest])).toEqual([
      'event october-2022 is about h300, which is no chip',
    ]);
  });

  it('fit a schema that takes no other key and no figure without a source', () => {
    const [chip] = record.chips;
    const parse = (one: unknown) => chipFile.safeParse({ version: 1, sources: [], chips: [one] }).success;
    expect(parse(chip)).toBe(true);
    expect(parse({ ...chip, price: 1 })).toBe(false);
    expect(parse({ ...chip, 'logic-die-mm2': { is: 800, from: [], status: 'read' } })).toBe(false);
    expect(parse({ ...chip, 'logic-die-mm2': { is: -1, from: ['x'], status: 'read' } })).toBe(false);
  });
});
