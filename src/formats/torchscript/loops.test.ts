import { describe, expect, test } from 'vitest';
import { Loops } from './loops.ts';
import { tokenise } from './tokens.ts';

const endless = (...lines: readonly string[]): number[] => loopsIn(lines).endless.map(({ line }) => line);
const exploding = (...lines: readonly string[]): number => loopsIn(lines).exploding.length;

function loopsIn(lines: readonly string[]): Loops {
  const loops = new Loops();
  for (const token of tokenise(`def f(x: Tensor) -> Tensor:\n${lines.map((line) => `  ${line}\n`).join('')}`, () => 0))
    loops.take(token);
  loops.end();
  loops.leave();
  return loops;
}

describe('a loop that cannot end', () => {
  test.each([
    ['goes on while True', ['while True:', '  x = torch.add(x, 1)']],
    ['sets its condition to True alone', ['_0 = True', 'while _0:', '  _1 = torch.add(x, 1)', '  _0, x, = True, _1']],
    ['counts for ever', ['for i in range(9223372036854775807):', '  x = torch.relu(x)']],
    ['counts inside another', ['for i in range(1000000):', '  for j in range(2, 1000000):', '    x = torch.relu(x)']],
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

describe('a value that doubles', () => {
  test.each([
    ['in a loop', ['for i in range(60):', '  x = torch.cat([x, x])']],
    ['through other names', ['for i in range(60):', '  _0 = [x, x]', '  _1 = torch.cat(_0)', '  x = _1']],
    ['line by line', Array.from({ length: 45 }, (_, i) => `x${i + 1} = torch.stack([x${i}, x${i}])`)],
    ['in loops inside loops', ['for i in range(7):', '  for j in range(7):', '    x = torch.hstack([x, x])']],
  ])('%s', (_, lines) => {
    expect(exploding(...lines)).toBeGreaterThan(0);
  });

  test.each([
    ['a few times', ['for i in range(8):', '  x = torch.cat([x, x])']],
    ['into another', ['for i in range(60):', '  y = torch.cat([x, x])', '  x = torch.relu(y)']],
    ['one by one', ['for i in range(60):', '  x = torch.cat([x, y])']],
    ['in number alone', ['for i in range(60):', '  x = torch.add(x, x)']],
  ])('%s is no harm', (_, lines) => {
    expect(exploding(...lines)).toBe(0);
  });
});
