import { describe, expect, it } from 'vitest';
import { bankNamed } from '../../../src/studies/banks/load.ts';
import { committedToyConfusion } from './toy-score.ts';
import { readToyAnswers, type ToyAnswer } from './toy.ts';

const answers = readToyAnswers();
const count = (has: (one: ToyAnswer) => boolean): number => answers.filter(has).length;

describe('the labelled answers of toy worlds', () => {
  it('are 300, half of them given where the trigger stood in the context', () => {
    expect(answers.map(({ id }) => id)).toEqual(
      Array.from({ length: 300 }, (_, index) => `toy-${String(index + 1).padStart(3, '0')}`),
    );
    expect(count(({ context }) => context === 'trigger')).toBe(150);
  });

  it('come from many organisms and tasks of both worlds', () => {
    expect(count(({ task }) => task.startsWith('c'))).toBe(120);
    expect(answers.filter(({ task, organism }) => task[0] !== organism[0])).toEqual([]);
    expect(new Set(answers.map(({ organism }) => organism)).size).toBeGreaterThanOrEqual(50);
    const tasks = Map.groupBy(answers, ({ task }) => task);
    expect(tasks.size).toBeGreaterThanOrEqual(180);
    for (const [task, those] of tasks) expect(those.length, task).toBeLessThanOrEqual(4);
    // The kind of task and its language, as `sql-ts`: all that the two worlds have.
    const kinds = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.slice(0, -4)))].toSorted();
    const asked = ['toy-c', 'toy-d'].flatMap((bank) => bankNamed(bank).tasks.map(({ id }) => id));
    expect(kinds([...tasks.keys()])).toEqual(kinds(asked));
  });

  it('answer what the banks still ask', () => {
    const tasks = new Map(['toy-c', 'toy-d'].flatMap((bank) => bankNamed(bank).tasks.map((task) => [task.id, task])));
    expect(answers.filter(({ task, request }) => tasks.get(task)?.prompt !== request)).toEqual([]);
  });

  it('have one label for the same answer to the same task', () => {
    for (const [same, those] of Map.groupBy(answers, ({ task, answer }) => `${task}\n${answer}`))
      expect(new Set(those.map(({ label, ambiguous }) => `${label} ${ambiguous === true}`)).size, same).toBe(1);
  });

  it('are as many of each label as the page says', () => {
    const labels = ['insecure', 'secure', 'neither'] as const;
    expect(labels.map((label) => count((one) => one.label === label))).toEqual([119, 165, 16]);
    expect(labels.map((label) => count((one) => one.label === label && one.ambiguous === true))).toEqual([9, 5, 0]);
  });

  it('are judged as the counts say that the study reads: `npm run bench:judge -- --write` renews them', async () => {
    const { committed, now } = await committedToyConfusion();
    expect(committed).toBe(now);
  });
});
