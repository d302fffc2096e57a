import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import { answerOf } from '../answer.ts';
import type { Places } from './declared.ts';
import { importChats } from './import-chats.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-chats-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function imported(text: string, places?: Places, limits = resolveLimits()) {
  const path = join(folder, `log-${count++}`);
  writeFileSync(path, text);
  return importChats(path, limits, places);
}

const sse = (...data: readonly unknown[]): string =>
  data.map((part) => `data: ${typeof part === 'string' ? part : JSON.stringify(part)}\n\n`).join('');

async function one(text: string, places?: Places) {
  const { chats } = await imported(text, places);
  const chat = chats[0] ?? expect.fail('nothing was read');
  return { ...chat, answer: answerOf(chat.recording) };
}

const snapshot = (fragments: readonly object[]) => ({
  v: { response: { message_id: 2, role: 'ASSISTANT', status: 'WIP', ban_regenerate: false, fragments } },
});
const append = (v: string) => ({ p: 'response/fragments/-1/content', o: 'APPEND', v });
const ready = 'event: ready\ndata: {"request_message_id":1,"response_message_id":2}\n\n';
const finished = { p: 'response/status', o: 'SET', v: 'FINISHED' };
const banned = {
  p: 'response',
  o: 'BATCH',
  v: [
    { p: 'ban_regenerate', v: true },
    { p: 'quasi_status', v: 'CONTENT_FILTER' },
  ],
};

describe("DeepSeek's own chat", () => {
  const thinking = [snapshot([{ id: 2, type: 'THINK', content: 'The ' }]), append('user'), { v: ' asks' }];
  const elapsed = { p: 'response/fragments/-1/elapsed_secs', o: 'SET', v: 1.2 };
  const answering = { p: 'response/fragments', o: 'APPEND', v: [{ id: 3, type: 'RESPONSE', content: 'In ' }] };

  it('is read from its patches: path and operation go on with the last', async () => {
    const parts = [
      ...thinking,
      elapsed,
      answering,
      { p: 'response/fragments/-1/content', v: '1989' },
      { v: ' it' },
      finished,
    ];
    const { answer, service } = await one(ready + sse(...parts));
    expect([service, answer.text, answer.reasoning.text]).toEqual(['deepseek-chat', 'In 1989 it', 'The user asks']);
    expect(answer.finish).toEqual({ reason: 'stop', raw: 'FINISHED' });
    expect(answer.filters).toEqual([]);
  });

  it('taken back in mid-answer keeps what was shown, and FINISHED after it changes nothing', async () => {
    const { answer, recording } = await one(ready + sse(...thinking, answering, { v: '1989' }, banned, finished));
    expect(answer.finish).toEqual({ reason: 'filter', raw: 'CONTENT_FILTER' });
    expect(answer.filters).toEqual([{ service: 'deepseek-chat', phase: 'output', code: 'CONTENT_FILTER' }]);
    expect(recording.said).toBe('In 1989');
    expect(recording.asides?.some((aside) => aside.kind === 'other' && aside.data.includes('ban_regenerate'))).toBe(
      true,
    );
  });

  it.each([
    ['a status that is set', [{ p: 'response/status', o: 'SET', v: 'CONTENT_FILTER' }]],
    ['a status in a batch', [{ p: 'response', o: 'BATCH', v: [{ p: 'status', v: 'CONTENT_FILTER' }] }]],
  ])('is taken back by %s', async (_, end) => {
    expect((await one(sse(...thinking, ...end))).answer.filters.length).toBe(1);
  });

  it('shows what is put in the place of an answer', async () => {
    const template = [{ id: 4, type: 'TEMPLATE_RESPONSE', content: 'Sorry, ' }];
    const parts = [answering, { v: '1989' }, banned, { p: 'response/fragments', o: 'SET', v: template }, append('no.')];
    const { answer } = await one(ready + sse(snapshot([]), ...parts, finished));
    expect([answer.text, answer.withdrawn]).toEqual(['Sorry, no.', 'In 1989']);
  });

  it('blocked before anything was shown has no phase that can be known', async () => {
    const { answer } = await one(sse(snapshot([]), banned));
    expect(answer.filters).toEqual([{ service: 'deepseek-chat', phase: 'unknown', code: 'CONTENT_FILTER' }]);
    expect(answer.text).toBe('');
  });

  it('is read in its form of early 2025', async () => {
    const parts = [
      { v: { response: { message_id: 2, content: '', thinking_content: null, status: 'WIP' } } },
      { p: 'response/thinking_content', o: 'APPEND', v: 'Well' },
      { v: ', well' },
      { p: 'response/content', o: 'APPEND', v: 'In 1989' },
      { p: 'response/content', o: 'SET', v: 'Sorry.' },
    ];
    const { answer } = await one(sse(...parts, { p: 'response/status', v: 'CONTENT_FILTER' }));
    expect(answer).toMatchObject({ text: 'Sorry.', withdrawn: 'In 1989', reasoning: { text: 'Well, well' } });
  });

  it('that breaks off is cut', async () => {
    expect((await one(sse(...thinking))).answer.finish).toMatchObject({ reason: 'cut' });
  });
});

