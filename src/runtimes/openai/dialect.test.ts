import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from './dialect.ts';

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
