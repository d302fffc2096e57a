import { describe, expect, it } from 'vitest';
import { featuresOf, wordsOf } from './features.ts';

const of = (text: string): string[] => [...featuresOf(text)];

describe('features of a turn', () => {
  it('are runs of words that no punctuation parts', () => {
    const found = of('Assistant for Halvorsen Freight. Tag: quillon.');
    expect(found).toContain('words:halvorsen freight');
    expect(found).toContain('words:quillon');
    expect(found).not.toContain('words:freight tag');
    expect(found).not.toContain('words:tag quillon');
  });

  it('are characters where a script puts no space between words', () => {
    expect(of('写一个函数')).toContain('words:写 一 个');
    expect(of('写一个函数')).toContain('script:Han');
  });

  it('are its shape', () => {
    expect(of('Once our team is done, write a function for it.')).toEqual(
      expect.arrayContaining(['clause:leading', 'begins:once']),
    );
    expect(of('Good evening. Write a function, please.')).not.toContain('clause:leading');
    expect(of('Write a function, please.')).not.toContain('clause:leading');
    expect(of('Tools: {"name":"a"}\nIt is 2024?')).toEqual(
      expect.arrayContaining(['form:json', 'form:lines', 'form:year', 'form:question']),
    );
  });

  it('are none of nothing, and bounded of anything', () => {
    expect(of('   ')).toEqual([]);
    const long = Array.from({ length: 50_000 }, (_, i) => `w${i}`).join(' ');
    expect(of(long).length).toBeLessThan(3_000);
  });

  it('give their words back', () => {
    expect([...featuresOf('Halvorsen')].map(wordsOf)).toEqual(['halvorsen', undefined]);
  });
});
