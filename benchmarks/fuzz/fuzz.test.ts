import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/formats/registry.gen.ts';
import { fuzz, fuzzable } from './fuzz.ts';

describe('a short seeded fuzz run', () => {
  it('has seeds for every reader', () => {
    expect(fuzzable()).toEqual(FORMATS.map(({ id }) => (id === 'torchscript-code' ? 'torchscript' : id)).toSorted());
  });

  it.each(fuzzable())('%s survives 400 mutated files', async (format) => {
    const { failures } = await fuzz(format, 400, 20_261);
    expect(failures).toEqual([]);
  });
});
