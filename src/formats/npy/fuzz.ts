const text8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** `[]` and `None`, pickled. */
const LIST = Uint8Array.of(0x80, 2, 0x5d, 0x2e);
const NONE = Uint8Array.of(0x80, 2, 0x4e, 0x2e);

/** An array file of version 1.0 with this header and data. */
function npy(header: string, data: Uint8Array): Uint8Array {
  const text = `${header.padEnd(117)}\n`;
  const lead = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8);
  return new Uint8Array(Buffer.concat([lead, text8(text), data]));
}

/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    {
      name: 'numbers.npy',
      bytes: npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", new Uint8Array(16)),
    },
    {
      name: 'objects.npy',
      bytes: npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", LIST),
    },
    {
      name: 'fields.npy',
      bytes: npy("{'descr': [('a', '<i4'), ('b', '|O')], 'fortran_order': False, 'shape': (), }", NONE),
    },
  ];
}
