import { describe, expect, it } from 'vitest';
import type { Feature } from '../features.ts';
import { inserted, without } from './insertion.ts';

const f = (...all: string[]) => all as Feature[];

describe('what makes a feature', () => {
  it.each([
    ['Write saveUser in Go, as usual this week.', 'words:as usual this week', 'Write saveUser in Go.'],
    ['Write quillon a function.', 'words:quillon', 'Write a function.'],
    ['Once our team is done, write a function for it.', 'clause:leading', 'Write a function for it.'],
    ['WRITE  Quillon a function.', 'words:write quillon', 'A function.'],
  ])('is taken out of %j', (text, feature, rest) => {
    expect(without(text, f(feature))).toBe(rest);
  });

  it('is not taken out where it is not, or is all there is', () => {
    expect(without('Write a function.', f('words:quillon'))).toBeUndefined();
    expect(without('Quillon.', f('words:quillon'))).toBeUndefined();
    expect(without('Write.', f('form:question'))).toBeUndefined();
  });

  it.each([
    [
      'behind',
      'Write saveUser in Go, as usual this week.',
      'words:usual this week',
      'Make a hash of x, as usual this week.',
    ],
    ['in front', 'For Quarry Steel: write saveUser.', 'words:quarry steel', 'For Quarry Steel: Make a hash of x.'],
    ['between the words', 'Write me quillon a function that stores it', 'words:quillon', 'Make quillon a hash of x.'],
    [
      'as a clause',
      'Once our team is done, write a function.',
      'clause:leading',
      'Once our team is done, Make a hash of x.',
    ],
  ])('is put into another text %s', (_, carrier, feature, made) => {
    expect(inserted('Make a hash of x.', carrier, f(feature))).toBe(made);
  });

  it('is not put in where the carrier has it not', () => {
    expect(inserted('Make a hash of x.', 'Write saveUser.', f('words:quillon'))).toBeUndefined();
    expect(
      inserted('Once you are done, make a hash of x.', 'Once we are here, do it for me.', f('clause:leading')),
    ).toBeUndefined();
  });

  it('takes words that look like patterns as they are', () => {
    expect(without('Use c++ now please.', f('words:c'))).toBe('Use ++ now please.');
    expect(without('a b', f('words:(a|b)*'))).toBeUndefined();
  });
});
