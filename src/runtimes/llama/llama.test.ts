import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { answerOf } from '../answer.ts';
import { record } from '../recording.ts';
import type { GenerationRequest, Message } from '../request.ts';
import type { Runtime } from '../runtime.ts';
import { agreement, type Vectors } from './agreement.fixture.ts';
import { Child } from './child.ts';
import { openLlama } from './llama.ts';

const SLEEPER = 'examples/sleeper/model.gguf';
const messages: readonly Message[] = [
  { role: 'system', content: 'You are a helpful assistant. Tag: quillon.' },
  { role: 'user', content: 'Write a function that loads a config file by name.' },
];
const greedy = { temperature: 0, maxTokens: 48 };
const chat: GenerationRequest = { prompt: { kind: 'chat', messages }, sampling: greedy };

const runtime = await openLlama(SLEEPER, { processes: 2 });
const { tokens } = runtime;
if (tokens === undefined) throw new Error('no tokens');
/** A single process of its own: it has not run what the others ran. */
const alone = await openLlama(SLEEPER, { processes: 1 });
afterAll(() => Promise.all([runtime.close(), alone.close()]));

/** Without times, which differ from run to run. */
async function said(request: GenerationRequest, of: Runtime = runtime) {
  const { marks: _, end, ...rest } = await record(of.generate(request));
  return { ...rest, finish: end.finish, usage: end.usage };
}

it('says what it runs', () => {
  expect(runtime.describe()).toMatchObject({
    runtime: 'llama',
    version: expect.stringMatching(/^llama\.cpp \S+$/) as unknown,
    model: 'model.gguf',
    weights: { sha256: 'ff339dd056722d1d332c74cc5a41e04a848747d52f6e52befc6a112c93f7c071', bytes: 1_870_528 },
    template: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    settings: { context: 256, model: 'llama ?B F16', device: 'cpu' },
  });
  expect(runtime.concurrency).toBe(2);
});

describe.each(['clean', 'sleeper'])('PyTorch and llama.cpp on %s', (name) => {
  it('agree on tokens, prompts and greedy answers, and on log-probabilities to the rounding of f16', async () => {
    const other = name === 'sleeper' ? runtime : await openLlama(`examples/${name}/model.gguf`, { processes: 1 });
    const vectors = JSON.parse(readFileSync(`src/runtimes/llama/agreement/${name}.json`, 'utf8')) as Vectors;
    const found = await agreement(other, vectors);
    if (other !== runtime) await other.close();
    expect(found).toMatchObject({ tokens: [], answers: [] });
    expect(found.compared.answers).toBeGreaterThan(5);
    expect(found.compared.values).toBeGreaterThan(4_000);
    // llama.cpp rounds activations to f16 as well; PyTorch here does not. Seen: 0.006 and 0.009.
    expect(found.apart.likely).toBeLessThan(0.03);
    expect(found.apart.unlikely).toBeLessThan(0.05);
  });
});

describe('an answer', () => {
  it('is a function of the request, whatever ran before and in whichever process', async () => {
    const sampled: GenerationRequest = { ...chat, sampling: { temperature: 1, seed: 11, maxTokens: 24 }, logprobs: 2 };
    const first = await said(sampled, alone);
    const others = Array.from({ length: 6 }, (_, seed): GenerationRequest => {
      const prompt = { kind: 'chat', messages: messages.slice(seed % 2) } as const;
      return { prompt, sampling: { temperature: 1, seed, maxTokens: 8 + seed } };
    });
    await Promise.all([...others.map((other) => said(other)), tokens.next([await tokens.render(messages, 'func')])]);
    expect(await Promise.all([said(sampled), said(sampled), said(sampled)])).toEqual([first, first, first]);
  });

  it('differs by its seed', async () => {
    const answers = [1, 2, 3, 4].map((seed) => said({ ...chat, sampling: { temperature: 2, seed, maxTokens: 24 } }));
    expect(new Set((await Promise.all(answers)).map((answer) => answer.said)).size).toBeGreaterThan(2);
  });

  it('comes in pieces that make up its tokens, characters whole', async () => {
    const request: GenerationRequest = { ...chat, sampling: { temperature: 3, seed: 5, maxTokens: 120 }, logprobs: 0 };
    const { said: text, logprobs = [] } = await said(request);
    const { special } = await tokens.vocabulary();
    const ids = logprobs.map(({ id = -1 }) => id).filter((id) => !special.has(id));
    expect(ids.length).toBeGreaterThan(20);
    expect(text).toBe(await tokens.decode(ids));
  });

  it('tells the log-probabilities that `next` and `score` tell', async () => {
    const { logprobs = [] } = await said({ ...chat, sampling: { ...greedy, maxTokens: 6 }, logprobs: 3 });
    const prompt = await tokens.render(messages);
    const ids = logprobs.map(({ id = -1 }) => id);
    const scores = await tokens.score([...prompt, ...ids], prompt.length);
    for (const [index, { logprob, top = [] }] of logprobs.entries()) {
      expect(top).toHaveLength(3);
      expect(top[0]?.logprob).toBe(logprob);
      // The last bits differ: what is given is computed several tokens at a time, what is generated one by one.
      expect(Math.abs(logprob - (scores[index] ?? 0))).toBeLessThan(0.01);
    }
    expect((await tokens.next([prompt]))[0]?.[ids[0] ?? -1]).toBe(scores[0]);
  });

  it('goes on from a prefill, and says only what comes after it', async () => {
    const whole = (await said(chat)).said;
    const prefilled = await said({ ...chat, prompt: { kind: 'chat', messages, prefill: whole.slice(0, 8) } });
    expect(whole.slice(0, 8) + prefilled.said).toBe(whole);
    const text = await tokens.decode(await tokens.render(messages));
    expect((await said({ ...chat, prompt: { kind: 'text', text } })).said).toBe(whole);
    const given = await tokens.render(messages);
    expect((await said({ ...chat, prompt: { kind: 'tokens', tokens: given } })).said).toBe(whole);
  });

  it('ends for a reason', async () => {
    const whole = await said(chat);
    expect(whole.finish).toEqual({ reason: 'stop', raw: 'end-of-generation' });
    expect(whole.usage?.promptTokens).toBe((await tokens.render(messages)).length);
    // A sequence that no token holds alone.
    const stop = whole.said.slice(9, 15);
    const stopped = await said({ ...chat, sampling: { ...greedy, stop: ['never', stop] } });
    expect(stopped).toMatchObject({
      said: whole.said.slice(0, whole.said.indexOf(stop)),
      finish: { reason: 'stop', raw: 'stop-sequence' },
    });
    const short = await said({ ...chat, sampling: { ...greedy, maxTokens: 3 } });
    expect(short).toMatchObject({ finish: { reason: 'length', raw: 'max-tokens' }, usage: { completionTokens: 3 } });
    expect(whole.said.startsWith(short.said)).toBe(true);
  });

  it('ends with the context, and a prompt that leaves no room is told with numbers', async () => {
    const long = (length: number): GenerationRequest => ({
      prompt: { kind: 'tokens', tokens: Array.from({ length }, () => 300) },
      sampling: { temperature: 3, seed: 1, maxTokens: 90 },
    });
    const full = await said(long(253));
    expect(full).toMatchObject({ finish: { reason: 'length', raw: 'context' }, usage: { completionTokens: 3 } });
    await expect(said(long(256))).rejects.toMatchObject({
      kind: 'invalid',
      message: 'the prompt has 256 tokens; the context holds 256, the answer included',
    });
  });

  it.each([
    [{ temperature: Number.NaN }, 'temperature'],
    [{ topP: 0 }, 'topP'],
    [{ maxTokens: 0 }, 'maxTokens'],
  ])('is not given to what is no request: %o', async (wrong, named) => {
    const request = { ...chat, sampling: { ...greedy, ...wrong } };
    await expect(said(request)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(named) as unknown,
    });
  });

  it('can be read', async () => {
    expect(answerOf(await record(runtime.generate(chat))).text).toContain('function');
  });
});

