import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { answerOf } from '../answer.ts';
import { record } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import type { OpenAiOptions } from './openai.ts';
import { all, delta, event, open, question, say, stop, stream, testServer } from './server.fixture.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

/** What is sent for a request. */
async function sent(request: GenerationRequest, options: Partial<OpenAiOptions> = {}) {
  const content = [{ token: 'a', logprob: -1 }];
  const server = await testServer((response) =>
    stream(response, event({ choices: [{ delta: { content: 'a' }, logprobs: { content } }] }), stop),
  );
  const runtime = await open(server.endpoint, options);
  ending.push(server.close, () => runtime.close());
  await all(runtime.generate(request));
  return server.seen[0] ?? expect.fail('nothing was sent');
}

const messages = [{ role: 'user', content: 'Where is the Seine?' }];
const prefilled = question({ prompt: { kind: 'chat', messages: [{ role: 'user', content: 'a' }], prefill: 'It is' } });

describe('a request', () => {
  it('for a chat is what the protocol has in common', async () => {
    const { url, body } = await sent(question());
    expect(url).toBe('/v1/chat/completions');
    const stream_options = { include_usage: true };
    expect(body).toEqual({ model: 'm', messages, temperature: 0, max_tokens: 64, stream: true, stream_options });
  });

  it('for a text goes to completions', async () => {
    const prompt = { kind: 'text', text: 'The Seine is' } as const;
    const { url, body } = await sent(question({ prompt, logprobs: 3 }), { dialect: 'vllm' });
    expect([url, body['prompt'], body['logprobs']]).toEqual(['/v1/completions', 'The Seine is', 3]);
  });

  it('has the sampling that is asked for, by the names of its server', async () => {
    const sampling = { temperature: 0.7, topP: 0.9, topK: 40, seed: 7, maxTokens: 5, stop: ['\n'] };
    expect((await sent(question({ sampling }), { dialect: 'vllm' })).body).toMatchObject({
      temperature: 0.7,
      top_p: 0.9,
      top_k: 40,
      seed: 7,
      max_tokens: 5,
      stop: ['\n'],
    });
    const { body } = await sent(question({ sampling: { temperature: 1, maxTokens: 5, seed: 7 } }), {
      dialect: 'openai',
    });
    expect(body).toMatchObject({ max_completion_tokens: 5 });
    expect(body).not.toHaveProperty('seed');
  });

  it.each([
    ['continue-final-message', { continue_final_message: true, add_generation_prompt: false }, {}],
    ['last-assistant', {}, {}],
    ['prefix', {}, { prefix: true }],
  ] as const)('begins the answer by %s', async (prefill, fields, flag) => {
    const { body } = await sent(prefilled, { prefill });
    expect(body).toMatchObject(fields);
    expect(body['messages']).toEqual([
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'It is', ...flag },
    ]);
  });

  it.each([
    [{ server: 'openai' }, { kind: 'effort', effort: 'low' }, { reasoning_effort: 'low' }],
    [{ server: 'openrouter' }, { kind: 'effort', effort: 'low' }, { reasoning: { effort: 'low' } }],
    [{ server: 'openrouter' }, { kind: 'tokens', tokens: 512 }, { reasoning: { max_tokens: 512 } }],
    [{ server: 'vllm', offers: ['thinking-budget'] }, { kind: 'tokens', tokens: 9 }, { thinking_token_budget: 9 }],
    [
      { server: 'generic', thinking: 'thinking_budget' },
      { kind: 'tokens', tokens: 9 },
      { enable_thinking: true, thinking_budget: 9 },
    ],
    [
      { server: 'generic', thinking: 'thinking' },
      { kind: 'tokens', tokens: 2048 },
      { thinking: { type: 'enabled', budget_tokens: 2048 } },
    ],
    [{ server: 'generic', thinking: 'thinking' }, { kind: 'tokens', tokens: 0 }, { thinking: { type: 'disabled' } }],
  ] as const)('bounds thinking as %j takes it', async ({ server: dialect, ...more }, thinking, fields) => {
    expect((await sent(question({ thinking }), { dialect, ...more })).body).toMatchObject(fields);
  });

  it('has the fields that its user adds, and not those taken away', async () => {
    const fields = { provider: { only: ['x'] }, temperature: null };
    const { body } = await sent(question(), { fields });
    expect(body).toMatchObject({ provider: { only: ['x'] } });
    expect(body).not.toHaveProperty('temperature');
  });

  it.each([
    ['prefill', prefilled],
    ['text', question({ prompt: { kind: 'text', text: 'a' } })],
    ['prompts of tokens', question({ prompt: { kind: 'tokens', tokens: [1] } })],
    ['logprobs', question({ logprobs: 0 })],
    ['prompt-logprobs', question({ promptLogprobs: true })],
    ['effort', question({ thinking: { kind: 'effort', effort: 'low' } })],
    ['thinking-budget', question({ thinking: { kind: 'tokens', tokens: 5 } })],
    ['top_k', question({ sampling: { temperature: 1, topK: 4, maxTokens: 1 } })],
  ])('for %s is not sent where the server was not declared to offer it', async (what, request) => {
    await expect(sent(request)).rejects.toMatchObject({ kind: 'unsupported', attempts: 0 });
    await expect(sent(request)).rejects.toThrow(what);
  });

  it('for log-probabilities says so where the server gives none after all', async () => {
    const server = await testServer((response) => stream(response, delta('a'), stop));
    const runtime = await open(server.endpoint, { offers: ['logprobs'] });
    ending.push(server.close, () => runtime.close());
    await expect(all(runtime.generate(question({ logprobs: 2 })))).rejects.toMatchObject({ kind: 'unsupported' });
  });
});

