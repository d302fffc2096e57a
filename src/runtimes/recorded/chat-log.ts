import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import type { GenerationEvent } from '../event.ts';
import { RuntimeFault } from '../fault.ts';
import { type Recording, replay } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import type { Runtime, RuntimeIdentity } from '../runtime.ts';
import { importChats } from './import-chats.ts';

/**
 * A person's own chat as a model that was asked already. An answer belongs to the question that the log holds with it, and
 * is given once. How the service sampled, and what else it told the model, no log says.
 * @throws UsageError where the log holds no question with its answer, InputError where it is no log
 */
export async function openChatLog(path: string, limits: Limits): Promise<Runtime> {
  const { chats, unknown } = await importChats(path, limits);
  const asked = chats.flatMap(({ question, recording }) =>
    question === undefined ? [] : [{ question: question.trim(), recording }],
  );
  if (asked.length === 0) throw new UsageError(reason(chats.length, unknown.length));
  const held = new Map<string, Recording[]>();
  for (const { question, recording } of asked) held.set(question, [...(held.get(question) ?? []), recording]);
  const services = [...new Set(chats.map(({ service }) => service))].toSorted().join(', ');
  const addresses = new Set(chats.map(({ address }) => address));
  const [address] = addresses.size === 1 ? addresses : [];
  const identity: RuntimeIdentity = {
    runtime: 'recorded',
    model: services,
    ...(address === undefined ? {} : { endpoint: address }),
    settings: { log: await digestOf(path), sampling: 'not known', times: chats[0]?.times ?? 'order' },
    capabilities: ['chat'],
  };
  return {
    describe: () => identity,
    concurrency: 64,
    replays: true,
    generate: (request, signal) => answer(held, request, signal),
    close: () => Promise.resolve(),
  };
}

function reason(answers: number, unknown: number): string {
  if (answers > 0)
    return 'the log holds an answer and not its question: give it a first line {"question": "…"}, or save the chat as HAR';
  return unknown > 0 ? 'the log is of a service in no form that is known' : 'the log holds no answer';
}

async function* answer(
  held: ReadonlyMap<string, Recording[]>,
  request: GenerationRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<GenerationEvent> {
  signal?.throwIfAborted();
  const question = questionOf(request);
  const recordings = held.get(question);
  if (recordings === undefined) throw unsupported('this question is not in the log');
  const recording = recordings.shift();
  if (recording === undefined) throw unsupported('the log answers this question less often than it is asked');
  yield* replay(recording);
}

/** @throws RuntimeFault for what nobody types into a chat */
function questionOf({ prompt }: GenerationRequest): string {
  const [message, ...more] = prompt.kind === 'chat' && prompt.prefill === undefined ? prompt.messages : [];
  if (message?.role !== 'user' || more.length > 0)
    throw unsupported('a log of a chat answers plain questions alone: no system turn, no prefill, no raw text');
  return message.content.trim();
}

const unsupported = (why: string): RuntimeFault => new RuntimeFault('unsupported', why, { attempts: 0 });

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
