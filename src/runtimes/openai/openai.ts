import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../../core/errors.ts';
import { maskSecrets } from '../../core/secrets.ts';
import { backOff } from '../../sources/http/retry.ts';
import type { GenerationEvent } from '../event.ts';
import type { GenerationRequest } from '../request.ts';
import type { Capability, Runtime, RuntimeIdentity } from '../runtime.ts';
import { attempt } from './attempt.ts';
import { type Asked, asked } from './body.ts';
import { declared, type Dialect, type DialectName, type Prefill, type ThinkingField } from './dialect.ts';
import { type Endpoint, endpointAt } from './endpoint.ts';
import { type Failure, failureOf } from './failure.ts';
import { Gate, type Outcome } from './gate.ts';
import { type KeyOptions, keyFor, type Secret } from './key.ts';
import { Mask } from './mask.ts';
import { resolveModel } from './models.ts';
import { type Bounds, BOUNDS, type Timings, TIMINGS } from './timings.ts';
import { Transport } from './transport.ts';

export interface OpenAiOptions extends KeyOptions {
  /** Up to and without `/chat/completions`. */
  readonly endpoint: string;
  /** Where the server lists exactly one it may be left out. */
  readonly model?: string | undefined;
  /** What the server is, and so what it takes. */
  readonly dialect?: DialectName | undefined;
  /** What it offers beyond that. */
  readonly offers?: readonly Capability[] | undefined;
  readonly prefill?: Prefill | undefined;
  /** The field that bounds thinking, where it is not the dialect's. */
  readonly thinking?: ThinkingField | undefined;
  /** Whether answers come as they are made; true unless it is said. */
  readonly stream?: boolean | undefined;
  /** Further fields of each request; null takes one away. They are part of the identity. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  /** Requests at one time at most. */
  readonly concurrency?: number | undefined;
  /** Attempts at one answer, for faults alone. */
  readonly attempts?: number | undefined;
  /** Asks for the list of models at once, and holds the name against it. Always done where no name is given. */
  readonly probe?: boolean | undefined;
  readonly timings?: Partial<Timings> | undefined;
  readonly bounds?: Partial<Bounds> | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly userAgent?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const DEFAULTS = { dialect: 'generic', stream: true, concurrency: 8, attempts: 6 } as const;

interface Parts {
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  readonly model: string;
  readonly dialect: Dialect;
  readonly secret: Secret | undefined;
  readonly options: OpenAiOptions;
}

/** A model behind an OpenAI-compatible server. */
export class OpenAiRuntime implements Runtime {
  readonly concurrency: number;
  readonly #parts: Parts;
  readonly #gate: Gate;
  readonly #timings: Timings;
  readonly #bounds: Bounds;

  private constructor(parts: Parts, concurrency: number) {
    this.#parts = parts;
    this.concurrency = concurrency;
    this.#gate = new Gate(concurrency);
    this.#timings = { ...TIMINGS, ...parts.options.timings };
    this.#bounds = { ...BOUNDS, ...parts.options.bounds };
  }

  /** @throws UsageError, or RuntimeFault where a list of models was asked for in vain */
  static async open(options: OpenAiOptions): Promise<OpenAiRuntime> {
    const { env = process.env, userAgent = 'assay' } = options;
    const dialect = declared(options.dialect ?? DEFAULTS.dialect, options.offers, options.prefill, options.thinking);
    const concurrency = options.concurrency ?? dialect.concurrency ?? DEFAULTS.concurrency;
    if (!Number.isSafeInteger(concurrency) || concurrency < 1 || concurrency > 4096)
      throw new UsageError('the concurrency of an endpoint is a number from 1 to 4096');
    const endpoint = endpointAt(options.endpoint);
    const key = await keyFor(endpoint.url, options, env);
    const transport = await Transport.open({
      endpoint,
      credential: key?.credential,
      env,
      userAgent,
      connections: concurrency,
      timings: { ...TIMINGS, ...options.timings },
      bounds: { ...BOUNDS, ...options.bounds },
    });
    try {
      const listed = options.probe === true || options.model === undefined;
      const model = listed ? await resolveModel(transport, options.model, options.signal) : (options.model ?? '');
      const parts = { endpoint, transport, model, dialect, secret: key?.secret, options };
      return new OpenAiRuntime(parts, concurrency);
    } catch (error) {
      await transport.close();
      throw error;
    }
  }

  describe(): RuntimeIdentity {
    const { endpoint, model, dialect, secret, options } = this.#parts;
    const mask = new Mask(secret);
    const fields = options.fields === undefined ? undefined : maskSecrets(mask.whole(JSON.stringify(options.fields)));
    return {
      runtime: 'openai',
      model: mask.whole(model),
      endpoint: mask.whole(endpoint.shown),
      settings: {
        dialect: options.dialect ?? DEFAULTS.dialect,
        ...(dialect.prefill === undefined ? {} : { prefill: dialect.prefill }),
        // Of a dialect it goes without saying, and older journals do not say it.
        ...(options.thinking === undefined ? {} : { thinking: options.thinking }),
        ...dialect.neutral,
        ...(fields === undefined ? {} : { fields }),
      },
      capabilities: dialect.offers,
    };
  }

  async *generate(request: GenerationRequest, signal?: AbortSignal): AsyncGenerator<GenerationEvent> {
    const { model, dialect, options } = this.#parts;
    const { stream = DEFAULTS.stream, fields = {}, attempts = DEFAULTS.attempts } = options;
    const question = asked(request, { model, dialect, stream, fields });
    for (let count = 1; ; count++) {
      const once = this.#once(question, request, signal, count > 1);
      let failure: Failure | undefined;
      try {
        let step = await once.next();
        for (; step.done !== true; step = await once.next()) for (const event of step.value) yield event;
        failure = step.value;
      } finally {
        // Where its reader stops, so does it.
        await once.return(undefined);
      }
      if (failure === undefined) return;
      if (!failure.passing || count >= attempts) throw this.#masked(failure).fault(count);
      const wait = backOff(count, this.#timings.backOff, Math.random);
      await sleep(Math.max(wait, failure.wait ?? 0), undefined, { signal }).catch(() => {});
      signal?.throwIfAborted();
    }
  }

  async *#once(
    question: Asked,
    request: GenerationRequest,
    signal: AbortSignal | undefined,
    again: boolean,
  ): AsyncGenerator<readonly GenerationEvent[], Failure | undefined> {
    const turn = await this.#gate.enter(signal, again);
    const mask = new Mask(this.#parts.secret);
    let outcome: Outcome = 'failed';
    let pause: number | undefined;
    const reply = this.#parts.transport.ask(question.path, question.body, signal);
    try {
      await reply.begin();
      for await (const batch of attempt(reply, { asked: request, bounds: this.#bounds, signal, mask })) {
        if (batch.at(-1)?.kind === 'end') outcome = 'ok';
        yield mask.batch(batch);
      }
      return undefined;
    } catch (error) {
      reply.abort(error);
      signal?.throwIfAborted();
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      if (failure.busy) [outcome, pause] = ['busy', failure.wait];
      return failure;
    } finally {
      reply.leave();
      turn.leave(outcome, pause);
    }
  }

  #masked(failure: Failure): Failure {
    failure.message = new Mask(this.#parts.secret).whole(failure.message);
    return failure;
  }

  async close(): Promise<void> {
    await this.#parts.transport.close();
  }
}
