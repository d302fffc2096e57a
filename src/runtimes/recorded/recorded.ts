import { createHash } from 'node:crypto';
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
}

type Held = Map<string, { readonly recordings: Recording[]; next: number }>;

/**
 * Replays what was recorded. Equal requests get their recordings in the order they were made, each once: an answer that is
 * given twice would count as two.
 */
export class RecordedRuntime implements Runtime {
  readonly concurrency = 64;
  readonly replays = true;
  readonly #held: Held;
  readonly #options: RecordedOptions;

  private constructor(held: Held, options: RecordedOptions) {
    this.#held = held;
    this.#options = options;
  }

  static async open(
    exchanges: AsyncIterable<Exchange> | Iterable<Exchange>,
    options: RecordedOptions,
  ): Promise<RecordedRuntime> {
    const held: Held = new Map();
    for await (const { request, recording } of exchanges) {
      const key = keyOf(request);
      const kept = held.get(key);
      if (kept === undefined) held.set(key, { recordings: [recording], next: 0 });
      else kept.recordings.push(recording);
    }
    return new RecordedRuntime(held, options);
  }

  describe(): RuntimeIdentity {
    return this.#options.identity;
  }

  /** @throws RuntimeFault `unsupported` for a request that was not recorded, or not once more */
  async *generate(request: GenerationRequest, signal?: AbortSignal): AsyncGenerator<GenerationEvent> {
    signal?.throwIfAborted();
    const kept = this.#held.get(keyOf(request));
    if (kept === undefined) throw new RuntimeFault('unsupported', 'this request was not recorded', { attempts: 0 });
    const recording = kept.recordings[kept.next];
    if (recording === undefined) {
      const count = kept.recordings.length;
      throw new RuntimeFault('unsupported', `this request was recorded ${count} times, and is asked once more`, {
        attempts: 0,
      });
    }
    kept.next++;
    let now = 0;
    for (const event of replay(recording)) {
      if (this.#options.pace === 'real' && event.at > now) await paced(event.at - now, signal);
      now = Math.max(now, event.at);
      yield event;
    }
  }

  async close(): Promise<void> {}
}

async function paced(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
  signal?.throwIfAborted();
}

function keyOf(request: GenerationRequest): string {
  return createHash('sha256').update(canonicalJson(request)).digest('base64');
}
