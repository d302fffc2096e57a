import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../answer.ts';
import type { GenerationEvent } from '../event.ts';
import { record } from '../recording.ts';
import { AnswerReader } from './answer-reader.ts';

function read(...parts: readonly unknown[]): GenerationEvent[] {
  const reader = new AnswerReader();
  const events = parts.flatMap((part, at) => [
    ...reader.read(typeof part === 'string' ? part : JSON.stringify(part), at),
  ]);
  return [...events, reader.end(parts.length, reader.finish ?? { reason: 'other' })];
}

const delta = (said: object, more: object = {}): unknown => ({ choices: [{ index: 0, delta: said, ...more }] });
const answer = async (...parts: readonly unknown[]) => answerOf(await record(read(...parts)));

describe('reasoning', () => {
  it.each(['reasoning', 'reasoning_content'])('is read from %s, in parts and whole', async (place) => {
    const expected = { text: 'Paris', reasoning: { place, text: 'well' } };
    expect(await answer(delta({ [place]: 'we' }), delta({ [place]: 'll' }), delta({ content: 'Paris' }))).toMatchObject(
      expected,
    );
    expect(
      await answer({ choices: [{ message: { role: 'assistant', content: 'Paris', [place]: 'well' } }] }),
    ).toMatchObject(expected);
  });

  it('that comes under both names is counted once', async () => {
    const { reasoning } = await answer(
      delta({ reasoning: 'well', reasoning_content: 'well' }),
      delta({ content: 'a' }),
    );
    expect(reasoning.text).toBe('well');
  });

  it('that is there and empty is told from none, through a journal too', async () => {
    const recording = await record(read({ choices: [{ message: { content: 'a', reasoning_content: '' } }] }));
    expect(answerOf(recording).reasoning).toEqual({ place: 'reasoning_content', text: '' });
    expect((await answer({ choices: [{ message: { content: 'a' } }] })).reasoning.place).toBe('none');
  });

  it('is read from parts of content', async () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'well' }] },
      { type: 'text', text: 'Paris' },
    ];
    expect(await answer(delta({ content }))).toMatchObject({
      text: 'Paris',
      reasoning: { place: 'thinking', text: 'well' },
    });
  });

  it('stays in the text where it stands between tags', async () => {
    expect(await answer(delta({ content: '<think>we' }), delta({ content: 'll</think>Paris' }))).toMatchObject({
      text: 'Paris',
      reasoning: { place: 'inline', text: 'well' },
    });
  });
});

describe('an end', () => {
  it.each([
    ['stop', 'stop'],
    ['end_turn', 'stop'],
    ['length', 'length'],
    ['MAX_TOKENS', 'length'],
    ['tool_calls', 'tool'],
    ['insufficient_system_resource', 'other'],
    ['__proto__', 'other'],
  ])('%s means %s, and keeps its word', (raw, reason) => {
    expect(read(delta({}, { finish_reason: raw })).at(-1)).toMatchObject({ finish: { reason, raw } });
  });

  it('keeps the word of the provider behind a router', () => {
    const end = read(delta({}, { finish_reason: 'stop', native_finish_reason: 'STOP_HOST' })).at(-1);
    expect(end).toMatchObject({ finish: { reason: 'stop', raw: 'stop', native: 'STOP_HOST' } });
  });

  it('is not a stop sequence that reads like one', () => {
    const end = read(delta({}, { finish_reason: 'stop', stop_reason: 'refusal' })).at(-1);
    expect(end).toMatchObject({ finish: { reason: 'stop', raw: 'stop' } });
  });

  it('names model, provider, fingerprint, tokens and cost', () => {
    const usage = {
      prompt_tokens: 5,
      completion_tokens: 7,
      completion_tokens_details: { reasoning_tokens: 3 },
      prompt_tokens_details: { cached_tokens: 2 },
      cost: 0.0012,
    };
    const about = { model: 'm-1', provider: 'host', system_fingerprint: 'fp', choices: [], usage };
    expect(read(about).at(-1)).toMatchObject({
      model: 'm-1',
      provider: 'host',
      fingerprint: 'fp',
      usage: { promptTokens: 5, completionTokens: 7, reasoningTokens: 3, cachedTokens: 2, cost: 0.0012 },
    });
  });

  it('may come with no text at all', () => {
    const events = read(delta({ role: 'assistant', content: '' }), delta({}, { finish_reason: 'stop' }));
    expect(events).toEqual([{ kind: 'end', at: 2, finish: { reason: 'stop', raw: 'stop' } }]);
  });
});

describe('log-probabilities', () => {
  it('are read in the form of chat, likeliest first', () => {
    const top = [
      { token: 'b', logprob: -2 },
      { token: 'a', logprob: -0.1, id: 7 },
    ];
    const content = [{ token: 'a', logprob: -0.1, bytes: [97], top_logprobs: top }];
    expect(read(delta({ content: 'a' }, { logprobs: { content } }))[1]).toMatchObject({
      tokens: [
        {
          text: 'a',
          logprob: -0.1,
          top: [
            { text: 'a', id: 7, logprob: -0.1 },
            { text: 'b', logprob: -2 },
          ],
        },
      ],
    });
  });

  it('are read in the form of completions, null left out', () => {
    const logprobs = { tokens: ['a', 'b'], token_logprobs: [null, -0.5], top_logprobs: [null, { c: -3, b: -0.5 }] };
    expect(read({ choices: [{ text: 'ab', logprobs }] })[1]).toMatchObject({
      tokens: [{ text: 'b', logprob: -0.5, top: [{ text: 'b' }, { text: 'c' }] }],
    });
  });

  it('of a prompt are read where each token stands alone', () => {
    const prompt = [null, { 15: { logprob: -1.5, rank: 4, decoded_token: ' a' } }];
    const [event] = read({ choices: [{ text: '', prompt_logprobs: prompt }] });
    expect(event).toMatchObject({ kind: 'prompt-logprobs', tokens: [{ text: ' a', id: 15, logprob: -1.5 }] });
    const doubtful = [null, { 15: { logprob: -1.5 }, 3: { logprob: -0.1 } }];
    expect(read({ choices: [{ text: '', prompt_logprobs: doubtful }] }).map(({ kind }) => kind)).toEqual(['end']);
  });
});

describe('a hostile answer', () => {
  const json = fc.oneof(
    fc.json(),
    fc
      .object({
        key: fc.constantFrom(
          'choices',
          'delta',
          'message',
          'content',
          'error',
          'code',
          'logprobs',
          'usage',
          'finish_reason',
          'index',
          'prompt_logprobs',
          'tokens',
          'reasoning',
          'provider',
          'prompt_filter_results',
          'filtered',
        ),
        maxDepth: 5,
      })
      .map((made) => JSON.stringify(made)),
    fc.string(),
  );

  it('never throws, and always gives events that a journal can hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 8 }), async (parts) => {
        const recording = await record(read(...parts));
        expect(JSON.parse(JSON.stringify(recording))).toEqual(recording);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a bounded number of what it cannot read, each cut short', () => {
    const events = read(...Array.from({ length: 1000 }, () => `x${'y'.repeat(5000)}`));
    expect(events.length).toBe(201);
    expect(Math.max(...events.map((event) => (event.kind === 'other' ? event.data.length : 0)))).toBe(2000);
  });

  it('that nests deeply is read without falling over', () => {
    const deep = `${'{"content_filter_results":'.repeat(5000)}1${'}'.repeat(5000)}`;
    expect(read(`{"choices":[],"prompt_filter_results":${deep}}`).at(-1)?.kind).toBe('end');
  });
});
