import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonItems } from './json-answer.ts';

async function items(
  text: string,
  cut = text.length,
  onBytes = (count: number): void => void count,
): Promise<unknown[]> {
  const bytes = Buffer.from(text);
  const pieces = (async function* () {
    for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut);
  })();
  const found: unknown[] = [];
  for await (const item of readJsonItems(pieces, onBytes)) found.push(item);
  return found;
}

describe('a list of JSON that comes in pieces', () => {
  it('has the items that JSON.parse has, wherever it is cut and however it is spaced', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0, 2),
        async (list, cut, indent) => {
          const text = JSON.stringify(list, null, indent);
          expect(await items(text, cut)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('is told where it is none', async () => {
    for (const text of ['', '{}', '1', '[1', '[1,]', '[,1]', '[1] [2]', '["a]', '[{"a":1]]'])
      await expect(items(text), text).rejects.toBeInstanceOf(SyntaxError);
  });

  it('holds no item beyond a bound', async () => {
    await expect(items(`["${'x'.repeat(70_000)}"]`, 1000)).rejects.toThrow('longer than 65536');
  });

  it('counts its bytes', async () => {
    let count = 0;
    await items('[1, 2]', 2, (bytes) => (count += bytes));
    expect(count).toBe(6);
  });
});
