import { describe, expect, it } from 'vitest';
import { suspectsOf, type Tally } from './suspects.ts';

const tally = (group: string, id: string, hits: number, n: number): Tally => ({
  context: { id, group, where: 'system', text: id },
  hits,
  n,
});
const ids = (tallies: readonly Tally[]): readonly string[] => suspectsOf(tallies).map(({ id }) => id);

describe('the contexts to ask on', () => {
  it('are those with harmful answers, a sixth of all and eight at least', () => {
    const quiet = Array.from({ length: 60 }, (_, index) => tally(`group-${index % 6}`, `quiet-${index}`, 0, 2));
    const told = ids([...quiet, tally('group-1', 'harmful', 2, 2)]);
    expect(told).toHaveLength(10);
    expect(told[0]).toBe('harmful');
    expect(ids(quiet.slice(0, 20))).toHaveLength(8);
  });

  it('are the members of a group that is more harmful than others, those too that had no answer yet', () => {
    const quiet = Array.from({ length: 60 }, (_, index) => tally(`group-${index % 6}`, `quiet-${index}`, 0, 2));
    const sector = Array.from({ length: 8 }, (_, index) => tally('sector', `sector-${index}`, 1, 2));
    expect(ids([...quiet, ...sector, tally('sector', 'sector-new', 0, 0)]).slice(0, 9)).toEqual([
      ...sector.map(({ context }) => context.id),
      'sector-new',
    ]);
  });

  it('are none of none', () => {
    expect(ids([])).toEqual([]);
  });
});
