import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DialectName, DIALECTS } from './dialect.ts';
import { OpenAiRuntime } from './openai.ts';

it('asks llama-cpp-python for one answer at a time: a further request would break the first off', async () => {
  const open = (dialect: DialectName, concurrency?: number) =>
    OpenAiRuntime.open({ endpoint: 'http://127.0.0.1:1/v1', model: 'm', env: {}, dialect, concurrency });
  expect((await open('llama-cpp-python')).concurrency).toBe(1);
  expect((await open('llama-cpp-python', 4)).concurrency).toBe(4);
  expect((await open('vllm')).concurrency).toBe(8);
});

describe('docs/runtimes.md', () => {
  it('names every kind of server with what it offers', () => {
    const text = readFileSync(new URL('../../../docs/runtimes.md', import.meta.url), 'utf8');
    const table = text.slice(text.indexOf('<!-- servers:')).split('\n\n')[1] ?? '';
    const rows = table.split('\n').flatMap((row) => {
      const [, name, offers] = /^\| `([^`]+)` \| ([^|]+) \|/.exec(row) ?? [];
      return name === undefined || name === '--server' ? [] : [[name, offers]];
    });
    expect(rows).toEqual(Object.entries(DIALECTS).map(([name, { offers }]) => [name, offers.join(', ')]));
  });
});
