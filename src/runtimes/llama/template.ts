import { createContext, Script } from 'node:vm';
import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import { LIMITS } from '../../core/limits.ts';
import { RuntimeFault } from '../fault.ts';
import type { Message } from '../request.ts';
import { strftime } from './strftime.ts';

/** Milliseconds for reading or rendering a template: ordinary ones take a few, and one may loop without end (CWE-835). */
const TIME = 2_000;
/** UTF-16 units of one rendered prompt: far more than a context holds (CWE-770). */
const SIZE = 16_777_216;
/** Numbers in one range: each is an object in memory (CWE-770). */
const RANGE = 100_000;

interface Names {
  readonly bos: string | undefined;
  readonly eos: string | undefined;
}

/** A model's own chat template, with the globals that transformers gives it, and a date that stands still. */
export class ChatTemplate {
  readonly #program: ReturnType<typeof parse>;
  readonly #globals: Readonly<Record<string, unknown>>;

  /** @throws RuntimeFault where it cannot be read */
  constructor(source: string, names: Names, date: Date) {
    const most = LIMITS['template.bytes'].value;
    if (source.length > most)
      throw new RuntimeFault('unsupported', `the chat template is longer than ${most} characters`);
    this.#program = within('read', () => parse(tokenize(source, { lstrip_blocks: true, trim_blocks: true })));
    this.#globals = {
      true: true,
      True: true,
      false: false,
      False: false,
      none: null,
      None: null,
      add_generation_prompt: true,
      bos_token: names.bos ?? '',
      eos_token: names.eos ?? '',
      tools: null,
      documents: null,
      range,
      strftime_now: (format: unknown) => strftime(date, String(format)),
      raise_exception: (message: unknown) => {
        throw new Error(String(message));
      },
    };
  }

  /** @throws RuntimeFault where the template does not take these messages, or takes too long */
  render(messages: readonly Message[]): string {
    // The library's own `Template` has the clock of the machine for `strftime_now`, and lets nobody put another.
    const environment = new Environment();
    for (const [name, value] of Object.entries(this.#globals)) environment.set(name, value);
    environment.set(
      'messages',
      messages.map(({ role, content }) => ({ role, content })),
    );
    const text = within('render', () => String(new Interpreter(environment).run(this.#program).value));
    if (text.length > SIZE) throw new RuntimeFault('invalid', `the chat template made ${text.length} characters`);
    return text;
  }
}

/** Python's `range`. */
function range(first: number, second?: number, step = 1): number[] {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (!(count <= RANGE)) throw new Error(`a range of ${count} numbers`);
  return Array.from({ length: count }, (_, index) => start + index * step);
}

const CLOCK: { work?: () => unknown } = {};
const CONTEXT = createContext(CLOCK);
const CALL = new Script('work()');

/** Ends the work after a time even where it never comes back by itself: nothing but a context's clock can interrupt it. */
function within<T>(act: 'read' | 'render', work: () => T): T {
  try {
    CLOCK.work = work;
    return CALL.runInContext(CONTEXT, { timeout: TIME }) as T;
  } catch (error) {
    const cause = error as Error & { code?: string };
    const why = cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? `took more than ${TIME / 1000} s` : cause.message;
    throw act === 'read'
      ? new RuntimeFault('unsupported', `the chat template cannot be read: ${why}`)
      : new RuntimeFault('invalid', `the chat template does not take this conversation: ${why}`);
  }
}
