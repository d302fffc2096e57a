import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentencesOf, wordingProblem, wordingsOf } from './wordings.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom('a', 'б', 'é', '中', '国', '7', '٤', ' ', '\n', '.', '。', '*', 'َ', 'أ', 'ё', "'", '-'), {
      maxLength: 80,
    })
    .map((all) => all.join('')),
);
const words = fc.array(fc.constantFrom('law', 'lawful', 'войска', 'война', 'голод', 'مجاعة', '1989', '200', '1,200'), {
  minLength: 1,
  maxLength: 30,
});

test('sentences are what the text says, in its order, and nothing but space lies between them', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let rest = '';
      let from = 0;
      for (const { at, text: sentence } of sentencesOf(text)) {
        expect(at).toBeGreaterThanOrEqual(from);
        expect(text.slice(at, at + sentence.length)).toBe(sentence);
        rest += text.slice(from, at);
        from = at + sentence.length;
      }
      expect((rest + text.slice(from)).trim()).toBe('');
    }),
  );
});

test('what is found lies in the text, and its sentence too', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyText, { minLength: 1, maxLength: 3 }), (text, parts) => {
      fc.pre(wordingProblem(parts) === undefined);
      const found = wordingsOf([parts]).find(text);
      if (found === undefined) return;
      expect(found.at).toBeLessThan(found.end);
      expect(found.end).toBeLessThanOrEqual(text.length);
      expect(text).toContain(found.sentence);
    }),
  );
});

test('any text that is a wording is found in itself, however it is written', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const written = text.replaceAll('*', '');
      // Letters of younger scripts are joined out of letters, not of marks.
      fc.pre(wordingProblem(written) === undefined && !/[\u{16000}-\u{16fff}]/u.test(written));
      const sought = wordingsOf([written]);
      for (const form of [written, written.normalize('NFD'), written.normalize('NFKC')]) {
        expect(sought.find(form)).toBeDefined();
      }
    }),
    { numRuns: 1000 },
  );
});

test('whole words are found, and only they', () => {
  fc.assert(
    fc.property(words, fc.constantFrom('law', 'война', '1989', '200'), (all, sought) => {
      expect(wordingsOf([sought]).find(all.join(' ')) !== undefined).toBe(all.includes(sought));
    }),
  );
});

test('a star is any letters: found where a word begins so', () => {
  fc.assert(
    fc.property(words, fc.constantFrom('law', 'вой', 'го'), (all, begun) => {
      const found = wordingsOf([`${begun}*`]).find(all.join(' ')) !== undefined;
      expect(found).toBe(all.some((word) => word.startsWith(begun)));
    }),
  );
});

test('several parts are found where one sentence has them all, as if each were sought in it', () => {
  const sentence = words.map((all) => `${all.join(' ')}.`);
  fc.assert(
    fc.property(
      fc.array(sentence, { maxLength: 5 }),
      fc.array(fc.constantFrom('law', 'голод', '1989'), { minLength: 2, maxLength: 3 }),
      (all, parts) => {
        const each = parts.map((part) => wordingsOf([part]));
        const expected = all.find((one) => each.every((part) => part.find(one) !== undefined));
        expect(wordingsOf([parts]).find(all.join('\n'))?.sentence).toBe(expected);
      },
    ),
  );
});
