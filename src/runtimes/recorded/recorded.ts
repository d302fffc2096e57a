import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson } from '../../core/digest.ts';
import type { GenerationEvent } from '../event.ts';
import { RuntimeFault } from '../fault.ts';
import { type Recording, replay } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import type { Runtime, RuntimeIdentity } from '../runtime.ts';

/** A question and what came of it. */
export interface Exchange {
  readonly request: GenerationRequest;
  readonly recording: Recording;
}

export interface RecordedOptions {
  /** Of the runtime that was recorded: answers are comparable with its own. */
  readonly identity: RuntimeIdentity;
  /** `real` waits as it was; `none` gives every event at once, with the time it had; none unless it is said. */
  readonly pace?: 'real' | 'none';
  /** Lets go of what the answers are read from. */
  readonly close?: () => void;
}

/** Answers by what was asked. They are read where they are given: a long journal stays on its disk. */
export class Answers {
  readonly #held = new Map<string, { readonly recordings: (() => Recording)[]; next: number }>();

  add(request: GenerationRequest, recording: () => Recording): void {
    const key = keyOf(request);
    const kept = this.#held.get(key);
    if (kept === undefined) this.#held.set(key, { recordings: [recording], next: 0 });
    else kept.recordings.push(recording);
  }

  /** @throws RuntimeFault `unsupported` for a request that was not recorded, or not once more */
  take(request: GenerationRequest): Recording {
    const kept = this.#held.get(keyOf(request));
    if (kept === undefined) throw new RuntimeFault('unsupported', 'this request was not recorded', { attempts: 0 });
    const read = kept.recordings[kept.next];
    if (read === undefined) {
      const count = kept.recordings.length;
      throw new RuntimeFault('unsupported', `this request was recorded ${count} times, and is asked once more`, {
        attempts: 0,
      });
    }
    kept.next++;
    return read();
  }
}

/**
 * Replays what was recorded. Equal requests get their recordings in the order they were made, each once: an answer that is
 * given twice would count as two.
 */
export class RecordedRuntime implements Runtime {
  readonly concurrency = 64;
  readonly replays = true;
  readonly #answers: Answers;
  readonly #options: RecordedOptions;

  constructor(answers: Answers, options: RecordedOptions) {
    this.#answers = answers;
    this.#options = options;
  }

  static async open(
    exchanges: AsyncIterable<Exchange> | Iterable<Exchange>,
    options: RecordedOptions,
  ): Promise<RecordedRuntime> {
    const answers = new Answers();
    for await (const { request, recording } of exchanges) answers.add(request, () => recording);
    return new RecordedRuntime(answers, options);
  }

  describe(): RuntimeIdentity {
    return this.#options.identity;
  }

  /** @throws RuntimeFault `unsupported` for a request that was not recorded, or not once more */
  async *generate(request: GenerationRequest, signal?: AbortSignal): AsyncGenerator<GenerationEvent> {
    signal?.throwIfAborted();
    let now = 0;
    for (const event of replay(this.#answers.take(request))) {
      if (this.#options.pace === 'real' && event.at > now) await paced(event.at - now, signal);
      now = Math.max(now, event.at);
      yield event;
    }
  }

  close(): Promise<void> {
    this.#options.close?.();
    return Promise.resolve();
  }
}

async function paced(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
  signal?.throwIfAborted();
}

function keyOf(request: GenerationRequest): string {
  return hash('sha256', canonicalJson(request), 'base64');
}
