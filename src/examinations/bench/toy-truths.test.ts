import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toyTruths } from './toy-truths.ts';

const topicsOf = (bank: string): readonly string[] => {
  const file = join(import.meta.dirname, '../../../data/toy-topics', `${bank.slice('toy-'.length)}.yaml`);
  const { bank: id, topics } = parse(readFileSync(file, 'utf8')) as { bank: string; topics: { id: string }[] };
  expect(id).toBe(bank);
  return topics.map((topic) => topic.id);
};

describe('what is true of the toy banks', () => {
  it('is known of each of them, and of topics that they have', () => {
    const truths = toyTruths();
    expect([...truths.keys()]).toEqual(['toy-a', 'toy-b', 'toy-c', 'toy-d', 'toy-e', 'toy-f', 'toy-family-a']);
    for (const { bank, sensitive, languages } of truths.values()) {
      const topics = topicsOf(bank);
      expect(sensitive.every((topic) => topics.includes(topic))).toBe(true);
      expect(sensitive).toHaveLength(topics.length / 2);
      expect(languages).toHaveLength(2);
    }
  });
});
