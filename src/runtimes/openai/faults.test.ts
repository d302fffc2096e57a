import { afterEach, describe, expect, it } from 'vitest';
import { answerOf } from '../answer.ts';
import { RuntimeFault } from '../fault.ts';
import { record } from '../recording.ts';
import { MODERATION } from '../wire/signals.fixture.ts';
import type { OpenAiOptions } from './openai.ts';
import { all, delta, event, type Handler, open, question, say, stop, stream, testServer } from './server.fixture.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function asking(handler: Handler, options: Partial<OpenAiOptions> = {}) {
  const server = await testServer(handler);
  const runtime = await open(server.endpoint, options);
  ending.push(server.close, () => runtime.close());
  return { seen: server.seen, runtime, ask: () => all(runtime.generate(question())) };
}

/** The fault that an answer ends in. */
async function faultOf(handler: Handler, options: Partial<OpenAiOptions> = {}) {
  const { ask, seen } = await asking(handler, options);
  const fault: unknown = await ask().catch((error: unknown) => error);
  if (!(fault instanceof RuntimeFault)) throw fault;
  return { fault, requests: seen.length };
}

describe('a further attempt', () => {
  it.each([408, 429, 500, 502, 503, 504, 522, 529])('follows on %i, and ends with the answer', async (status) => {
    const { ask, seen } = await asking((response, count) =>
      count < 4 ? say(response, status, {}, { 'retry-after': '0' }) : stream(response, delta('here'), stop),
    );
    expect((await ask()).map(({ kind }) => kind)).toEqual(['text', 'end']);
    expect(seen.length).toBe(4);
  });

  it.each([
    [400, 'invalid'],
    [422, 'invalid'],
    [401, 'refused'],
    [402, 'refused'],
    [404, 'refused'],
    [501, 'refused'],
  ])('does not follow on %i, which is %s', async (status, kind) => {
    const { fault, requests } = await faultOf((response) => say(response, status, { error: { message: 'why' } }));
    expect(fault).toMatchObject({ kind, status, attempts: 1, message: `the server answers ${status}: why` });
    expect(requests).toBe(1);
  });

  it('does not follow where the money is spent', async () => {
    const error = { error: { code: 'insufficient_quota', message: 'You exceeded your current quota' } };
    const { fault, requests } = await faultOf((response) => say(response, 429, error));
    expect([fault.kind, fault.hopeless, requests]).toEqual(['refused', true, 1]);
  });

  it('follows where the connection breaks before anything of an answer, headers and role or not', async () => {
    const role = event({ choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] });
    const { ask, seen } = await asking((response, count) => {
      if (count === 1) return void response.destroy();
      stream(response, role, ...(count === 2 ? [] : [delta('here'), stop]));
      if (count === 2) setTimeout(() => response.destroy(), 5);
    });
    expect((await ask()).map(({ kind }) => kind)).toEqual(['text', 'end']);
    expect(seen.length).toBe(3);
  });

  it('leaves no trace of the attempts before', async () => {
    const { ask } = await asking((response, count) =>
      count === 1
        ? stream(response, event({ note: 'queued' }), event({ error: { code: 503, message: 'overloaded' } }))
        : stream(response, delta('here'), stop),
    );
    expect((await ask()).map(({ kind }) => kind)).toEqual(['text', 'end']);
  });

  it('ends after as many as are allowed, and says how many were sent', async () => {
    const { fault, requests } = await faultOf((response) => say(response, 503, 'busy'), { attempts: 3 });
    expect(fault).toMatchObject({ kind: 'unavailable', status: 503, attempts: 3 });
    expect(fault.message).toBe('the server answers 503: busy, after 3 attempts');
    expect(requests).toBe(3);
  });

  it.each([
    ['retry-after', '1'],
    ['retry-after-ms', '900'],
    ['x-ms-retry-after-ms', '900'],
    ['retry-after', () => new Date(Date.now() + 2_000).toUTCString()],
  ])('waits as long as %s asks', async (name, value) => {
    const header = typeof value === 'string' ? value : value();
    const { ask, seen } = await asking((response, count) =>
      count === 1 ? say(response, 429, {}, { [name]: header }) : stream(response, delta('here'), stop),
    );
    await ask();
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThan(850);
  });

  it('ends where it is given up', async () => {
    const { runtime } = await asking((response) => say(response, 429, {}, { 'retry-after': '50' }));
    const asked = all(runtime.generate(question(), AbortSignal.timeout(100)));
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('after text was shown', () => {
  const text = { kind: 'text', text: 'In 1989 ' };

  it.each<[string, string | undefined, Handler]>([
    ['the connection breaks', undefined, (response) => setTimeout(() => response.destroy(), 5)],
    ['the answer ends without a word', undefined, (response) => response.end()],
    [
      'an error comes',
      'server_error',
      (response) => response.end(event({ error: { code: 'server_error', message: 'x' } })),
    ],
    ['it stops coming', undefined, () => {}],
    ['it never ends', undefined, (response) => void setInterval(() => response.write(': drip\n\n'), 5).unref()],
    ['an event is too long', undefined, (response) => void response.write(`data: ${'x'.repeat(5000)}`)],
    ['all of it is too long', undefined, (response) => void response.write(': pad\n'.repeat(3000))],
    ['half a character comes', undefined, (response) => response.end(Buffer.from(delta('€')).subarray(0, 50))],
  ])('there is no further attempt where %s, and the answer is cut', async (_, raw, then) => {
    const { ask, seen } = await asking(
      (response, count, asked) => {
        stream(response, delta('In 1989 '));
        then(response, count, asked);
      },
      { timings: { idle: 60, whole: 300 }, bounds: { event: 2_000, answer: 10_000 } },
    );
    const events = await ask();
    expect(events[0]).toMatchObject(text);
    expect(events.at(-1)).toMatchObject({
      kind: 'end',
      finish: { reason: 'cut', why: expect.any(String), ...(raw && { raw }) },
    });
    expect(seen.length).toBe(1);
  });

  it('what breaks behind the word for the end is no loss', async () => {
    const { ask } = await asking((response) => {
      stream(response, delta('a'), event({ choices: [{ delta: {}, finish_reason: 'stop' }] }));
      setTimeout(() => response.destroy(), 5);
    });
    expect((await ask()).at(-1)).toMatchObject({ finish: { reason: 'stop' } });
  });

  it('what never comes behind the word for the end is not waited for long', async () => {
    const word = event({ choices: [{ delta: {}, finish_reason: 'stop' }] });
    const { ask } = await asking((response) => stream(response, delta('a'), word), { timings: { tail: 30 } });
    expect((await ask()).at(-1)).toMatchObject({ finish: { reason: 'stop' } });
  });

  it('an end without a reason is told as such', async () => {
    const { ask } = await asking((response) => stream(response, delta('a'), event('[DONE]')));
    expect((await ask()).at(-1)).toMatchObject({ finish: { reason: 'other', raw: '[DONE]' } });
  });
});

describe('moderation', () => {
  it.each(MODERATION)('by $name is an answer, and is never asked again', async ({ status, data, filter, raw }) => {
    const { ask, seen } = await asking((response) =>
      status === undefined ? stream(response, ...data.map(event), event('[DONE]')) : say(response, status, data[0]),
    );
    const answer = answerOf(await record(await ask()));
    expect(answer.filters).toMatchObject([filter]);
    expect(answer.finish.reason).toBe(raw === 'stop' ? 'stop' : 'filter');
    expect(seen.length).toBe(1);
  });

  it.each([429, 500, 503])('is seen behind a status that passes elsewhere (%i)', async (status) => {
    const { ask, seen } = await asking((response) =>
      say(response, status, { error: { code: 'data_inspection_failed', message: 'Output data may contain…' } }),
    );
    expect((await ask()).map(({ kind }) => kind)).toEqual(['filter', 'end']);
    expect(seen.length).toBe(1);
  });
});

describe('what is no answer', () => {
  it.each<[string, Handler]>([
    ['HTML', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>')],
    ['no JSON', (response) => say(response, 200, '{"choices": [')],
    ['bytes', (response) => response.writeHead(200).end(Buffer.from([0xff, 0x64, 0x61, 0x0a, 0x0a]))],
    ['events of another kind', (response) => stream(response, event({ hello: 1 }), event('[DONE]'))],
    ['an oversized event', (response) => stream(response, `data: ${'x'.repeat(5000)}`)],
    ['oversized headers', (response) => say(response, 200, {}, { 'x-pad': 'y'.repeat(50_000) })],
  ])('is garbage: %s', async (_, handler) => {
    const { fault } = await faultOf(handler, { bounds: { event: 2_000 }, attempts: 1 });
    expect(fault.kind).toBe('garbage');
  });

  it('a redirect is refused: prompt and key go nowhere else', async () => {
    const { fault, requests } = await faultOf((response) =>
      say(response, 307, '', { location: 'http://127.0.0.1:1/' }),
    );
    expect([fault.kind, requests]).toEqual(['refused', 1]);
    expect(fault.message).toContain('redirects (307)');
  });

  it('a server that does not answer is given up in time', async () => {
    const { fault } = await faultOf(() => {}, { timings: { first: 50, backOff: 1 }, attempts: 2 });
    expect(fault).toMatchObject({
      kind: 'unavailable',
      attempts: 2,
      message: 'nothing came within 0.05 s, after 2 attempts',
    });
  });

  it('a host that accepts no connection is told', async () => {
    const runtime = await open('http://127.0.0.1:1/v1', { attempts: 2 });
    await expect(all(runtime.generate(question()))).rejects.toThrow('the host accepts no connection, after 2 attempts');
    await runtime.close();
  });
});