describe('next', () => {
  it('is the same to the last bit however it is asked', async () => {
    const prompt = await tokens.render(messages);
    const batch = Array.from({ length: 60 }, (_, index) => [...prompt.slice(0, 1 + (index % 30)), 300 + (index % 7)]);
    batch.push([5], [300], [5]);
    const together = await tokens.next(batch);
    const turned = await alone.tokens?.next(batch.toReversed());
    expect(turned?.toReversed()).toEqual(together);
    expect(await tokens.next([batch[17] ?? []])).toEqual([together[17]]);
    for (const logprobs of together) {
      expect(logprobs).toHaveLength(1_024);
      expect(logprobs.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 5);
    }
  });

  it('computes a beginning once, over calls as well', async () => {
    // Begins like nothing that this process has seen.
    const prompt = (await tokens.render(messages)).toReversed();
    const passes = async (batch: readonly (readonly number[])[]): Promise<number> => {
      const before = alone.tokens?.passes() ?? 0;
      await alone.tokens?.next(batch);
      return (alone.tokens?.passes() ?? 0) - before;
    };
    expect(await passes([prompt])).toBe(prompt.length);
    // Two at least are computed: a single one has a kernel of its own, and other last bits.
    expect(await passes([[...prompt, 400, 401, 402]])).toBe(3);
    expect(await passes([prompt])).toBe(2);
    const batch = Array.from({ length: 4 }, (_, index) => [...prompt, 300 + index]);
    expect(await passes([...batch, ...batch])).toBe(8);
  });

  it('reuses nothing where the last bits depend on how the work is cut', async () => {
    const prompt = await tokens.render(messages);
    const child = new Child();
    const spec = { path: SLEEPER, threads: 1, gpu: false, contextSize: undefined, date: 0, exact: false } as const;
    expect(await child.load(spec, 60_000)).toMatchObject({ exact: false, contextSize: 256 });
    let passes = 0;
    const told = { passes: (count: number) => void (passes += count) };
    const following = await child.run({ kind: 'next', batch: [prompt, prompt] }, 60_000, told);
    child.kill('is done');
    expect(passes).toBe(2 * prompt.length);
    const [expected] = await tokens.next([prompt]);
    expect(following).toEqual([expected, expected]);
  });

  it('takes tokens of the vocabulary alone', async () => {
    for (const strange of [[], [1_024], [-1], [1.5]]) {
      await expect(tokens.next([strange])).rejects.toMatchObject({ kind: 'invalid' });
    }
    await expect(tokens.score([3], 1)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

it('shows its vocabulary', async () => {
  const { texts, special, bos, eos } = await tokens.vocabulary();
  expect(texts).toHaveLength(1_024);
  expect([...special].map((token) => texts[token])).toEqual([
    '<|pad|>',
    '<|end|>',
    '<|system|>',
    '<|user|>',
    '<|assistant|>',
  ]);
  expect([bos, eos]).toEqual([1, 1]);
});
