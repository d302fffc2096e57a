import { describe, expect, test } from 'vitest';
import { Loops } from './loops.ts';
import { tokenise } from './tokens.ts';

function endless(...lines: readonly string[]): number[] {
  const loops = new Loops();
  for (const token of tokenise(`def f(x: Tensor) -> Tensor:\n${lines.map((line) => `  ${line}\n`).join('')}`, () => 0))
    loops.take(token);
  loops.end();
  loops.leave();
  return loops.endless.map(({ line }) => line);
}

describe('a loop that cannot end', () => {
  test.each([
    ['goes on while True', ['while True:', '  x = torch.add(x, 1)']],
    ['sets its condition to True alone', ['_0 = True', 'while _0:', '  _1 = torch.add(x, 1)', '  _0, x, = True, _1']],
    ['lies in a branch', ['if c:', '  go = True', '  while go:', '    go = True', 'return x']],
  ])('%s', (_, lines) => {
    expect(endless(...lines)).toHaveLength(1);
  });
});

describe('a loop that may end', () => {
  test.each([
    ['sets its condition anew', ['_0 = True', 'while _0:', '  _1 = torch.lt(x, 3)', '  _0, x, = bool(_1), x']],
    ['takes its condition from what is not known', ['while c:', '  x = torch.add(x, 1)']],
    ['sets it in a way that cannot be told', ['_0 = True', 'while _0:', '  _0, x, = f(x)']],
    ['compares', ['i = 0', 'while torch.lt(i, 3):', '  i = torch.add(i, 1)']],
    ['raises inside', ['while True:', '  ops.prim.RaiseException("x")']],
    ['counts', ['for i in range(3):', '  x = torch.add(x, i)']],
    ['is of another function', ['_0 = True', 'def g(_0: bool) -> int:', '  while _0:', '    x = 1']],
  ])('%s', (_, lines) => {
    expect(endless(...lines)).toEqual([]);
  });

  test('is told apart from an endless one behind it', () => {
    expect(endless('while True:', '  return x', 'while True:', '  x = 1')).toEqual([4]);
  });
});