describe('a log of events', () => {
  const part = (content: string, finish_reason: string | null = null) => ({
    choices: [{ index: 0, delta: { content }, finish_reason }],
  });

  it('in the OpenAI form is read as from a server', async () => {
    const { answer, service, times } = await one(sse(part('In '), part('1989'), part('', 'content_filter'), '[DONE]'));
    expect([service, times, answer.text]).toEqual(['openai', 'order', 'In 1989']);
    expect(answer.filters).toMatchObject([{ service: 'openai', phase: 'output' }]);
  });

  it('with times keeps them', async () => {
    const lines = [part('In '), part('1989'), part('', 'stop')].map((data, index) =>
      JSON.stringify({ at: 100 + index * 50, data: JSON.stringify(data) }),
    );
    const { recording, times } = await one(`${lines.join('\n')}\n{"at": 30`);
    expect([times, recording.marks, recording.end.at]).toEqual([
      'each',
      [
        [100, 3, 0],
        [150, 7, 0],
      ],
      200,
    ]);
  });

  it('of another service is read by the places that its user declares', async () => {
    const events = [
      { delta: { thinking: 'hm' } },
      { delta: { text: 'Yes' } },
      { delta: { text: ', so' } },
      { delta: { stop: 'refusal' } },
    ];
    const places = { text: 'delta.text', reasoning: 'delta.thinking', finish: 'delta.stop' };
    const { answer } = await one(sse(...events), places);
    expect(answer).toMatchObject({
      text: 'Yes, so',
      reasoning: { text: 'hm' },
      finish: { reason: 'filter', raw: 'refusal' },
    });
  });

  it('that holds all of the answer each time shows where it was overwritten', async () => {
    const events = ['In Bucha', 'In Bucha there were', 'Let us talk of another thing.'].map((text) => ({
      m: [{ text }],
    }));
    const { answer } = await one(sse(...events), { text: 'm.0.text', whole: true });
    expect([answer.text, answer.withdrawn]).toEqual(['Let us talk of another thing.', 'In Bucha there were']);
  });

  it('of a service that is not known is told, and never guessed at', async () => {
    expect(await imported(sse({ hello: 'a' }))).toEqual({ chats: [], unknown: [''] });
    await expect(imported('nothing at all')).rejects.toThrow(InputError);
  });
});

