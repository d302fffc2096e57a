import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { UsageError } from '../../core/errors.ts';
import { bankOfTable, IMPORTERS } from './from-table.ts';
import { bankOfYaml } from './from-yaml.ts';
import { idOf } from './ids.ts';

const forms = () => [{ id: 'question', kind: 'information', asks: 'Asks.' } as const];

/** Either a bank, or a reason that is safe to print. */
function refusedOrRead(read: () => unknown): void {
  try {
    expect(read()).toHaveProperty('topics');
  } catch (cause) {
    expect(cause).toBeInstanceOf(UsageError);
  }
}

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('en', 'zh-CN', 'topic', 'mirror', 'A', 'a', 'yes', 'A | B & C', '*', '__proto__', 'constructor'),
  fc.jsonValue({ maxDepth: 2 }),
);

test('rows of any importer are read or refused, whatever stands in them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...IMPORTERS).chain(({ needs, takes }) =>
        fc.array(
          fc.record(Object.fromEntries([...needs, ...takes].map((column) => [column, value])), {
            requiredKeys: [...needs],
          }),
          { minLength: 1, maxLength: 6 },
        ),
      ),
      (rows) => refusedOrRead(() => bankOfTable('mine', rows, forms)),
    ),
    { numRuns: 500 },
  );
});

test('YAML of any shape is read or refused', () => {
  const key = fc.constantFrom(
    'version',
    'id',
    'group',
    'title',
    'facts',
    'questions',
    'kind',
    'line',
    'bank',
    'forms',
    'topics',
    'en',
    'question',
    '__proto__',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      value,
      fc.constant(1),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (content) => {
      const text = stringify(content);
      refusedOrRead(() => bankOfYaml('mine', [{ name: 'mine.yaml', text }], forms));
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) =>
      refusedOrRead(() => bankOfYaml('mine', [{ name: 'mine.yaml', text }], forms)),
    ),
  );
});

test('an id is one, the same for the same text, and another for another of other letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(idOf(text)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(idOf(text).length).toBeLessThanOrEqual(61);
      expect(idOf(text)).toBe(idOf(text));
    }),
  );
  expect(idOf('台湾')).not.toBe(idOf('西藏'));
  expect(idOf('Tiananmen Square')).toBe('tiananmen-square');
});
