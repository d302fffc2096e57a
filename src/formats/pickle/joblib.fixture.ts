import { bytesOf, type Chunk, op } from './assemble.fixture.ts';

/** `numpy.dtype('f8', False, True)` with its state, as NumPy pickles it. */
export function dtype(name = 'f8', size = -1, flags = 0): Uint8Array {
  return bytesOf(
    op.global('numpy', 'dtype'),
    op.str(name),
    [0x89],
    [0x88],
    op.tuple3,
    op.reduce,
    op.mark,
    [0x4b, 3],
    op.str(/^[SV]/.test(name) ? '|' : '<'),
    op.none,
    op.none,
    op.none,
    op.int(size),
    op.int(-1),
    [0x4b, flags],
    op.tuple,
    op.build,
  );
}

interface WrittenArray {
  readonly shape?: Chunk;
  readonly dtype?: Chunk;
  /** Absent: as joblib before 1.2, without padding. */
  readonly alignment?: Chunk;
  /** Keys and values beside the usual ones. */
  readonly more?: Chunk;
  readonly wrapper?: readonly [module: string, name: string];
}

/** The object that describes an array, up to its BUILD: the bytes of the array come next. */
export function arrayWrapper({ shape, dtype: type, alignment, more, wrapper }: WrittenArray = {}): Uint8Array {
  const [module, name] = wrapper ?? ['joblib.numpy_pickle', 'NumpyArrayWrapper'];
  return bytesOf(
    op.global(module, name),
    op.emptyTuple,
    op.newobj,
    op.emptyDict,
    op.mark,
    op.str('subclass'),
    op.global('numpy', 'ndarray'),
    op.str('shape'),
    shape ?? bytesOf([0x4b, 4], op.tuple1),
    op.str('order'),
    op.str('C'),
    op.str('dtype'),
    type ?? dtype(),
    op.str('allow_mmap'),
    [0x88],
    ...(alignment === undefined ? [] : [op.str('numpy_array_alignment_bytes'), alignment]),
    more ?? [],
    op.setitems,
    op.build,
  );
}

/** Padding as joblib 1.2 and later write it, so that the array begins at a multiple of 16 from `position` on. */
export function padding(position: number): Uint8Array {
  const length = 16 - ((position + 1) % 16);
  return bytesOf([length], new Uint8Array(length).fill(0xff));
}

/** A joblib file of one array and what follows it in the stream. */
export function joblibFile(array: WrittenArray, bytes: Chunk, ...after: readonly Chunk[]): Uint8Array {
  return bytesOf(op.proto(3), arrayWrapper(array), bytes, ...after, op.stop);
}
