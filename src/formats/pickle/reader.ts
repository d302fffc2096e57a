import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { Machine, type Watcher } from './machine.ts';
import type { PickleStream } from './structure.ts';
import { NeedBytes, Window } from './window.ts';

const WINDOW = 1024 * 1024;

export interface StreamEnd {
  readonly stream: PickleStream;
  readonly error: InputError | undefined;
}

/** Drives one machine over one source: moves its window, fetches what it asks for, ends each stream. */
export class Reader {
  readonly machine: Machine;
  private readonly window: Window;
  private readonly source: ByteSource;
  private readonly context: ReadContext;

  constructor(source: ByteSource, context: ReadContext, watcher: Watcher) {
    this.source = source;
    this.context = context;
    this.window = new Window(source.size, context.limits['pickle.fetches']);
    this.machine = new Machine(this.window, context.limits, watcher);
  }

  async stream(at: number): Promise<StreamEnd> {
    const { machine } = this;
    machine.begin(at);
    const before = machine.opcodes;
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
      } else {
        return;
      }
    }
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
