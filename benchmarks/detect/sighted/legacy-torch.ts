import { bytesOf, call, callPickle, op } from '../../../src/formats/pickle/assemble.fixture.ts';
import type { DetectCase } from '../case.ts';
import { COMMAND, program2, stateDict, text, torchLegacy, trick } from './make.ts';

const { files, legacy } = trick('legacy-torch');
const PAYLOAD = callPickle('os', 'system', COMMAND);
const EMPTY = program2(op.emptyDict);

/** Places of the five-pickle stream other than a plain call in the object. */
export const legacyTorchCases: readonly DetectCase[] = [
  files(
    'torch-legacy',
    'magic-by-eval',
    'eval gives back the magic number',
    () => ({
      'model.pt': torchLegacy(EMPTY, { magic: callPickle('builtins', 'eval', '0x1950a86a20f9469cfc6c') }),
    }),
    'CVE-2026-53875',
  ),
  files('torch-legacy', 'system-facts', 'The third pickle, the facts of the system, runs the payload', () => ({
    'model.pt': torchLegacy(EMPTY, {
      facts: bytesOf(
        op.proto(2),
        op.emptyDict,
        op.str('type_sizes'),
        call('os', 'system', COMMAND),
        op.setitem,
        op.stop,
      ),
    }),
  })),
  legacy('storage-by-call', 'The storage class in a persistent id is the result of a call', () =>
    program2(
      op.mark,
      op.str('storage'),
      call('builtins', 'getattr', 'torch', 'FloatStorage'),
      op.str('0'),
      op.str('cpu'),
      [0x4b, 4],
      op.tuple,
      op.binpersid,
    ),
  ),
  legacy('module-source', 'A pickled module with its source, whose class torch imports by name', () =>
    program2(
      op.mark,
      op.str('module'),
      op.global('harmless_net', 'Net'),
      op.str('net.py'),
      op.str('class Net: pass'),
      op.tuple,
      op.binpersid,
    ),
  ),
  files('torch-legacy', 'sixth-pickle', 'A sixth pickle behind the storages, for a program that loads on', () => ({
    'model.pt': torchLegacy(program2(stateDict()), { tail: PAYLOAD }),
  })),
  files('torch-legacy', 'tar-in-bin', 'The same tar archive called .bin', () => ({
    'pytorch_model.bin': tar([
      ['storages', program2([0x4b, 0])],
      ['tensors', program2([0x4b, 0])],
      ['pickle', PAYLOAD],
    ]),
  })),
];

/** A POSIX ustar archive. */
function tar(members: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const blocks = members.map(([name, data]) => {
    const header = new Uint8Array(512);
    const put = (at: number, value: string): void => header.set(text(value), at);
    put(0, name);
    put(100, '0000644\0');
    put(108, '0000000\0');
    put(116, '0000000\0');
    put(124, `${data.length.toString(8).padStart(11, '0')}\0`);
    put(136, '00000000000\0');
    put(148, '        0');
    put(257, 'ustar\x0000');
    const sum = header.reduce((total, byte) => total + byte, 0);
    put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
    return bytesOf(header, data, new Uint8Array((512 - (data.length % 512)) % 512));
  });
  return bytesOf(...blocks, new Uint8Array(1024));
}
