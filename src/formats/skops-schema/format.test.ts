import { describe, expect, it } from 'vitest';
import { probeOf, readWith } from '../read.fixture.ts';
import { skopsSchemaFormat } from './format.ts';
import { node, schema, seeds } from './fuzz.ts';

describe('the schema of a skops archive', () => {
  it('is read into its distinct types', async () => {
    const [scaler, method] = seeds();
    const result = await readWith(skopsSchemaFormat, scaler?.bytes ?? new Uint8Array());
    expect(result.codes).toEqual([]);
    expect(result.structure).toMatchObject({ protocol: 2, version: '0.13.0', nodeCount: 4 });
    expect(result.structure.nodes.map(({ module, class: name, loader }) => `${loader} ${module}.${name}`)).toEqual([
      'ObjectNode sklearn.preprocessing._data.StandardScaler',
      'DictNode builtins.dict',
      'NdArrayNode numpy.ndarray',
      'JsonNode builtins.str',
    ]);
    const bound = await readWith(skopsSchemaFormat, method?.bytes ?? new Uint8Array());
    expect(bound.structure.nodes[0]?.method).toEqual({
      name: 'transform',
      owner: 'sklearn.preprocessing._data.StandardScaler',
    });
  });

  it('is known by its content', () => {
    for (const { name, bytes } of seeds()) expect(skopsSchemaFormat.identify(probeOf(name, bytes))).toBe('structure');
    expect(skopsSchemaFormat.identify(probeOf('schema.json', Buffer.from('{"type": "object"}')))).toBeUndefined();
  });

  it('that is cut or nested too deeply stops the reading', async () => {
    const whole = seeds()[0]?.bytes ?? new Uint8Array();
    for (let length = 0; length < whole.length - 1; length += 5) {
      expect((await readWith(skopsSchemaFormat, whole.subarray(0, length))).stopped).toBe(true);
    }
    let deep = node('dict', 'builtins', 'DictNode');
    for (let i = 0; i < 300; i++) deep = node('dict', 'builtins', 'DictNode', { content: { a: deep } });
    expect((await readWith(skopsSchemaFormat, schema(deep))).codes).toEqual(['skops-schema.limit']);
  });
});
