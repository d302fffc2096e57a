import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import type { Callable } from './callables.ts';
import { type FirstBlock, Reader } from './reader.ts';
import type { Use } from './structure.ts';

/** Streams of one file that are compared: each may be read to the end of the file again. */
const MOST_COMPARED = 16;
const IDENTIFIER = /^[A-Za-z_][\w.]*$/;
/**
 * What joblib itself writes before an array of objects. A plain loader takes them for names, as the memo of the pickle
 * inside counts from zero again; no module is called so, and the loader stops there.
 */
const OF_JOBLIB: ReadonlySet<string> = new Set([
  'NumpyArrayWrapper',
  'subclass',
  'ndarray',
  'shape',
  'order',
  'dtype',
  'allow_mmap',
  'numpy_array_alignment_bytes',
]);
const ACTS: readonly Use[] = ['import', 'call', 'new'];

/**
 * joblib takes the bytes of an array from the stream; `pickle.load` runs the same bytes as opcodes. Where they begin like
 * one, the stream is read once more as that loader would, to say whether it does more than joblib. Only the first array
 * of a stream matters: a plain loader that fails on it never sees the next.
 */
export class PlainComparison {
  private readonly source: ByteSource;
  private readonly context: ReadContext;
  private compared = 0;

  constructor(source: ByteSource, context: ReadContext) {
    this.source = source;
    this.context = context;
  }

  /** `known`: what joblib would use. */
  async compare(stream: number, block: FirstBlock, known: readonly Callable[]): Promise<void> {
    const { context } = this;
    const knownNames = new Set(known.map(({ name }) => name));
    if (++this.compared > MOST_COMPARED) {
      const message = `more than ${MOST_COMPARED} pickles hold arrays whose bytes may also be opcodes`;
      if (this.compared === MOST_COMPARED + 1)
        context.anomaly({ code: 'pickle.unsearched', message, offset: block.at, stops: true });
      return;
    }
    const inside = block.nested ? undefined : await this.read(stream, block, block.end);
    const used = inside?.used ?? [];
    // What the bytes leave in the memo may change what the opcodes after them mean.
    const beyond =
      inside === undefined || inside.position >= block.end ? await this.read(stream, block, Infinity) : undefined;
    const names = new Set([...used, ...(beyond?.used ?? []).filter((name) => !knownNames.has(name))]);
    if (names.size === 0) return;
    const mixed = block.nested && [...names].every((name) => isMixed(name, known));
    const shown = [...names].slice(0, 4).map((name) => name.slice(0, 120));
    const message = `read by pickle.load instead of joblib.load, the bytes of an array are opcodes that use ${shown.join(', ')}`;
    context.anomaly({
      code: mixed ? 'pickle.block-mixed' : 'pickle.block-opcodes',
      message,
      offset: block.at,
      stops: false,
    });
  }

  /** What a plain loader imports and calls from the array on, in a file that ends at `end`. */
  private async read(stream: number, block: FirstBlock, end: number): Promise<{ used: string[]; position: number }> {
    const silent = { anomaly: () => undefined, constant: () => undefined };
    const reader = new Reader(rangeSource(this.source, 0, end), this.context, silent, { joblib: false });
    const { machine } = reader;
    await reader.stream(stream);
    const used = machine.callables.list.filter((one) => isImport(one) && actsAfter(one, block.at));
    return { used: used.map(({ name }) => name), position: machine.position };
  }
}

function isImport({ kind, module, qualname }: Callable): boolean {
  if (OF_JOBLIB.has(module ?? '')) return false;
  return kind === 'global' && IDENTIFIER.test(module ?? '') && IDENTIFIER.test(qualname ?? '');
}

const actsAfter = ({ uses }: Callable, block: number): boolean =>
  ACTS.some((use) => (uses.get(use)?.last ?? -1) >= block);

/**
 * True where a name is the module of one import and the name of another. An array of objects is written with a memo of
 * its own: a loader that knows only the memo around it takes one string for another, and finds nothing by such a name.
 */
function isMixed(name: string, known: readonly Callable[]): boolean {
  return known.some(
    ({ module, qualname }) =>
      module !== undefined &&
      qualname !== undefined &&
      name.startsWith(`${module}.`) &&
      known.some((other) => isSimple(other) && other.qualname === name.slice(module.length + 1)),
  );
}

/** No walk over attributes, which could lead anywhere. */
const isSimple = ({ qualname }: Callable): boolean => qualname?.includes('.') === false;
