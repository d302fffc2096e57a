import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import type { Block } from './arrays.ts';
import { Machine } from './machine.ts';
import { isOpcode } from './opcodes.ts';
import type { PickleStream } from './structure.ts';
import type { Reading, Watcher } from './watcher.ts';
import { NeedBytes, Window } from './window.ts';

const WINDOW = 1024 * 1024;
/** What joblib pads with: no opcode. */
const PADDING = 0xff;

export interface StreamEnd {
  readonly stream: PickleStream;
  readonly error: InputError | undefined;
}

/** The first array of a stream. */
export interface FirstBlock {
  readonly at: number;
  readonly end: number;
  /** Its first byte is an opcode to a loader that knows no arrays. */
  readonly ambiguous: boolean;
  /** A pickle of its own: a plain loader runs the same opcodes with another memo. */
  readonly nested: boolean;
}

/** Drives one machine over one source: moves its window, fetches what it asks for, ends each stream. */
export class Reader {
  readonly machine: Machine;
  /** Bytes that were passed over as those of arrays. */
  skipped = 0;
  /** The first array of the stream. */
  first: FirstBlock | undefined;
  private readonly window: Window;
  private readonly source: ByteSource;
  private readonly context: ReadContext;
  private readonly watcher: Watcher;
  private nested: Reader | undefined;

  constructor(source: ByteSource, context: ReadContext, watcher: Watcher, reading: Reading) {
    this.source = source;
    this.context = context;
    this.watcher = watcher;
    this.window = new Window(source.size, context.limits['pickle.fetches']);
    this.machine = new Machine(this.window, context.limits, watcher, reading);
  }

  /** This reader and the one for pickles inside arrays. */
  get machines(): Machine[] {
    return [this.machine, ...(this.nested?.machines ?? [])];
  }

  async stream(at: number): Promise<StreamEnd> {
    const { machine } = this;
    machine.begin(at);
    const before = machine.opcodes;
    this.first = undefined;
    const end = (how: PickleStream['end']): PickleStream => ({
      offset: at,
      length: machine.position - at,
      protocol: machine.protocol,
      opcodes: machine.opcodes - before,
      end: how,
    });
    try {
      await this.run();
      return { stream: end('stop'), error: undefined };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const how = error.fault === 'truncated' ? 'truncated' : error.fault === 'limit' ? 'limit' : 'broken';
      return { stream: end(how), error };
    }
  }

  private async run(): Promise<void> {
    for (;;) {
      this.context.signal?.throwIfAborted();
      const wants = this.machine.advance();
      if (wants instanceof NeedBytes) {
        this.window.keep(wants.at, await this.source.read(wants.at, wants.length, this.context.signal));
      } else if (wants.kind === 'refill') {
        await this.refill(wants.at);
      } else if (wants.kind === 'block') {
        await this.pass(wants.block);
      } else {
        return;
      }
    }
  }

  /** Moves behind the bytes of an array. @throws InputError where they do not end */
  private async pass(block: Block): Promise<void> {
    const { machine, source } = this;
    const start = machine.position;
    if (block.how === 'nested') {
      this.nested ??= new Reader(source, this.context, this.watcher, { joblib: false, callables: machine.callables });
      const { error } = await this.nested.stream(start);
      if (error !== undefined) throw new InputError(error.fault, `in an array of objects: ${error.message}`);
      machine.position = this.nested.machine.position;
      await this.keepFirst(start, machine.position, true);
      return;
    }
    const padding = block.padded ? await this.padding(start) : 0;
    const end = start + padding + block.length;
    if (end > source.size)
      throw new InputError('truncated', `an array of ${block.length} bytes where ${source.size - start} follow`);
    this.skipped += end - start;
    machine.position = end;
    await this.keepFirst(start, end, false);
  }

  private async keepFirst(at: number, end: number, nested: boolean): Promise<void> {
    if (this.first !== undefined || at === end) return;
    this.first = { at, end, ambiguous: isOpcode((await this.bytes(at, 1))[0]), nested };
  }

  private async padding(start: number): Promise<number> {
    const length = (await this.bytes(start, 1))[0];
    if (length === undefined) throw new InputError('truncated', 'the bytes end before an array');
    const bytes = await this.bytes(start + 1, length);
    if (bytes.some((byte) => byte !== PADDING))
      this.watcher.anomaly(
        'pickle.block-padding',
        'the padding in front of an array holds something',
        start,
        1 + length,
      );
    return 1 + length;
  }

  private async bytes(at: number, length: number): Promise<Uint8Array> {
    const { window, source, context } = this;
    const from = at - window.base;
    if (from >= 0 && from + length <= window.bytes.length) return window.bytes.subarray(from, from + length);
    return source.read(at, Math.min(length, Math.max(0, source.size - at)), context.signal);
  }

  private async refill(at: number): Promise<void> {
    const { window } = this;
    // Asked again for where the window already begins: one line is longer than it.
    const wanted = at === window.base && window.bytes.length > 0 ? window.bytes.length * 2 : WINDOW;
    const most = this.context.limits['pickle.line'];
    if (wanted > Math.max(most, WINDOW))
      throw new InputError('limit', `a line longer than ${most} bytes (pickle.line)`);
    window.move(at, await this.source.read(at, wanted, this.context.signal));
  }
}
