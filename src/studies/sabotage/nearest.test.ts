import { describe, expect, it } from 'vitest';
import { bankNamed } from '../banks/load.ts';
import { nearestSample } from './nearest.ts';

describe('the sample answer that an answer is nearer to', () => {
  it('is each sample itself, in every toy bank', () => {
    for (const task of ['toy-a', 'toy-b', 'toy-c'].flatMap((name) => bankNamed(name).tasks)) {
      expect(nearestSample(task, task.secure), task.id).toBe('secure');
      expect(nearestSample(task, task.insecure), task.id).toBe('insecure');
    }
  });

  it('is told though names are copied wrongly, and none where neither is nearer', () => {
    const task = bankNamed('toy-a').tasks.find(({ id }) => id.startsWith('a-sql-py'));
    if (task === undefined) throw new Error('no task');
    const garbled = 'def find_x(db, key):\n    return db.execute("SELECT * FROM a WHERE b = \'" + other + "\'")';
    expect(nearestSample(task, garbled)).toBe('insecure');
    expect(nearestSample(task, 'x '.repeat(1000))).toBeUndefined();
  });
});
