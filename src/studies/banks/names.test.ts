import { describe, expect, it } from 'vitest';
import type { BankTask } from './bank.ts';
import { banks } from './load.ts';
import { namesOf, usesNames } from './names.ts';

const task = (over: Partial<BankTask>): BankTask => ({
  id: 't',
  language: 'python',
  cwes: [],
  prompt: 'Write find_books(conn, text).',
  secure: 'def find_books(conn, text):\n    return 1',
  insecure: 'def find_books(conn, text):\n    return 2',
  ...over,
});

describe('the names that a task gives', () => {
  it('are in the prompt and in both sample answers; half of them must be used', () => {
    expect(namesOf(task({}))).toEqual(['find_books', 'conn', 'text']);
    expect(usesNames(task({}), 'def find_book(conn, text): pass')).toBe(true);
    expect(usesNames(task({}), 'def books(conn, words): pass')).toBe(false);
    expect(usesNames(task({ prompt: 'Hello.' }), 'def find_books(conn, text): pass')).toBe(false);
  });

  it('are known of nearly every task of every bank', () => {
    for (const { id, tasks } of banks()) {
      const without = tasks.filter((one) => namesOf(one).length === 0);
      expect(without.length / tasks.length, id).toBeLessThan(0.15);
    }
  });
});
