import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COLUMNS } from '../engine/export/columns.ts';
import { studySchema } from './definition.ts';
import { customStudy } from './study.ts';

const page = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

/** What stands as code in the first column of the table below a mark. */
function named(text: string, mark: string): string[] {
  const table = text.slice(text.indexOf(`<!-- ${mark}:`)).split('\n\n')[1] ?? '';
  return table.split('\n').flatMap((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? []);
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** Every key of a schema as a path, but for objects that stand for nothing by themselves. */
function keysOf(node: Node, path = ''): string[] {
  return [
    ...Object.entries(node.properties ?? {}).flatMap(([key, inner]) => {
      const own = path === '' ? key : `${path}.${key}`;
      return inner.properties === undefined && !(inner.anyOf ?? []).some((one) => one.properties)
        ? [own, ...keysOf(inner, own)]
        : keysOf(inner, own);
    }),
    ...(node.items === undefined ? [] : keysOf(node.items, `${path}[]`)),
    ...(node.anyOf ?? []).flatMap((one) => keysOf(one, path)),
  ];
}

describe('docs/studies.md', () => {
  it('names every key of a study, and no other', () => {
    const schema = z.toJSONSchema(studySchema, { io: 'input', unrepresentable: 'any' }) as Node;
    const known = [...new Set(keysOf(schema))].toSorted();
    expect(known.length).toBeGreaterThan(40);
    expect(named(page('studies.md'), 'keys').toSorted()).toEqual(known);
  });

  it('shows a study that runs', async () => {
    const [, text = ''] = /```yaml\n(study:[\s\S]*?)```/.exec(page('studies.md')) ?? [];
    const path = join(mkdtempSync(join(tmpdir(), 'assay-docs-')), 'study.yaml');
    writeFileSync(path, text);
    expect((await customStudy(path)).id).toBe('capitals');
  });
});

describe('docs/journal.md', () => {
  it('names every column of an export, in its order', () => {
    expect(named(page('journal.md'), 'columns')).toEqual(COLUMNS.map(({ name }) => name));
  });
});
