import type { Finish, GenerationEvent } from '../event.ts';
import type { GenerationRequest } from '../request.ts';
import { AnswerReader } from '../wire/answer-reader.ts';
import { errorOf } from '../wire/error-body.ts';
import { EventStream, type StreamEvent } from '../wire/event-stream.ts';
import { moderationOfError } from '../wire/moderation.ts';
import { Failure, failureOf, stated } from './failure.ts';
import type { Mask } from './mask.ts';
import type { Bounds } from './timings.ts';
import { type Reply, textOfBody } from './reply.ts';

export interface Attempt {
  readonly asked: GenerationRequest;
  readonly bounds: Bounds;
  readonly signal: AbortSignal | undefined;
  /** Takes the key out of what the server sent, before anything is cut. */
  readonly mask: Mask;
}

/** What came at one time: each layer that hands on events one by one costs as much as reading them. */
type Batch = readonly GenerationEvent[];

/**
 * One attempt at an answer. Nothing is given out before something of the answer came, so that an attempt that fails leaves
 * no trace; from then on it always ends with an `end`.
 * @throws Failure before anything of the answer came; the abort of the caller at any time
 */
export function attempt(reply: Reply, how: Attempt): AsyncGenerator<Batch> {
  if (reply.status >= 300 && reply.status < 400) throw redirected(reply);
  if (reply.status < 200 || reply.status >= 400) return refusal(reply, how);
  return answer(reply, new AnswerReader(), how);
}

function redirected({ status }: Reply): Failure {
  const why = 'a key and a prompt go to the host that was named and to no other';
  return new Failure('refused', `the server redirects (${status}), which is not followed: ${why}`, { status });
}

/** Moderation is an answer, whatever its status, and is never asked again. */
async function* refusal(reply: Reply, { bounds, mask }: Attempt): AsyncGenerator<Batch> {
  const { text } = await textOfBody(reply, bounds.error);
  const error = errorOf(mask.whole(text), reply.status);
  const filter = moderationOfError(error, false);
  if (filter === undefined) throw stated(error, (name) => reply.header(name));
  const at = reply.elapsed();
  const end = new AnswerReader().end(at, { reason: 'filter', raw: filter.code }, providerOf(reply));
  yield [{ kind: 'filter', at, filter }, end];
}

async function* answer(reply: Reply, reader: AnswerReader, how: Attempt): AsyncGenerator<Batch> {
  const { asked, signal } = how;
  const held: GenerationEvent[] = [];
  let why: string | undefined;
  let withLogprobs = false;
  try {
    for await (const batch of parts(reply, reader, how)) {
      withLogprobs ||= batch.some(({ kind }) => kind === 'logprobs');
      held.push(...batch);
      if (reader.received) yield held.splice(0);
    }
  } catch (error) {
    signal?.throwIfAborted();
    const failure = failureOf(error);
    if (failure === undefined || !reader.received) throw failure ?? error;
    why = failure.message;
  }
  const finish = ending(reader, why);
  // The word is the last that matters; what breaks behind it is no loss.
  if (finish instanceof Failure) throw finish;
  if (asked.logprobs !== undefined && reader.shown && !withLogprobs && finish.reason === 'stop')
    throw new Failure('unsupported', 'the server gives no log-probabilities, which it was declared to offer');
  yield [...held, reader.end(reply.elapsed(), finish, providerOf(reply))];
}

async function* parts(reply: Reply, reader: AnswerReader, { bounds, mask }: Attempt): AsyncGenerator<Batch> {
  const type = reply.header('content-type') ?? '';
  if (/^text\/html/i.test(type)) throw new Failure('garbage', 'the server answers with a page of HTML');
  if (/json/i.test(type) && !/event-stream|ndjson|jsonl/i.test(type)) {
    const { text } = await textOfBody(reply, bounds.answer);
    yield reader.read(mask.whole(text), reply.elapsed());
    return;
  }
  const stream = new EventStream(bounds.event);
  const read = (events: readonly StreamEvent[], now: number): Batch =>
    events.flatMap(({ data }) => reader.read(mask.whole(data), now));
  for (let chunk = await reply.next(); chunk !== undefined; chunk = await reply.next()) {
    yield read(stream.feed(chunk), reply.elapsed());
    // Not before: what came ahead of an event that is too long stands.
    stream.check();
    if (reader.done || reader.error !== undefined) return;
    if (reader.finish !== undefined) reply.settle();
  }
  yield read(stream.end(), reply.elapsed());
  stream.check();
  if (stream.foreign && !reader.received) throw new Failure('garbage', 'the server sends what is no stream of events');
}

/** How an answer ended, from all that is known of it. */
function ending(reader: AnswerReader, broken: string | undefined): Finish | Failure {
  if (reader.finish !== undefined) return reader.finish;
  if (reader.error !== undefined) {
    const failure = stated(reader.error);
    if (!reader.received) return failure;
    const raw = reader.error.codes[0];
    return { reason: 'cut', why: failure.message, ...(raw === undefined ? {} : { raw: raw.slice(0, 200) }) };
  }
  if (!reader.received) {
    if (reader.others > 0 || reader.done) return new Failure('garbage', 'the server sent nothing that is an answer');
    return new Failure('unavailable', 'the server ended an answer before it began', { passing: true });
  }
  if (broken !== undefined) return { reason: 'cut', why: broken };
  if (reader.done) return { reason: 'other', raw: '[DONE]' };
  return { reason: 'cut', why: 'the answer ended without a word why' };
}

/** Headers in which routers and hosts say who or where it was: Hugging Face's router; LiteLLM and others; Azure; Groq. */
const PROVIDERS = ['x-inference-provider', 'x-provider', 'x-ms-region', 'x-groq-region'];

function providerOf(reply: Reply): string | undefined {
  return PROVIDERS.map((name) => reply.header(name))
    .find((name) => name !== undefined && name !== '')
    ?.slice(0, 200);
}
