/** A field of a message: a number, or bytes with their length. */
export function field(number: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === 'number') return Uint8Array.of(number * 8, value);
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
  return Uint8Array.from([...varint(number * 8 + 2), ...length, ...bytes]);
}

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]);

export const message = (...fields: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(fields.flatMap((one) => [...one]));

/** An ONNX model of one node and one tensor that lies in a file. */
export function onnx(location: string, domain = ''): Uint8Array {
  const entry = message(field(1, 'location'), field(2, location));
  const node = message(field(4, 'Add'), field(7, domain));
  const graph = message(
    field(1, node),
    field(2, 'g'),
    field(5, message(field(8, 'w'), field(13, entry), field(14, 1))),
  );
  return message(field(1, 8), field(7, graph));
}

/** A saved model of TensorFlow with these operators in its graph, and these in a function of it. */
export function savedModel(operators: readonly string[], inFunction: readonly string[] = []): Uint8Array {
  const nodes = (of: readonly string[], number: number) =>
    of.map((operator) => field(number, message(field(1, 'n'), field(2, operator))));
  const library = field(2, field(1, message(...nodes(inFunction, 3))));
  return message(field(1, 1), field(2, field(2, message(...nodes(operators, 1), library))));
}

/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'model.onnx', bytes: onnx('model.onnx_data', 'com.example') },
    { name: 'saved_model.pb', bytes: savedModel(['Const', 'MatMul'], ['SaveV2']) },
    { name: 'frozen.pb', bytes: field(1, message(field(1, 'x'), field(2, 'Placeholder'))) },
  ];
}
