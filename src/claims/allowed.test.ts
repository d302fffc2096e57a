import { describe, expect, it } from 'vitest';
import { CASEBOOK } from './casebook.gen.ts';
import { check, whatIf } from './check.ts';
import type { InputValue } from './checks/check-kind.ts';
import { MODELS } from './models/registry.gen.ts';
import type { Input } from './model.ts';
import { allowedText, allows } from './allowed.ts';
import { rentalClaim } from './stated-claim.fixture.ts';

const TODAY = { asOf: '2026-11-26', draws: 1000 };
const tried = (id: string, values: Readonly<Record<string, InputValue>>) => {
  const claim = CASEBOOK.find((one) => one.id === id);
  if (claim === undefined) throw new Error(`no ${id}`);
  return whatIf(claim, values, TODAY);
};

describe('what an input can be', () => {
  it.each([
    ['gpt4-level-3m', { mfu: { low: 0.2, high: 1.4 } }, 'mfu is 0.2 to 1.4, and allowed is above 0 and at most 1'],
    ['v3-final-run', { rent: { low: -1, high: 2 } }, 'rent is -1 to 2, and allowed is 0 or more USD/chip/h'],
    ['gpt4-level-3m', { halving: { value: 1e-300 } }, 'halving is 1e-300, and allowed is 0.1 to 1,200 month'],
    ['performance-effect', { halving: { value: 1e-300 } }, 'halving is 1e-300, and allowed is 0.1 to 1,200'],
    [
      'performance-effect',
      { years: { low: 1, high: 101 } },
      'years is 1 to 101, and allowed is above 0 and at most 100',
    ],
    ['r1-four-percent-of-o1', { toOutput: { value: 0 } }, 'toOutput is 0, and allowed is above 0'],
    ['v3-final-run-only', { network: { value: 1 } }, 'network is 1, and allowed is 0 or more and below 1'],
  ] as const)('is refused of %s with %j', (id, values, says) => {
    expect(() => tried(id, values)).toThrow(says);
  });

  it('is refused in a file, too, and where an interval goes on beyond its ends', () => {
    expect(() => rentalClaim('value: 5.6, unit: MUSD', 'low: -1, high: 3, level: range')).toThrow(
      /^stated\.yaml, line \d+: stated: set own: rent is -1 to 3/,
    );
    expect(() => rentalClaim('value: 5.6, unit: MUSD', 'low: 0, high: 3, level: 0.9')).toThrow(
      /rent is normal 0 to 3 at 90 %, which goes beyond its ends, and allowed is 0 or more USD\/chip\/h; give bounds/,
    );
    expect(check(rentalClaim('value: 5.6, unit: MUSD', 'low: 0, high: 3, level: range'), TODAY).verdict).toBe(
      'overstated',
    );
  });

  it('says why nothing comes of a number too far out', () => {
    const { verdict, sets } = tried('v3-final-run', { rent: { value: 1e308 } });
    expect([verdict, sets[0]?.says]).toEqual(['not-shown', expect.stringContaining('too far out')]);
    expect(tried('v3-final-run', { rent: { value: 0 } }).verdict).toBe('contradicted');
  });

  it('is said of every input of every model, and its default is of it', () => {
    for (const { id, inputs } of MODELS)
      for (const [name, { allowed, default: standard }] of Object.entries<Input>(inputs))
        if (standard !== undefined) expect(allows(allowed, standard), `${id} ${name}`).toBe(true);
    expect(allowedText({ above: 0, to: 1 }, '1')).toBe('above 0 and at most 1');
  });
});
