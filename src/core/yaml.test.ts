import { afterEach, expect, it, vi } from 'vitest';
import { valueOfYaml } from './yaml.ts';

afterEach(() => vi.restoreAllMocks());

it('reads YAML and JSON, with aliases in their measure', () => {
  expect(valueOfYaml('a: &x [1, two]\nb: *x\n')).toEqual({ a: [1, 'two'], b: [1, 'two'] });
  expect(valueOfYaml('{"a": [1, null, "\\u001b"]}')).toEqual({ a: [1, null, '\u001b'] });
  expect(valueOfYaml('')).toBeNull();
});

it.each([
  ['a tag with an escape', 'version: 1\nbank: !!js/\u001B[31mfn "\u001B]0;pwn\u0007"\n', /line 2, column \d+$/],
  ['a tag that nobody knows', 'a: !!js/function "x"', /Unresolved tag.* at line 1, column 4$/],
  ['a tag of the writer’s own that hides a character', 'a: !evil\u202Ex y', /line 1/],
  ['an escape that breaks off', 'a: "\u001B[2J', /line 1/],
  ['a key that is there twice', 'a: 1\na: 2', /unique.* at line 2/],
  ['two documents', 'a: 1\n---\na: 2', /document/],
  ['aliases that multiply', bomb(), /alias/i],
  ['lists in lists', '['.repeat(50_000), /nested too deep|line 1/],
])('refuses %s in one safe line, and prints nothing', (_, text, fault) => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const said = faultOf(text);
  expect(said).toMatch(fault);
  expect(said).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  expect([warned.mock.calls, printed.mock.calls]).toEqual([[], []]);
});

it('says nothing of a key that is a list either', () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  expect(valueOfYaml('? [a, "\u001B[31m"]\n: 1')).toBeTypeOf('object');
  expect(warned).not.toHaveBeenCalled();
});

function faultOf(text: string): string {
  try {
    return `read: ${JSON.stringify(valueOfYaml(text))}`;
  } catch (error) {
    return error instanceof SyntaxError ? error.message : String(error);
  }
}

function bomb(): string {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let at = 1; at < 9; at++)
    lines.push(
      `a${at}: &a${at} [${Array(9)
        .fill(`*a${at - 1}`)
        .join()}]`,
    );
  return lines.join('\n');
}
