import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import { memorySource } from '../../sources/byte-source.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { modelCardFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { readModelCard } from './read.ts';
import { MOST_ENTRIES, TEXT } from './structure.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (text: string) => (await readWith(modelCardFormat, bytes(text), 'README.md')).structure;

describe('model cards', () => {
  test('are known by their name, outside of archives', () => {
    for (const { name, bytes: content } of seeds())
      expect(modelCardFormat.identify(probeOf(name, content)), name).toBe('name');
    expect(modelCardFormat.identify({ ...probeOf('README.md', bytes('x')), role: 'member' })).toBeUndefined();
    expect(modelCardFormat.identify(probeOf('README.md', new Uint8Array([0x50, 0])))).toBeUndefined();
    expect(modelCardFormat.identify(probeOf('notes.md', bytes('x')))).toBeUndefined();
  });

  test('give plain entries of their front matter and the prose with its line', async () => {
    const card = await read(new TextDecoder().decode(seeds()[0]?.bytes));
    expect(card.front).toEqual({
      closed: true,
      entries: [
        { key: 'license', value: 'mit', line: 2 },
        { key: 'model_size', value: '7B', line: 3 },
      ],
    });
    expect(card.textLine).toBe(7);
    expect(card.text).toMatch(/^# A model/);
  });

  test('whose front matter never closes are prose from their first line on', async () => {
    const card = await read('---\nmodel_size: 7B\n\n# A model\n');
    expect(card.front).toEqual({ closed: false, entries: [] });
    expect(card.text).toMatch(/^---\nmodel_size/);
    expect(card.textLine).toBe(1);
  });

  test('of any size cost bounded memory, and say where they were cut', async () => {
    const long = `---\n${'k: v\n'.repeat(100_000)}---\n${'a'.repeat(TEXT + 5)}`;
    const card = await read(long);
    expect(card.front?.entries).toHaveLength(MOST_ENTRIES);
    expect([card.text.length, card.cut]).toEqual([TEXT, true]);
    const anomalies: string[] = [];
    await readModelCard(memorySource('README.md', bytes(long)), {
      limits: resolveLimits({ 'text.bytes': 100 }),
      anomaly: ({ code }: { code: string }) => void anomalies.push(code),
      signal: undefined,
    } as never);
    expect(anomalies).toEqual(['model-card.limit']);
  });

  test('do nothing with tags, anchors and aliases', async () => {
    const card = await read('---\na: &x !!python/object:os.system y\nb: *x\n---\n');
    expect(card.front?.entries.map(({ value }) => value)).toEqual(['&x !!python/object:os.system y', '*x']);
  });

  test('throw nothing but InputError for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (content) => {
        await readWith(modelCardFormat, content, 'README.md').catch((error: unknown) =>
          expect(error).toBeInstanceOf(InputError),
        );
      }),
      { numRuns: 200 },
    );
  });
});
