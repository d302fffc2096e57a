import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { IMPORTERS } from './from-table.ts';
import { own } from './import/own.ts';
import { topicBank } from './load.ts';

const page = readFileSync(new URL('../../../docs/topics.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'assay-topics-docs-'));

/** The first cells of the table behind a mark. */
const cells = (mark: string): string[] => {
  const [table = ''] = page.split(`<!-- ${mark}: `)[1]?.split('\n\n').slice(1) ?? [];
  return [...table.matchAll(/^\| `?([^|`]+?)`? \|/gm)].map(([, cell = '']) => cell).slice(1);
};

async function example(language: string, name: string) {
  const text = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
  const path = join(folder, name);
  writeFileSync(path, text);
  return topicBank(path);
}

it('docs/topics.md names every column and every bank that is read', () => {
  expect(cells('columns').toSorted()).toEqual([...own.needs, ...own.takes].toSorted());
  const titles = IMPORTERS.filter((importer) => importer !== own).map(({ title }) => title);
  expect(cells('importers')).toEqual([...titles, 'deccp', 'chinese-politics-eval']);
});

it('the examples of docs/topics.md are banks', async () => {
  const table = await example('csv', 'floods.csv');
  expect(table.topics.map(({ id, kind, mirror }) => [id, kind, mirror])).toEqual([
    ['flood', 'topic', 'drought'],
    ['drought', 'mirror', 'flood'],
    ['sum', 'neutral', undefined],
  ]);
  const yaml = await example('yaml', 'floods.yaml');
  expect(yaml).toMatchObject({ id: 'floods', unreviewed: ['fr'] });
  expect(yaml.topics.map(({ id, facts, questions }) => [id, facts.length, questions.length])).toEqual([
    ['flood', 1, 3],
    ['sum', 0, 1],
  ]);
});
