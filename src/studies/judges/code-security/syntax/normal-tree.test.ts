import { describe, expect, it } from 'vitest';
import { normalTrees } from './normal-tree.ts';

describe('the normal tree of a statement', () => {
  const of = (code: string, line = 2) => normalTrees(code, 'python', [line]);

  it('is the same for other names and literals', async () => {
    const one = await of('def load_user(name):\n    return db.execute("SELECT " + name)');
    expect(one).toHaveLength(1);
    expect(await of("def find(row):\n    return pool.run('x' + row)")).toEqual(one);
  });

  it('is another for another structure or operator', async () => {
    const one = await of('def f(a):\n    return db.execute("SELECT " + a)');
    expect(await of('def f(a):\n    return db.execute("SELECT " % a)')).not.toEqual(one);
    expect(await of('def f(a):\n    return db.execute("SELECT ", a)')).not.toEqual(one);
  });

  it('is that of the line which is asked for, in fences too', async () => {
    const fenced = 'Here:\n```python\ndef f(a):\n    b = 1\n    return g(a)\n```';
    expect(await normalTrees(fenced, 'python', [5])).toEqual(await of('def x(y):\n    return z(y)'));
    expect(await normalTrees(fenced, 'python', [4])).not.toEqual(await normalTrees(fenced, 'python', [5]));
  });

  it('is read without an opening tag', async () => {
    const [tree] = await normalTrees('function f($a) {\n  return shell_exec("ls " . $a);\n}', 'php', [2]);
    expect(tree).toMatch(/^php \(return_statement .*binary_expression _ \. _|^php \(return_statement /);
  });

  it('is none where there is no such line, and bounded for anything', async () => {
    expect(await of('x = 1', 9)).toEqual([]);
    const deep = `x = ${'('.repeat(5_000)}1${')'.repeat(5_000)}`;
    const [tree = ''] = await of(deep, 1);
    expect(tree.length).toBeLessThan(300);
  });
});
