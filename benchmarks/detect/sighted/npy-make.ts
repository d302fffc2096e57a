import { bytesOf } from '../../../src/formats/pickle/assemble.fixture.ts';

/** An array file of NumPy, version 1.0. */
export function npy(descr: string, shape: string, data: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const padded = `${header.padEnd(128 - 11)}\n`;
  return bytesOf([0x93], 'NUMPY', [1, 0, padded.length, 0], padded, data);
}
