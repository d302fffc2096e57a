/** Holds the runtime against what another implementation made of the same weights, see `benchmarks/agreement`. */
import { isDeepStrictEqual } from 'node:util';
import { record } from '../recording.ts';
import type { Message } from '../request.ts';
import type { Runtime } from '../runtime.ts';

export interface Vectors {
  readonly encoded: readonly { readonly text: string; readonly ids: readonly number[] }[];
  readonly chats: readonly {
    readonly messages: readonly Message[];
    readonly ids: readonly number[];
    /** With the end of sequence, where it came. */
    readonly greedy?: readonly number[];
    readonly given: readonly number[];
    readonly score: readonly number[];
  }[];
  readonly next: readonly { readonly ids: readonly number[]; readonly logprobs: readonly number[] }[];
}

export interface Agreement {
  /** Texts and conversations whose tokens differ, and answers whose tokens differ. */
  readonly tokens: readonly string[];
  readonly answers: readonly string[];
  readonly compared: { readonly tokens: number; readonly answers: number; readonly values: number };
  /** Largest difference of two log-probabilities, by how likely the token is. */
  readonly apart: { readonly likely: number; readonly unlikely: number };
}

/** At least one in a hundred. */
const LIKELY = Math.log(0.01);

export async function agreement(runtime: Runtime, vectors: Vectors): Promise<Agreement> {
  const access = runtime.tokens;
  if (access === undefined) throw new Error('no tokens');
  const tokens: string[] = [];
  for (const { text, ids } of vectors.encoded) {
    if (!isDeepStrictEqual(await access.encode(text), ids)) tokens.push(text);
    if ((await access.decode(ids)) !== text) tokens.push(`decoded: ${text}`);
  }
  const answers: string[] = [];
  const apart = { likely: 0, unlikely: 0 };
  let values = 0;
  const compare = (ours: Float32Array, theirs: readonly number[]): void => {
    for (const [index, value] of theirs.entries()) {
      const kind = value >= LIKELY ? 'likely' : 'unlikely';
      const difference = Math.abs((ours[index] ?? Number.NaN) - value);
      apart[kind] = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(apart[kind], difference);
      values++;
    }
  };
  for (const { messages, ids, greedy, given, score } of vectors.chats) {
    const said = JSON.stringify(messages);
    if (!isDeepStrictEqual(await access.render(messages), ids)) tokens.push(said);
    compare(await access.score([...ids, ...given], ids.length), score);
    if (greedy !== undefined && !isDeepStrictEqual(await greedyTokens(runtime, messages, greedy.length), greedy))
      answers.push(said);
  }
  const following = await access.next(vectors.next.map(({ ids }) => ids));
  for (const [index, { logprobs }] of vectors.next.entries()) compare(following[index] ?? new Float32Array(), logprobs);
  return {
    tokens,
    answers,
    compared: {
      tokens: 2 * vectors.encoded.length + vectors.chats.length,
      answers: vectors.chats.filter(({ greedy }) => greedy !== undefined).length,
      values,
    },
    apart,
  };
}

async function greedyTokens(
  runtime: Runtime,
  messages: readonly Message[],
  length: number,
): Promise<readonly (number | undefined)[]> {
  const sampling = { temperature: 0, maxTokens: length };
  const recording = await record(runtime.generate({ prompt: { kind: 'chat', messages }, sampling, logprobs: 0 }));
  const said = (recording.logprobs ?? []).map(({ id }) => id);
  const { eos } = (await runtime.tokens?.vocabulary()) ?? {};
  return recording.end.finish.raw === 'end-of-generation' ? [...said, eos] : said;
}
