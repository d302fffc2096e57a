import { expect, it } from 'vitest';
import { committedConfusion } from './confusion.ts';

it('what is committed of how often the judge errs is what it does: `npm run bench:judge -- --write` renews it', async () => {
  const { committed, now } = await committedConfusion();
  expect(committed).toBe(now);
});
