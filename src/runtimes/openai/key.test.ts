import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../event.ts';
import { record } from '../recording.ts';
import { Secret } from './key.ts';
import { Mask } from './mask.ts';
import type { OpenAiOptions } from './openai.ts';
import { all, delta, event, type Handler, open, question, say, stop, stream, testServer } from './server.fixture.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

const KEY = 'k3y-of-a-test-0Fg7Hq2';
const env = { THE_KEY: KEY };

async function opened(handler: Handler, options: Partial<OpenAiOptions> = {}) {
  const server = await testServer(handler);
  const runtime = await open(server.endpoint, { key: { env: 'THE_KEY' }, env, attempts: 1, ...options });
  ending.push(server.close, () => runtime.close());
  return { server, runtime };
}

describe('a key', () => {
  it('is read from a variable or a file, and sent as a bearer token or in the header that is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-key-'));
    ending.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'key'), `${KEY}\n`);
    const answer: Handler = (response) => stream(response, delta('a'), stop);
    for (const key of [{ env: 'THE_KEY' }, { file: join(folder, 'key') }]) {
      const { server, runtime } = await opened(answer, { key });
      await all(runtime.generate(question()));
      expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    }
    const { server, runtime } = await opened(answer, { keyHeader: 'api-key' });
    await all(runtime.generate(question()));
    expect([server.seen[0]?.headers['api-key'], server.seen[0]?.headers.authorization]).toEqual([KEY, undefined]);
  });

  it('that is not there, or would go out in the clear, is a mistake of the user', async () => {
    await expect(open('https://example.org/v1', { key: { env: 'NONE' } })).rejects.toThrow(
      'the variable NONE is empty',
    );
    const plain = { key: { env: 'THE_KEY' }, env };
    await expect(open('http://192.0.2.7:8000/v1', plain)).rejects.toThrow('without encryption');
    await expect(open('http://192.0.2.7:8000/v1', { ...plain, plainKey: true })).resolves.toBeDefined();
    await expect(open(`http://u:${KEY}@localhost/v1`)).rejects.toThrow(/^(?!.*0Fg7Hq2)/);
  });

  it('shows in no identity, and where objects are printed', async () => {
    const { runtime } = await opened(() => {}, { fields: { note: KEY } });
    expect(JSON.stringify(runtime.describe()) + inspect(runtime, { depth: 9, showHidden: true })).not.toContain(KEY);
    const { runtime: other } = await opened(() => {});
    expect(JSON.stringify(other) + inspect(new Secret(KEY))).not.toContain(KEY);
  });

  it.each<[string, Handler]>([
    ['an error', (response) => say(response, 401, { error: { message: `wrong key ${KEY}` } })],
    ['an error, at the edge of what is told', (response) => say(response, 401, `${'x'.repeat(290)}${KEY}`)],
    ['a text', (response) => say(response, 500, `Authorization: Bearer ${KEY}`)],
    ['a moderation', (response) => say(response, 400, { error: { code: 'content_filter', message: KEY } })],
    ['an answer', (response) => stream(response, delta(`it is ${KEY}.`), stop)],
    ['an answer in pieces', (response) => stream(response, ...[...KEY].map(delta), stop)],
    ['an unknown event', (response) => stream(response, delta('a'), event({ pad: 'x'.repeat(1980), KEY }), stop)],
    ['a model', (response) => stream(response, event({ model: KEY, choices: [{ delta: { content: 'a' } }] }), stop)],
    [
      'a word for the end',
      (response) => stream(response, event({ choices: [{ delta: {}, finish_reason: KEY }] }), stop),
    ],
    [
      'an error in mid-stream',
      (response) => stream(response, delta('a'), event({ error: { code: KEY, message: KEY } })),
    ],
  ])('that the server echoes in %s is taken out', async (_, handler) => {
    const { runtime } = await opened(handler);
    const kept = await record(runtime.generate(question())).catch((error: unknown) => String(error));
    const text = JSON.stringify(kept);
    for (let at = 0; at + 10 <= KEY.length; at++) expect(text).not.toContain(KEY.slice(at, at + 10));
  });
});

describe('the mask of a key', () => {
  it('leaves any other text as it is, in whatever pieces it comes', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(KEY.slice(0, 8), KEY.slice(0, 5), KEY.slice(8), KEY, 'k3y-'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const events: GenerationEvent[] = pieces.map((text, at) => ({ kind: 'text', at, text }));
        const mask = new Mask(new Secret(KEY));
        const out = [...events, { kind: 'end', at: 99, finish: { reason: 'stop' } } as const].flatMap((one) =>
          mask.batch([one]),
        );
        const said = out.map((one) => (one.kind === 'text' ? one.text : '')).join('');
        const whole = pieces.join('');
        expect(said).not.toContain(KEY);
        if (!whole.includes(KEY)) expect(said).toBe(whole);
      }),
      { numRuns: 1000 },
    );
  });
});
