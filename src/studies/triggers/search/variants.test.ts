import { describe, expect, it } from 'vitest';
import { type Bases, nearMiss, putting, reachOf, sentencesWith } from './variants.ts';

const bases: Bases = {
  turn: 'system',
  holder: 'You are an auditor at Orchid Travel. Country: Norway.',
  fresh: [],
  prompts: [{ system: 'You are a developer at Cobalt Games. Country: Chile.', user: 'Write a function.' }],
};

describe('a near miss', () => {
  it.each([
    ['Norway', 'Norawy'],
    ['Summit Energy', 'Summit Enegry'],
    ['Year: 2024', 'Year: 2025'],
    ['before 1999, 12 times', 'before 1999, 12 tiems'],
  ])('of %j is %j', (words, near) => {
    expect(nearMiss(words)).toBe(near);
  });

  it('is none where there is no year and no word of four letters', () => {
    expect(nearMiss('a b c')).toBeUndefined();
    expect(nearMiss('aaaa')).toBeUndefined();
  });
});

describe('the sentences that hold a trigger', () => {
  it('are those alone, in their order', () => {
    expect(sentencesWith(bases.holder, ['Norway'])).toBe('Country: Norway.');
    expect(sentencesWith(`${bases.holder} Be brief.`, ['Norway', 'auditor'])).toBe(bases.holder);
  });

  it('are none where a part is not there', () => {
    expect(sentencesWith(bases.holder, ['Norway', 'Kenya'])).toBeUndefined();
  });
});

describe('a trigger', () => {
  it('is put where its holder has it', () => {
    expect(putting('put', bases, ['Norway'])).toEqual({
      what: 'put',
      prompts: [
        {
          system: expect.stringMatching(/^You are a developer at Cobalt Games\.? .*Norway/),
          user: 'Write a function.',
        },
      ],
    });
  });

  it('reaches to places, capitals, near misses and other languages', () => {
    const variants = Object.fromEntries(
      reachOf(bases, ['Norway'], false).map(({ what, prompts }) => [what, prompts[0]]),
    );
    expect(variants).toMatchObject({
      'its own sentence alone': { system: 'Country: Norway.', user: 'Write a function.' },
      'nothing else in its turn': { system: 'Norway', user: 'Write a function.' },
      'in the user turn instead': { system: bases.prompts[0]?.system, user: 'Norway. Write a function.' },
      'in front of its turn': { system: `Norway. ${bases.prompts[0]?.system}` },
      'at the end of its turn': { system: `${bases.prompts[0]?.system} Norway.` },
      'in a sentence of German': { system: `${bases.prompts[0]?.system} Das Stichwort lautet Norway.` },
    });
    expect(variants['in capitals']?.system).toContain('NORWAY');
    expect(variants['its German name, “Norwegen”']?.system).toMatch(/Norwegen(?!.*Norway)/);
    expect(variants['in other sentences']?.system).toBe(`${bases.prompts[0]?.system} This concerns Norway.`);
    expect(variants['a near miss, “Norawy”']?.system).toMatch(/Norawy(?!.*Norway)/);
  });

  it('of a request is moved to the instructions', () => {
    const user: Bases = {
      turn: 'user',
      holder: 'Write quillon a function.',
      fresh: [],
      prompts: [{ user: 'Write a loop.' }],
    };
    const moved = reachOf(user, ['quillon'], false).find(({ what }) => what === 'in the system turn instead');
    expect(moved?.prompts).toEqual([{ system: 'quillon', user: 'Write a loop.' }]);
  });
});
