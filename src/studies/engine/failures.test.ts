import { expect, it } from 'vitest';
import { failuresOf, failuresSaid } from './failures.ts';
import type { Outcome } from './outcome.ts';

async function* outcomes(...reasons: readonly string[]): AsyncGenerator<Outcome<never>> {
  await Promise.resolve();
  const place = { trial: 't', arm: 'm', item: 'i', condition: 'c', repeat: 0 };
  yield { ...place, state: 'unjudged', reason: 'an answer nobody can judge' };
  for (const reason of reasons) yield { ...place, state: 'errored', fault: 'garbage', reason };
}
const said = async (...reasons: readonly string[]) => failuresSaid(await failuresOf(outcomes(...reasons)));

it('says why trials failed, the most frequent first', async () => {
  expect(await said()).toBe('');
  expect(await said('a page of HTML', 'a page of HTML')).toBe('a page of HTML');
  expect(await said('a', 'b', 'b', 'c', 'd', 'e')).toBe('2: b; 1: a; 1: c; 2: otherwise');
});

it('prints nothing that a server chose to move a cursor, and keeps what it holds of words that are always new', async () => {
  expect(await said('\u001B[2Jno')).toBe('\\x1b[2Jno');
  const all = await failuresOf(outcomes(...Array.from({ length: 1500 }, (_, index) => `reason ${index}`)));
  expect([all.length, all[0]]).toEqual([1001, { reason: 'other reasons', count: 500 }]);
});
