import { describe, expect, it } from 'vitest';
import { allows } from '../../src/claims/allowed.ts';
import { ClaimError } from '../../src/claims/claim-error.ts';
import type { Input } from '../../src/claims/model.ts';
import { MODELS } from '../../src/claims/models/registry.gen.ts';
import { claimModelsTable } from './claim-models.ts';

describe('the table of models', () => {
  it('has a row for each input of each model, and no cell that a bar would break', () => {
    const rows = claimModelsTable().split('\n').slice(2);
    expect(rows).toHaveLength(MODELS.reduce((sum, { inputs }) => sum + Object.keys(inputs).length, 0));
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });

  it('says what an input may be, which of them is a rent, and what goes by dates', () => {
    const table = claimModelsTable();
    expect(table).toContain('| `rent` | `USD/chip/h` | 0 or more | rent of a chip (a rent: with `as_of`) |');
    expect(table).toContain('| `mfu` | `1` | above 0 and at most 1 |');
    expect(table).toContain('| `halving` | `month` | 0.1 to 1,200 |');
    expect(table).toContain('(`from` one date `to` another, or 0)');
  });

  it('promises nothing that the equation refuses', () => {
    for (const model of MODELS) {
      const inputs = Object.entries<Input>(model.inputs);
      // Numbers that the others stand at: the first of these that each may be.
      const usual = ({ allowed }: Input): number => [3, 0.5].find((one) => allows(allowed, one)) ?? Number.NaN;
      const base = Object.fromEntries(inputs.map(([name, input]) => [name, usual(input)]));
      expect(Number.isFinite(model.evaluate(base)), model.id).toBe(true);
      for (const [name, { allowed }] of inputs)
        for (const value of [0, 0.1, 0.5, 1, 3].filter((one) => allows(allowed, one)))
          try {
            model.evaluate({ ...base, [name]: value });
          } catch (error) {
            // What all of them together must be no single range says.
            expect((error as ClaimError).fault, `${model.id} ${name} ${value}`).toBe('no-solution');
          }
    }
  });
});
