import { describe, expect, it } from 'vitest';
import { callPickle } from '../../formats/pickle/assemble.fixture.ts';
import { node, schema, seeds } from '../../formats/skops-schema/fuzz.ts';
import { writeZip } from '../../formats/zip/write.fixture.ts';
import { audit } from '../audit.fixture.ts';

const scan = async (root: object) =>
  (
    await audit({ 'model.skops': writeZip({ members: [{ name: 'schema.json', data: schema(root) }] }) })
  ).findings.filter(({ severity }) => severity !== 'low' && severity !== 'info');
const found = async (root: object) => (await scan(root)).map(({ rule, severity }) => `${rule} ${severity}`);
const tuple = (...content: object[]) => node('tuple', 'builtins', 'TupleNode', { content });
const text = (content: string) => node('str', 'builtins', 'JsonNode', { content: JSON.stringify(content) });

describe('skops-type', () => {
  it('CVE-2025-54412: an operator under the name of an estimator', async () => {
    const hidden = node('call', 'sklearn.linear_model._stochastic_gradient.SGDRegressor', 'OperatorFuncNode', {
      attrs: tuple(text('x')),
    });
    expect(await found(hidden)).toEqual(['skops-type high']);
    expect(await found(node('methodcaller', 'operator', 'OperatorFuncNode', { attrs: tuple() }))).toEqual([
      'skops-type high',
    ]);
  });

  it('CVE-2025-54413: a method of another object than the node shows', async () => {
    const object = node('partial', 'functools', 'PartialNode');
    const method = node('SGDRegressor', 'sklearn.linear_model._stochastic_gradient', 'MethodNode', {
      content: { func: 'func.__globals__', obj: object },
    });
    expect(await found(method)).toEqual(['skops-type high']);
  });

  it('CVE-2025-54886: a pickle where skops is expected, which is loaded by joblib', async () => {
    const { findings } = await audit({ 'model.skops': callPickle('os', 'system', 'echo pwned') });
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['lying-extension', 'pickle-gadget']));
    const harmless = await audit({ 'model.skops': Uint8Array.from([0x80, 2, 0x5d, 0x2e]) });
    expect(harmless.findings.map(({ rule }) => rule)).toEqual(['lying-extension']);
  });

  it('a call of os.system by the loader of reduced objects', async () => {
    const reduced = node('system', 'posix', 'ConstructorFromReduceNode', { content: tuple(text('echo pwned')) });
    expect(await found(reduced)).toEqual(['skops-type critical']);
    expect(await found(node('system', 'os', 'FunctionNode'))).toEqual(['skops-type critical']);
  });

  it('types that nobody knows, and loaders that nobody knows', async () => {
    expect(await found(node('Thing', 'my_project', 'ObjectNode'))).toEqual(['skops-type medium']);
    expect(await found(node('dict', 'builtins', 'EvilNode'))).toEqual(['skops-type high']);
    expect(await found(node('_a_function', 'sklearn.base', 'FunctionNode'))).toEqual(['skops-type medium']);
  });

  it('is silent about what skops trusts', async () => {
    for (const { bytes } of seeds()) {
      const { findings } = await audit({
        'model.skops': writeZip({ members: [{ name: 'schema.json', data: bytes }] }),
      });
      expect(findings).toEqual([]);
    }
  });
});
