import { describe, expect, it } from 'vitest';
import { readWith } from '../read.fixture.ts';
import { bytesOf, call, callPickle, type Chunk, op } from './assemble.fixture.ts';
import { pickleFormat } from './format.ts';
import { arrayWrapper, dtype, joblibFile, padding } from './joblib.fixture.ts';

const PAYLOAD = call('os', 'system', 'echo pwned');
/** Four doubles that begin with no opcode. */
const NUMBERS = new Uint8Array(32).fill(0x01);
const read = (bytes: Uint8Array) => readWith(pickleFormat, bytes, 'model.joblib');
const names = async (bytes: Uint8Array): Promise<string[]> =>
  (await read(bytes)).structure.callables.map(({ name }) => name);

describe('the bytes of an array in a joblib pickle', () => {
  it('are passed over, and what follows is read', async () => {
    const result = await read(joblibFile({}, NUMBERS, op.pop, PAYLOAD));
    expect(result.codes).toEqual([]);
    expect(result.structure).toMatchObject({ arrayBytes: 32, streamCount: 1 });
    expect(result.structure.callables.map(({ name }) => name)).toContain('os.system');
  });

  it('come after padding since joblib 1.2', async () => {
    const start = bytesOf(op.proto(3), arrayWrapper({ alignment: [0x4b, 16] }));
    const file = bytesOf(start, padding(start.length), NUMBERS, op.stop);
    expect((await read(file)).codes).toEqual([]);
    const hidden = bytesOf(start, [3], 'abc', NUMBERS, op.stop);
    expect((await read(hidden)).codes).toEqual(['pickle.block-padding']);
  });

  it.each([
    ['S5', 5, 0],
    ['U2', 8, 8],
    ['V12', 12, 16],
    ['i1', -1, 0],
    ['M8', -1, 0],
    ['b1', -1, 0],
    ['c16', -1, 0],
  ])('have the size that the type %s says', async (name, size, flags) => {
    const element = size > 0 ? size : Number(name.slice(1));
    const result = await read(
      joblibFile({ dtype: dtype(name, size, flags) }, new Uint8Array(4 * element).fill(1), PAYLOAD, op.pop),
    );
    expect(result.codes).toEqual([]);
    expect(result.structure.arrayBytes).toBe(4 * element);
  });

  it('of objects are a pickle of their own', async () => {
    const objects = { dtype: dtype('O8', -1, 63) };
    expect(await names(joblibFile(objects, callPickle('os', 'system', 'echo pwned')))).toContain('os.system');
    const broken = await read(joblibFile(objects, bytesOf(op.proto(4), PAYLOAD, [0x01])));
    expect(broken.codes).toContain('pickle.broken');
    expect(broken.structure.callables.map(({ name }) => name)).toContain('os.system');
  });

  it('of nothing are none', async () => {
    const empty = await read(joblibFile({ shape: bytesOf([0x4b, 0], [0x4b, 7], op.tuple2) }, [], op.pop, PAYLOAD));
    expect(empty.structure.arrayBytes).toBe(0);
    expect(empty.codes).toEqual([]);
  });

  it('that plain loaders run as opcodes are said to be that', async () => {
    const hidden = bytesOf(PAYLOAD, op.stop);
    const file = joblibFile({ shape: bytesOf([0x4b, hidden.length], op.tuple1), dtype: dtype('i1') }, hidden);
    const result = await read(file);
    expect(result.codes).toEqual(['pickle.block-opcodes']);
    expect(result.anomalies[0]?.message).toContain('os.system');
    expect((await read(joblibFile({}, new Uint8Array(32).fill(0x4e)))).codes).toEqual([]);
  });

  it('of objects refer to a memo of their own, which a plain loader mistakes for the one around it', async () => {
    const twice = bytesOf(op.str('decimal'), op.memoize, op.str('Decimal'), [0x93], op.pop, op.binget(0));
    const objects = bytesOf(op.proto(4), twice, op.str('Decimal'), [0x93], op.stop);
    const codes = async (...before: readonly Chunk[]): Promise<readonly string[]> =>
      (await read(bytesOf(op.proto(4), ...before, arrayWrapper({ dtype: dtype('O8', -1, 63) }), objects, op.stop)))
        .codes;
    expect(await codes(op.str('datetime'), op.memoize, op.str('date'), [0x93], op.pop)).toEqual(['pickle.block-mixed']);
    expect(await codes(op.str('os'), op.memoize, op.pop)).toEqual(['pickle.block-opcodes']);
  });

  it('that end after the file does stop the reading', async () => {
    const cut = await read(bytesOf(op.proto(3), arrayWrapper(), NUMBERS.subarray(0, 9)));
    expect(cut.codes).toEqual(['pickle.truncated']);
  });

  it('inside a frame stop the reading: loaders differ in where they look for them', async () => {
    const wrapper = arrayWrapper();
    const file = bytesOf(op.proto(4), op.frame(wrapper.length + 33), wrapper, NUMBERS, op.stop);
    expect((await read(file)).codes).toContain('pickle.broken');
    const apart = bytesOf(op.proto(4), op.frame(wrapper.length), wrapper, NUMBERS, op.stop);
    expect((await read(apart)).codes).toEqual([]);
  });
});

