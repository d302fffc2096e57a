import { bytesOf, call, callPickle, op } from './assemble.fixture.ts';
import { dtype, joblibFile } from './joblib.fixture.ts';

/** Small valid pickles over every opcode family: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return [
    { name: 'call', bytes: callPickle('os', 'system', 'echo harmless') },
    {
      name: 'protocol 0',
      bytes: bytesOf(
        op.mark,
        op.string('a'),
        op.unicode('b'),
        op.inst('collections', 'OrderedDict'),
        op.put(0),
        op.get(0),
        op.pop,
        'I12\n',
        'F1.5\n',
        'L3L\n',
        op.tuple2,
        op.tuple2,
        op.stop,
      ),
    },
    {
      name: 'framed',
      bytes: bytesOf(
        op.proto(4),
        op.frame(24),
        op.stackGlobal('datetime', 'date'),
        op.emptyTuple,
        op.reduce,
        op.memoize,
        op.stop,
      ),
    },
    {
      name: 'containers',
      bytes: bytesOf(
        op.proto(4),
        op.emptyDict,
        op.mark,
        op.str('k'),
        op.emptyList,
        op.mark,
        op.int(1),
        op.none,
        [0x65],
        op.str('s'),
        [0x8f],
        op.mark,
        op.int(2),
        [0x90],
        [0x75],
        op.stop,
      ),
    },
    {
      name: 'objects',
      bytes: bytesOf(
        op.proto(2),
        op.global('argparse', 'Namespace'),
        op.emptyTuple,
        op.newobj,
        op.emptyDict,
        op.str('a'),
        op.none,
        op.setitem,
        op.build,
        op.stop,
      ),
    },
    {
      name: 'two streams',
      bytes: bytesOf(call('builtins', 'set'), op.stop, op.proto(2), op.persid('7'), op.ext1(3), op.tuple2, op.stop),
    },
    {
      name: 'nested',
      bytes: bytesOf(
        op.proto(4),
        op.bytes(callPickle('os', 'getcwd')),
        op.str('gASVCAAAAAAAAACMBHRlc3SULg=='),
        op.tuple2,
        op.stop,
      ),
    },
    { name: 'array of joblib', bytes: joblibFile({}, new Uint8Array(32).fill(1), op.pop, op.emptyList) },
    {
      name: 'array of objects of joblib',
      bytes: joblibFile({ dtype: dtype('O8', -1, 63) }, bytesOf(op.proto(4), op.emptyList, op.stop), op.pop, op.none),
    },
  ];
}
