import { describe, expect, it } from 'vitest';
import { ClaimError } from '../../src/claims/claim-error.ts';
import type { Model } from '../../src/claims/model.ts';
import { MODELS } from '../../src/claims/models/registry.gen.ts';
import { allowedOf, claimModelsTable } from './claim-models.ts';

const model = (id: string): Model => {
  const found = MODELS.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('the table of models', () => {
  it.each([
    ['rental-cost', 'rent', 'from 0'],
    ['chip-hours', 'mfu', 'over 0, to 1'],
    ['chip-hours', 'peak', 'over 0'],
    ['work-force', 'skill', 'from 0, to 1'],
    ['programme-cost', 'staff', 'under 1'],
    ['hardware-progress', 'time', 'any'],
    ['diffusion-lag', 'efficiency', 'over 0, by the others'],
  ])('says what %s takes for %s: %s', (id, input, allowed) => {
    expect(allowedOf(model(id), input)).toBe(allowed);
  });

  it('has a row for each input of each model, and no cell that a bar would break', () => {
    const rows = claimModelsTable().split('\n').slice(2);
    expect(rows).toHaveLength(MODELS.reduce((sum, { inputs }) => sum + Object.keys(inputs).length, 0));
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7);
    expect(claimModelsTable()).toContain('a rent: with `as_of`');
  });

  it('refuses a model that takes nothing usual', () => {
    const never: Model = {
      ...model('rental-cost'),
      evaluate: () => {
        throw new ClaimError('out-of-range', 'never');
      },
    };
    expect(() => allowedOf(never, 'rent')).toThrow('takes none of the usual numbers');
  });
});
