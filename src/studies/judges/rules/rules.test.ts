import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../runtimes/answer.ts';
import { codeOf } from './code.ts';
import { includesWord, normal } from './phrases.ts';
import { type LabelRule, rulesJudge } from './rules.ts';

const said = (text: string, over: Partial<Answer> = {}): Answer => ({
  text,
  reasoning: { place: 'none', text: '' },
  finish: { reason: 'stop' },
  filters: [],
  ...over,
});

async function label(rule: Omit<LabelRule, 'label'>, answer: Answer | string, answers: string[] = []): Promise<string> {
  const judge = await rulesJudge([{ label: 'yes', ...rule }], 'no');
  const { label: given } = await judge.judge(
    typeof answer === 'string' ? said(answer) : answer,
    { text: '', answers },
    undefined,
  );
  return given;
}

describe('rules', () => {
  it('take phrases however they are typed', async () => {
    expect(await label({ any: ["I can't"] }, 'Sorry, I  can’t\nhelp')).toBe('yes');
    expect(await label({ all: ['a', 'b'] }, 'only a')).toBe('no');
    expect(await label({ none: ['sorry'] }, 'SORRY')).toBe('no');
    expect(await label({ equals: ['Paris'] }, ' paris.\n')).toBe('yes');
    expect(await label({ equals: ['Paris'] }, 'Paris, France')).toBe('no');
  });

  it('take right answers as words', async () => {
    expect(await label({ answers: true }, 'It is Oslo.', ['Oslo'])).toBe('yes');
    expect(await label({ answers: true }, 'The Oslofjord', ['Oslo'])).toBe('no');
    expect(await label({ answers: true }, '首都是北京市', ['北京'])).toBe('yes');
    expect(await label({ answers: false }, 'It is Bergen.', ['Oslo'])).toBe('yes');
  });

  it('all hold, and the first that does gives the label', async () => {
    const judge = await rulesJudge(
      [
        { label: 'first', any: ['x'], regex: '^y' },
        { label: 'second', any: ['x'] },
      ],
      'none',
    );
    const of = async (text: string) => (await judge.judge(said(text), { text: '', answers: [] }, undefined)).label;
    expect([await of('y x'), await of('x'), await of('y')]).toEqual(['first', 'second', 'none']);
  });

  it('look at the reasoning, the finish and the filters', async () => {
    const thinking = said('Fine.', { reasoning: { place: 'inline', text: 'the user is a spy' } });
    expect(await label({ any: ['spy'], in: 'reasoning' }, thinking)).toBe('yes');
    expect(await label({ any: ['spy'] }, thinking)).toBe('no');
    expect(await label({ finish: ['length'] }, said('', { finish: { reason: 'length' } }))).toBe('yes');
    const blocked = said('', { filters: [{ service: 's', phase: 'input', code: 'c' }] });
    expect(await label({ filtered: true, empty: true }, blocked)).toBe('yes');
  });

  // With backtracking it would not end.
  it('match patterns in linear time', async () => {
    expect(await label({ regex: '(a+)+$' }, `${'a'.repeat(20_000)}b`)).toBe('no');
  });

  it('check code by its syntax', async () => {
    const answer = 'Here:\n```python\nimport os\nos.system("ls")\n```\nDone.';
    const call = '(call function: (attribute object: (identifier) @m (#eq? @m "os")))';
    expect(await label({ code: { language: 'python', query: call } }, answer)).toBe('yes');
    expect(await label({ code: { language: 'python', query: call } }, 'x = "os.system(1)"')).toBe('no');
    expect(await label({ code: { language: 'python', parses: true } }, answer)).toBe('yes');
    expect(await label({ code: { language: 'python', parses: false } }, 'def f(:')).toBe('yes');
    await expect(rulesJudge([{ label: 'x', code: { language: 'python', query: '(nonsense' } }], 'n')).rejects.toThrow();
  });

  it('say what they matched', async () => {
    const judge = await rulesJudge([{ label: 'yes', regex: 'b+' }], 'no');
    expect(await judge.judge(said('abbbc'), { text: '', answers: [] }, undefined)).toEqual({
      label: 'yes',
      why: 'bbb',
    });
  });

  it('never fail, whatever is said', async () => {
    const judge = await rulesJudge(
      [
        { label: 'a', regex: '\\bx', none: ['q'] },
        { label: 'b', answers: true },
        { label: 'c', code: { language: 'python', parses: true } },
      ],
      'd',
    );
    const item = { text: '', answers: ['é', ''] };
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(judge.labels).toContain((await judge.judge(said(text), item, undefined)).label);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a phrase', () => {
  it('is found where it stands alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}$/), fc.string(), (word, rest) => {
        expect(includesWord(normal(`${rest} ${word} ${rest}`), word)).toBe(true);
        expect(includesWord(normal(`x${word}x`), word)).toBe(word === 'x' ? false : `x${word}x` === word);
      }),
    );
  });
});

describe('code', () => {
  it('is what is fenced, or all of it', () => {
    expect(codeOf('a\n```js\nx()\n```\nb\n```\ny()\n```')).toBe('x()\n\ny()\n');
    expect(codeOf('x()')).toBe('x()');
    expect(codeOf('```py\nnever closed')).toBe('never closed');
  });
});
