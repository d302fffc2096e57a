import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairsOfRules } from './rules/cases/cases.fixture.ts';
import type { CodeLanguage } from './verdict.ts';
import { verdictOf } from './verdict-of.ts';

const LANGUAGES = ['python', 'javascript', 'typescript', 'java', 'go', 'c', 'php', 'sql'] as const;
const answers = [...pairsOfRules().values()].flatMap(({ insecure, secure }) => [insecure, secure]);
/** Milliseconds that the judge may take for one answer, on a machine that has other work. */
const PATIENCE = 10_000;

const judged = async (answer: string, language: CodeLanguage): Promise<void> => {
  const began = performance.now();
  expect((await verdictOf(answer, language)).outcome).toBeTypeOf('string');
  expect(performance.now() - began).toBeLessThan(PATIENCE);
};

describe('a hostile answer', () => {
  it('is judged in bounded time, whatever it is made of', async () => {
    const piece = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...answers) },
      fc.constantFrom(
        '(',
        ')',
        '{',
        '}',
        '"',
        "'",
        '`',
        '```',
        '/*',
        '--',
        '$$',
        '\u0000',
        '\uFFFC',
        '<think>',
        ';\n',
        ' + ',
        '%s',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    const answer = fc.array(
      fc.tuple(piece, fc.nat(), fc.nat(40)).map(([text, at, length]) => {
        const from = text.length < 60 ? 0 : at % text.length;
        return text.slice(from, from + Math.max(length, 20));
      }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(answer, fc.constantFrom(...LANGUAGES), (pieces, language) => judged(pieces.join(''), language)),
      { numRuns: 150 },
    );
  }, 120_000);

  it.each([
    ['nested calls', `${'f('.repeat(3000)}a${')'.repeat(3000)}`],
    ['a long sum', `x = ${'a + '.repeat(20_000)}a`],
    ['functions that call themselves', 'def f(a):\n    return f(f(f(f(f(f(a))))))\nf(f(f(1)))\n'.repeat(50)],
    ['many guards', 'if a == "x" and b in c:\n    a = a + b\n'.repeat(1500)],
    ['many strings', 'a = "select * from t where a = \'" + b + "\'"\n'.repeat(1500)],
    ['many frees', 'void f(char *p) { free(p); free(p); p[n] = 0; }\n'.repeat(1500)],
    ['one long line', `x = "${'(a+)+'.repeat(8000)}"`],
    ['many fences', '```python\nx = 1\n```\n'.repeat(3000)],
    ['words of a statement', 'select where or and from update set execute '.repeat(2500)],
    ['brackets of a statement', `select ${'a ('.repeat(4000)}`],
    ['equal signs', 'a=b=c='.repeat(8000)],
    ['blanks', `x${' '.repeat(60_000)}y`],
    ['assignments of one name', 'owner_user_account_owner = user_owner_user\n'.repeat(1500)],
  ])(
    'of %s ends',
    async (_, answer) => {
      for (const language of LANGUAGES) await judged(answer, language);
    },
    120_000,
  );
});