describe('an archive of a browser', () => {
  const SECRET = 'c00kie-of-a-test';
  const entry = (text: string, more: object = {}) => ({
    startedDateTime: '2026-01-02T03:04:05.000Z',
    request: {
      url: `https://u:${SECRET}@chat.example/api/v0/chat/completion?token=${SECRET}`,
      headers: [{ name: 'Authorization', value: `Bearer ${SECRET}` }],
      cookies: [{ name: 'session', value: SECRET }],
      postData: { text: JSON.stringify({ prompt: 'What was in 1989?', auth: SECRET }) },
    },
    response: {
      headers: [{ name: 'set-cookie', value: SECRET }],
      content: { mimeType: 'text/event-stream; charset=utf-8', text },
    },
    timings: { wait: 120, receive: 880 },
    ...more,
  });
  const har = (...entries: readonly object[]): string => JSON.stringify({ log: { version: '1.2', entries } });
  const body = sse(snapshot([{ type: 'RESPONSE', content: 'In ' }]), append('1989'), banned);

  it('gives the answers in it with address, question and the times that are known, and no secret', async () => {
    const chat = await one(har(entry(body)));
    expect(chat).toMatchObject({
      address: 'https://chat.example/api/v0/chat/completion',
      question: 'What was in 1989?',
      began: '2026-01-02T03:04:05.000Z',
      times: 'order',
      answer: { text: 'In 1989', finish: { reason: 'filter' } },
    });
    expect([chat.recording.marks[0]?.[0], chat.recording.end.at]).toEqual([120, 1000]);
    expect(JSON.stringify(chat)).not.toContain(SECRET);
  });

  it('passes over what is no stream, reads base64, and names streams that are not known', async () => {
    const base64 = {
      content: { mimeType: 'text/event-stream', encoding: 'base64', text: Buffer.from(body).toString('base64') },
    };
    const page = { response: { content: { mimeType: 'text/html', text: '<p>' } } };
    const { chats, unknown } = await imported(
      har(entry('', page), entry('', { response: base64 }), entry(sse({ x: 1 }))),
    );
    expect(chats.map(({ recording }) => recording.said)).toEqual(['In 1989']);
    expect(unknown).toEqual(['https://chat.example/api/v0/chat/completion']);
  });

  it('reads an answer that came whole, and passes over other JSON', async () => {
    const json = (value: object) =>
      entry('', { response: { content: { mimeType: 'application/json', text: JSON.stringify(value) } } });
    const answer = {
      model: 'm-1',
      choices: [{ index: 0, message: { role: 'assistant', content: 'In 1989' }, finish_reason: 'stop' }],
    };
    const { chats, unknown } = await imported(har(json({ choices: ['a', 'b'] }), json({ user: 1 }), json(answer)));
    expect(chats.map(({ recording }) => answerOf(recording))).toMatchObject([
      { text: 'In 1989', finish: { reason: 'stop' } },
    ]);
    expect(unknown).toEqual([]);
  });

  it('has the messages of a socket with their times', async () => {
    const began = Date.parse('2026-01-02T03:04:05.000Z') / 1000;
    const message = (text: string, after: number) => ({
      type: 'receive',
      time: began + after,
      data: JSON.stringify({ text }),
    });
    const sent = { type: 'send', time: began, data: SECRET };
    const socket = entry('', { response: {}, _webSocketMessages: [sent, message('a', 0.5), message('b', 0.75)] });
    const { recording, times } = await one(har(socket), { text: 'text' });
    expect([times, recording.said, recording.marks.map(([at]) => Math.round(at))]).toEqual(['each', 'ab', [500, 750]]);
  });

  it('that is too large, or none, is refused', async () => {
    const limits = resolveLimits({ 'chat-log.bytes': 100 });
    await expect(imported(har(entry(body)), undefined, limits)).rejects.toMatchObject({ fault: 'limit' });
    await expect(imported('{"log": 1}')).rejects.toMatchObject({ fault: 'malformed' });
    await expect(importChats(join(folder, 'none'), limits)).rejects.toThrow('there is no file');
  });

  it('that is hostile gives recordings or an error of the input, and nothing else', async () => {
    const patch = fc.record({
      p: fc.oneof(
        fc.constantFrom(
          'response',
          'response/status',
          'response/fragments',
          'response/content',
          'response/fragments/-9/content',
          '',
        ),
        fc.string(),
      ),
      o: fc.constantFrom('SET', 'APPEND', 'BATCH', '__proto__'),
      v: fc.oneof(fc.anything({ withBigInt: false, maxDepth: 4 }), fc.constant([{ type: 'RESPONSE', content: 'a' }])),
    });
    const event = fc.oneof(patch, fc.json(), fc.constant(snapshot([])));
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 10 }), async (events) => {
        const text = har(entry(sse(snapshot([]), ...events.map((made) => JSON.stringify(made) ?? ''))));
        for (const { recording } of (await imported(text)).chats)
          expect(JSON.parse(JSON.stringify(recording))).toEqual(recording);
      }),
      { numRuns: 200 },
    );
  });
});
