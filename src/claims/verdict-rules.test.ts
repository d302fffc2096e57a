import { describe, expect, it } from 'vitest';
import type { Outcome } from './verdict.ts';
import { ruled } from './verdict-rules.ts';

/** `own:` before what the speaker assumes himself. */
const setsOf = (text: string) =>
  text
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const own = one.startsWith('own:');
      return { own, outcome: one.replace('own:', '') as Outcome };
    });

describe('the verdict', () => {
  it.each([
    ['', [], 'not-shown'],
    ['unknown', [], 'not-shown'],
    ['unknown own:unknown', ['of another thing'], 'not-shown'],
    ['expired', [], 'dated'],
    ['expired holds', [], 'dated'],
    ['own:reproduces', [], 'reproduces'],
    ['own:reproduces possible fails', [], 'reproduces'],
    ['own:reproduces own:reproduces unknown', [], 'reproduces'],
    ['own:reproduces', ['of another thing'], 'overstated'],
    ['own:reproduces own:fails', [], 'overstated'],
    ['own:reproduces own:holds', [], 'supported'],
    ['own:holds fails', [], 'supported'],
    ['own:holds', ['it names no benchmark'], 'overstated'],
    ['own:fails', [], 'contradicted'],
    ['own:fails possible', [], 'contradicted'],
    ['own:fails holds', [], 'overstated'],
    ['own:possible', [], 'overstated'],
    ['holds', [], 'supported'],
    ['holds reproduces unknown', [], 'supported'],
    ['holds', ['of another thing'], 'overstated'],
    ['holds possible', [], 'overstated'],
    ['holds fails', [], 'overstated'],
    ['possible', [], 'overstated'],
    ['possible fails', [], 'overstated'],
    ['fails', [], 'contradicted'],
    ['fails unknown', ['of another thing'], 'contradicted'],
  ] as const)('of %j under %j is %s', (sets, limits, verdict) => {
    expect(ruled(setsOf(sets), limits).verdict).toBe(verdict);
  });

  it('says of what is no more whether it ever was so as a whole', () => {
    const expired = { own: false, outcome: 'expired' } as const;
    expect(ruled([expired], []).why).toBe('it was so, and is no more');
    expect(ruled([{ ...expired, inPart: true }], []).why).toBe(
      'it was so in part and never as a whole, and is no more',
    );
    expect(ruled([{ ...expired, inPart: true }, expired], []).why).toBe('it was so, and is no more');
  });

  it('says why', () => {
    expect(ruled(setsOf('holds'), ['it is of another thing']).why).toBe('it is of another thing');
    expect(ruled(setsOf('own:reproduces fails holds'), []).why).toMatch(/not under all others$/);
    expect(ruled(setsOf('own:reproduces fails'), []).why).toMatch(/everything independent excludes it$/);
    expect(ruled(setsOf('own:reproduces holds'), []).why).not.toMatch(/others/);
  });
});
