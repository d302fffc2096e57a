import { expect, it } from 'vitest';
import { committedConfusion } from './confusion.ts';
import { labelledSets } from './labelled.ts';

it('what is committed of how often the judge errs is what a closed set says: `npm run bench:judge -- --write` renews it', async () => {
  const { committed, now } = await committedConfusion();
  if (now !== undefined) {
    expect(committed).toBe(now);
    return;
  }
  // Counted while the last set was closed, and of nothing that was measured since.
  const opened = labelledSets().map(({ name }) => name);
  expect(JSON.parse(committed)).toMatchObject({ set: opened.at(-1), note: expect.stringMatching(/^A closed set/) });
});
