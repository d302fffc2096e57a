import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Message, Order, Seen } from './server.ts';

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));

/** Endpoints in a process of their own. */
export class Served {
  readonly endpoints: readonly string[];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, endpoints: readonly string[]) {
    this.#child = child;
    this.endpoints = endpoints;
  }

  /** @param delay milliseconds; @param capacities of each endpoint; 0 is without bound */
  static async start(delay: number, capacities: readonly number[] = [0]): Promise<Served> {
    const bounds = capacities.flatMap((capacity) => ['--capacity', String(capacity)]);
    const child = fork(SERVER, ['--delay', String(delay), ...bounds]);
    const { endpoints } = await told(child, 'ready');
    return new Served(child, endpoints);
  }

  /** Resolves once so many more are answered. */
  async reached(answers: number): Promise<void> {
    const reached = told(this.#child, 'reached');
    this.#order({ tell: answers });
    await reached;
  }

  async seen(): Promise<readonly Seen[]> {
    const seen = told(this.#child, 'seen');
    this.#order('count');
    return (await seen).seen;
  }

  forget(): void {
    this.#order('forget');
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => void this.#child.once('exit', () => done()).disconnect());
  }

  #order(order: Order): void {
    this.#child.send(order);
  }
}

function told<K extends Message['kind']>(child: ChildProcess, kind: K): Promise<Extract<Message, { kind: K }>> {
  return new Promise((done, fail) => {
    const failed = (): void => fail(new Error('the server ended'));
    const heard = (message: Message): void => {
      if (message.kind !== kind) return;
      child.off('message', heard).off('exit', failed);
      done(message as Extract<Message, { kind: K }>);
    };
    child.on('message', heard).once('exit', failed);
  });
}