describe('a state of an array that would make reader and loader disagree', () => {
  const shape = (...sizes: readonly Chunk[]): Uint8Array => bytesOf(op.mark, ...sizes, op.tuple);
  const big = [0x8a, 5, 0, 0, 0, 0, 1];
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['a type that is no type', joblibFile({ dtype: op.str('f8') }, NUMBERS)],
    ['a type of another size than its name', joblibFile({ dtype: dtype('f8', 100) }, NUMBERS)],
    ['a type with a shape of its own', joblibFile({ dtype: dtype('(2,)f8') }, NUMBERS)],
    ['a text type whose state gives another size', joblibFile({ dtype: dtype('S1', 50) }, NUMBERS)],
    ['a shape that comes round in 64 bits', joblibFile({ shape: shape(big, big) }, NUMBERS)],
    ['a shape below zero', joblibFile({ shape: shape(op.int(-1)) }, NUMBERS)],
    ['a shape of calls', joblibFile({ shape: shape(call('builtins', 'int', '4')) }, NUMBERS)],
    ['a shape that is a list', joblibFile({ shape: op.emptyList }, NUMBERS)],
    ['a key that is made by a call', joblibFile({ more: bytesOf(call('builtins', 'str', 'shape'), op.none) }, NUMBERS)],
    [
      'a state made by DICT',
      bytesOf(
        op.proto(3),
        op.global('joblib.numpy_pickle', 'NumpyArrayWrapper'),
        op.emptyTuple,
        op.newobj,
        op.mark,
        op.str('shape'),
        op.emptyTuple,
        [0x64],
        op.build,
        NUMBERS,
        op.stop,
      ),
    ],
    ['a second state for the same object', joblibFile({}, NUMBERS, op.emptyDict, op.build, NUMBERS)],
    [
      'a state without a type',
      bytesOf(
        op.proto(3),
        op.global('joblib.numpy_pickle', 'NumpyArrayWrapper'),
        op.emptyTuple,
        op.newobj,
        op.emptyDict,
        op.build,
        PAYLOAD,
        op.stop,
      ),
    ],
  ];
  it.each(cases)('stops the reading: %s', async (_, file) => {
    const result = await read(file);
    expect(result.stopped).toBe(true);
    expect(result.codes).toContain('pickle.broken');
  });

  it('is followed through the memo: a copy of the dict changed before BUILD counts', async () => {
    const file = bytesOf(
      op.proto(3),
      arrayWrapper().subarray(0, -1),
      op.binput(0),
      op.binget(0),
      op.str('shape'),
      bytesOf([0x4b, 1], op.tuple1),
      op.setitem,
      op.pop,
      op.build,
      new Uint8Array(8).fill(1),
      PAYLOAD,
      op.stop,
    );
    const result = await read(file);
    expect(result.structure.arrayBytes).toBe(8);
    expect(result.structure.callables.map(({ name }) => name)).toContain('os.system');
  });
});

describe('the array that joblib puts in place of its wrapper', () => {
  it('takes no further state that would hide opcodes as numbers', async () => {
    const again = bytesOf(
      op.emptyDict,
      op.mark,
      bytesOf(op.str('shape'), [0x4b, 64], op.tuple1, op.str('dtype'), dtype('i1')),
      op.setitems,
      op.build,
    );
    const objects = bytesOf(op.proto(4), call('collections', 'OrderedDict'), op.stop);
    const file = joblibFile({ dtype: dtype('O8', -1, 63) }, objects, again, PAYLOAD, new Uint8Array(64).fill(0x30));
    expect(await names(file)).toContain('os.system');
  });
});

describe('the flags of a type decide whether joblib reads objects', () => {
  it.each([
    ['objects without the flag', 'O8', 0],
    ['numbers with it', 'f8', 1],
    ['flags that come round at 64 bits', 'V8', Number.NaN],
  ])('%s stop the reading', async (_, name, flags) => {
    const wide = bytesOf([0x8a, 9, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    const written = dtype(name, name === 'V8' ? 8 : -1, 0);
    const at = written.length - 4;
    const type = bytesOf(written.subarray(0, at), Number.isNaN(flags) ? wide : [0x4b, flags], written.subarray(at + 2));
    const { codes } = await read(
      joblibFile({ dtype: type, shape: bytesOf([0x4b, 0], op.tuple1) }, [], op.pop, PAYLOAD),
    );
    expect(codes).toContain('pickle.broken');
  });
});

describe('arrays that old versions of joblib kept beside the pickle', () => {
  const sidecar = (filename: Chunk): Uint8Array =>
    bytesOf(
      op.proto(2),
      op.global('joblib.numpy_pickle', 'NDArrayWrapper'),
      op.emptyTuple,
      op.newobj,
      op.emptyDict,
      op.mark,
      op.str('filename'),
      filename,
      op.setitems,
      op.build,
      op.stop,
    );
  it('are named', async () => {
    expect((await read(sidecar(op.str('model.pkl_01.npy')))).codes).toEqual(['pickle.sidecar']);
    for (const name of ['../../secret.npy', '/etc/x.npy', '..\\x.npy'])
      expect((await read(sidecar(op.str(name)))).codes).toEqual(['pickle.sidecar-outside']);
    expect((await read(sidecar(call('os', 'getcwd')))).codes).toEqual(['pickle.sidecar-outside']);
  });
});
