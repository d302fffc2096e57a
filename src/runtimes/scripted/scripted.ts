import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GenerationEvent } from '../event.ts';
import { type FaultKind, RuntimeFault } from '../fault.ts';
import type { GenerationRequest } from '../request.ts';
import type { Runtime, RuntimeIdentity } from '../runtime.ts';
import { type Cue, type Fault, Play, wordsOf } from './cue.ts';
import type { Script } from './script.ts';

export interface ScriptedOptions {
  /** `real` waits as the script says; `none` does not wait and reckons its times; none unless it is said. */
  readonly clock?: 'real' | 'none';
  readonly concurrency?: number;
}

/** A model that answers by a script: for tests, for examples, for rehearsing a study without a model. */
export class ScriptedRuntime implements Runtime {
  readonly concurrency: number;
  readonly #play: Play;
  readonly #real: boolean;

  constructor(script: Script, options: ScriptedOptions = {}) {
    this.concurrency = options.concurrency ?? 64;
    this.#real = options.clock === 'real';
    this.#play = new Play(script);
  }

  describe(): RuntimeIdentity {
    const { script } = this.#play;
    const digest = createHash('sha256').update(JSON.stringify(script)).digest('hex');
    return {
      runtime: 'scripted',
      model: script.model,
      settings: { script: digest },
      capabilities: ['chat', 'text', 'prefill', 'seed', 'logprobs'],
    };
  }

  async *generate(request: GenerationRequest, signal?: AbortSignal): AsyncGenerator<GenerationEvent> {
    signal?.throwIfAborted();
    const cues = this.#play.answer(request);
    if (cues === undefined) throw new RuntimeFault('invalid', 'the script has no line for this prompt');
    const began = performance.now();
    let reckoned = 0;
    let words = 0;
    for (const cue of cues) {
      reckoned += cue.after;
      if (this.#real && cue.after > 0) await sleep(cue.after, undefined, { signal }).catch(() => {});
      signal?.throwIfAborted();
      const at = this.#real ? Math.round((performance.now() - began) * 10) / 10 : reckoned;
      if (cue.kind === 'text' || cue.kind === 'reasoning') words += wordsOf(cue.text).length;
      if (cue.kind === 'fault') yield* fails(cue, at, signal);
      else yield* eventsOf(cue, at, request, words, this.#play.script.model);
    }
  }

  async close(): Promise<void> {}
}

function* eventsOf(
  cue: Exclude<Cue, { kind: 'fault' }>,
  at: number,
  request: GenerationRequest,
  words: number,
  model: string,
): Generator<GenerationEvent> {
  const { after: _, ...rest } = cue;
  if (rest.kind === 'end') {
    yield { ...rest, at, model, usage: { completionTokens: words } };
  } else if (rest.kind === 'text') {
    yield { kind: 'text', at, text: rest.text };
    const tokens = wordsOf(rest.text).map((text) => ({ text, logprob: rest.logprob }));
    if (request.logprobs !== undefined) yield { kind: 'logprobs', at, tokens };
  } else {
    yield { ...rest, at };
  }
}

const FAULTS: Readonly<Partial<Record<Fault, readonly [FaultKind, string]>>> = {
  busy: ['unavailable', 'the script says that it is busy'],
  down: ['unavailable', 'the script says that it is down'],
  garbage: ['garbage', 'the script answers what cannot be read'],
  invalid: ['invalid', 'the script does not take this request'],
  refused: ['refused', 'the script refuses'],
};

async function* fails(
  { fault }: Extract<Cue, { kind: 'fault' }>,
  at: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerationEvent> {
  const thrown = FAULTS[fault];
  if (thrown !== undefined) throw new RuntimeFault(thrown[0], thrown[1]);
  if (fault === 'hang') {
    if (signal === undefined) throw new RuntimeFault('unavailable', 'the script never ends, and nobody can give it up');
    if (!signal.aborted) await once(signal, 'abort');
    signal.throwIfAborted();
  }
  if (fault === 'half-character') yield { kind: 'text', at, text: '\ufffd' };
  yield { kind: 'end', at, finish: { reason: 'cut', why: 'the script breaks off' } };
}