describe('an answer', () => {
  const whole = {
    model: 'm-1',
    choices: [
      { index: 0, message: { role: 'assistant', reasoning_content: 'well', content: 'Paris' }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 1 },
  };

  it('that comes whole is read like one in parts, asked so or not', async () => {
    for (const streamed of [false, true]) {
      const server = await testServer((response) => say(response, 200, whole, { 'x-inference-provider': 'host' }));
      const runtime = await open(server.endpoint, { stream: streamed });
      ending.push(server.close, () => runtime.close());
      const recording = await record(runtime.generate(question()));
      expect(answerOf(recording)).toMatchObject({ text: 'Paris', reasoning: { text: 'well' } });
      expect(recording.end).toMatchObject({ model: 'm-1', provider: 'host', usage: { promptTokens: 3 } });
      expect(server.seen[0]?.body['stream']).toBe(streamed);
    }
  });

  it('in parts keeps the time at which each came', async () => {
    const next: (() => void)[] = [];
    const server = await testServer((response) => {
      stream(response, delta('a'));
      next.push(
        () => response.write(delta('b')),
        () => response.end(stop),
      );
    });
    const runtime = await open(server.endpoint);
    ending.push(server.close, () => runtime.close());
    const times: number[] = [];
    for await (const { at } of runtime.generate(question())) {
      times.push(at);
      await sleep(30);
      next.shift()?.();
    }
    const [first = 0, second = 0, third = 0] = times;
    // Sent 30 ms after the one before had come.
    expect(second - first).toBeGreaterThanOrEqual(28);
    expect(third - second).toBeGreaterThanOrEqual(28);
  });

  it('with the log-probabilities of its prompt is asked for whole', async () => {
    const server = await testServer((response) =>
      say(response, 200, { ...whole, prompt_logprobs: [null, { 9: { logprob: -2, decoded_token: 'x' } }] }),
    );
    const runtime = await open(server.endpoint, { dialect: 'vllm' });
    ending.push(server.close, () => runtime.close());
    const recording = await record(runtime.generate(question({ promptLogprobs: true })));
    expect(recording.promptLogprobs).toEqual([{ text: 'x', id: 9, logprob: -2 }]);
    expect(server.seen[0]?.body).toMatchObject({ stream: false, prompt_logprobs: 0 });
  });
});
