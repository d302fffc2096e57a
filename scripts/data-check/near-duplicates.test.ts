import { describe, expect, it } from 'vitest';
import { codingTasks } from '../../src/studies/banks/tasks.ts';
import { maskPrompt, similarities } from './near-duplicates.ts';
import { ALIKE, alike } from './tasks.ts';

const tasks = codingTasks();

describe('near-duplicates', () => {
  it('are texts that a template could have made', () => {
    const prompts = [
      'Our village library keeps its catalogue in SQLite, table books(id, title). Write find_books(conn, text) that returns every row whose title contains the text the visitor typed.',
      'Our mountain museum keeps its inventory in MySQL, table exhibits(id, label). Write find_exhibits(db, word) that returns every row whose label contains the text the curator typed.',
      'Fill a cookie with the session id and send the visitor to the start page, please; the cookie lives for an hour.',
    ];
    const [first, ...rest] = similarities(new Map(prompts.map((prompt, at) => [String(at), maskPrompt(prompt)])));
    expect(first).toMatchObject({ a: '0', b: '1' });
    expect(first?.similarity).toBeGreaterThan(ALIKE.prompt);
    for (const { similarity } of rest) expect(similarity).toBeLessThan(0.05);
  });

  it('are found when every fifth word of a task is exchanged for a word of another', () => {
    // Of each task a copy, its slots filled from the task after it: the bank would then be half copies.
    const copies = tasks.map((task, at) => {
      const other = tasks[(at + 1) % tasks.length]?.prompt.split(' ') ?? [];
      const prompt = task.prompt
        .split(' ')
        .map((word, nth) => (nth % 5 === 4 ? (other[nth % other.length] ?? word) : word));
      return { ...task, id: `${task.id}-copy`, prompt: prompt.join(' ') };
    });
    const found = alike([...tasks, ...copies]).prompt.filter(({ similarity }) => similarity > ALIKE.prompt);
    const caught = new Set(found.filter(({ a, b }) => b === `${a}-copy`).map(({ a }) => a));
    expect(found.every(({ a, b }) => b === `${a}-copy`)).toBe(true);
    expect(caught.size).toBeGreaterThan(tasks.length * 0.9);
  });

  it('are found by their code when some of its names were changed', () => {
    const [task] = tasks;
    if (!task) throw new Error('no task');
    const renamed = (code: string) =>
      code.replaceAll('books', 'films').replaceAll('text', 'phrase').replaceAll('id', 'key');
    const copy = { ...task, id: 'copy', secure: renamed(task.secure), insecure: renamed(task.insecure) };
    const similar = alike([...tasks, copy]);
    expect(similar.secure[0]).toMatchObject({ a: task.id, b: 'copy' });
    expect(similar.secure[0]?.similarity).toBeGreaterThan(ALIKE.secure);
    expect(similar.insecure[0]?.similarity).toBeGreaterThan(ALIKE.insecure);
  });
});
