import { describe, expect, test } from 'vitest';
import { readWith } from '../read.fixture.ts';
import { configCodeFormat } from './format.ts';

const read = (text: string, name = 'config.yaml', limits = {}) =>
  readWith(configCodeFormat, new TextEncoder().encode(text), name, limits);

describe('a configuration', () => {
  test('gives what it names, with keys and arguments', async () => {
    const { structure } = await read('a:\n- _target_: x.Y\n  name: n\n  args: [p, q]\nb: !new:c.D [1]\n');
    expect(structure.references).toEqual([
      { kind: 'target', key: '!new', value: 'c.D', arguments: '[1]' },
      { kind: 'target', key: 'a.0._target_', value: 'x.Y', arguments: 'name=n, args=p q' },
    ]);
  });

  test('gives tags with their place', async () => {
    const { structure } = await read('é: 1\nb: !!python/object/apply:c.d [é]\n');
    expect(structure.tags).toEqual([
      { tag: 'tag:yaml.org,2002:python/object/apply:c.d', value: '[é]', offset: 35, line: 2 },
    ]);
  });

  test('of MLflow and of conda is known for what it is', async () => {
    const mlflow = await read(
      'flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    code: code\n',
      'MLmodel',
    );
    expect(mlflow.structure.flavour).toBe('mlmodel');
    expect(mlflow.structure.references.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'loader-module mlflow.sklearn',
      'code-path code',
    ]);
    const conda = await read('dependencies:\n- python=3.11\n- pip:\n  - git+https://github.com/a/b\n', 'env.yml');
    expect(conda.structure).toMatchObject({ flavour: 'conda-environment', requirements: [{ kind: 'vcs' }] });
  });
});

describe('bounds', () => {
  test.each<[string, string, string, object]>([
    [
      'aliases that multiply',
      `a: &a [x]\n${Array.from({ length: 40 }, (_, i) => `a${i}: &b${i} [*a, *a]`).join('\n')}`,
      '',
      {},
    ],
    ['collections in collections', '['.repeat(100_000), 'config-code.limit', {}],
    ['maps in maps', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'config-code.limit', {}],
    ['values', 'a: [1, 2, 3, 4]\n', 'config-code.limit', { 'config.values': 3 }],
    ['a long table', `a: 1\n${'# x\n'.repeat(100)}`, 'config-code.long', { 'config.bytes': 20 }],
    [
      'a tag after a long table',
      `a: 1\n${'# x\n'.repeat(100)}b: !!python/name:os.system`,
      'config-code.limit',
      { 'config.bytes': 20 },
    ],
  ])('%s', async (_, text, code, limits) => {
    const { codes } = await read(text, 'a.yaml', limits);
    if (code === '') expect(codes).toEqual([]);
    else expect(codes).toContain(code);
  });

  test('a key named __proto__ is a key', async () => {
    const { structure } = await read('__proto__:\n  _target_: os.system\nconstructor: {_target_: a.b}\n');
    expect(structure.references.map(({ key }) => key)).toEqual(['__proto__._target_', 'constructor._target_']);
  });
});
