/** A node as skops writes it. */
export const node = (name: string, module: string, loader: string, more: object = {}): object => ({
  __class__: name,
  __module__: module,
  __loader__: loader,
  ...more,
});

/** A schema around a tree, with what skops puts at its end. */
export const schema = (root: object): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ ...root, protocol: 2, _skops_version: '0.13.0' }, undefined, 2));

/** A fitted scaler, and a function with a partial. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const text = node('str', 'builtins', 'JsonNode', { content: '"x"', is_json: true, __id__: 1 });
  const array = node('ndarray', 'numpy', 'NdArrayNode', { type: 'numpy', file: '1.npy', __id__: 2 });
  const state = node('dict', 'builtins', 'DictNode', { content: { mean_: array, name: text } });
  const scaler = node('StandardScaler', 'sklearn.preprocessing._data', 'ObjectNode', { content: state });
  const method = node('StandardScaler', 'sklearn.preprocessing._data', 'MethodNode', {
    content: { func: 'transform', obj: scaler },
  });
  return [
    { name: 'schema.json', bytes: schema(scaler) },
    { name: 'method.json', bytes: schema(method) },
    { name: 'function.json', bytes: schema(node('log1p', 'numpy', 'FunctionNode')) },
  ];
}
