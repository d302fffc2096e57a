import { afterEach, describe, expect, it } from 'vitest';
import { answerOf } from '../answer.ts';
import { type OpenAiOptions, OpenAiRuntime } from '../openai/openai.ts';
import { record } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import { EVERYTHING } from './script.fixture.ts';
import { scriptOf } from './script.ts';
import { ScriptedRuntime } from './scripted.ts';
import { serveScript, type ServerOptions } from './server.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function served(options: ServerOptions = {}, more: Partial<OpenAiOptions> = {}, script = EVERYTHING) {
  const server = await serveScript(script, options);
  const runtime = await OpenAiRuntime.open({
    endpoint: server.endpoint,
    dialect: 'vllm',
    env: {},
    timings: { backOff: 1, idle: 100 },
    ...more,
  });
  ending.push(server.close, () => runtime.close());
  return { server, runtime };
}

const asking = (content: string, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  prompt: { kind: 'chat', messages: [{ role: 'user', content }] },
  sampling: { temperature: 0, maxTokens: 100 },
  ...more,
});

describe('a server of a script', () => {
  it.each([true, false])('says what the script says in-process (streamed: %s)', async (stream) => {
    const { runtime } = await served({ split: 3 }, { stream });
    const inProcess = new ScriptedRuntime(EVERYTHING);
    const prompts = [
      asking('a'),
      asking('think'),
      asking('a', { logprobs: 0 }),
      asking('a', { prompt: { kind: 'text', text: 'a' }, logprobs: 0 }),
    ];
    prompts.push(
      asking('a', { prompt: { kind: 'chat', messages: [{ role: 'user', content: 'b' }], prefill: 'It is' } }),
    );
    prompts.push(asking('a', { sampling: { temperature: 0, maxTokens: 1 } }));
    for (const request of prompts) {
      const [here, there] = [await record(inProcess.generate(request)), await record(runtime.generate(request))];
      expect(there).toMatchObject({
        said: here.said,
        end: { finish: here.end.finish, model: 'fake', fingerprint: 'scripted' },
      });
      expect(there.thought).toEqual(here.thought);
      expect(there.logprobs).toEqual(here.logprobs);
    }
  });

  it.each([true, false])('blocks before an answer and takes one back (streamed: %s)', async (stream) => {
    const { runtime, server } = await served({}, { stream });
    const [blocked, taken] = [
      answerOf(await record(runtime.generate(asking('blocked')))),
      answerOf(await record(runtime.generate(asking('taken')))),
    ];
    expect(blocked).toMatchObject({
      text: '',
      finish: { reason: 'filter' },
      filters: [{ service: 'alibaba', phase: 'input', status: 400 }],
    });
    expect(taken).toMatchObject({ text: 'In 1989 there was', filters: [{ service: 'zhipu', phase: 'output' }] });
    expect(server.counts.requests).toBe(2);
  });

  it('is busy or down as often as it says, which is borne', async () => {
    const { runtime, server } = await served();
    expect((await record(runtime.generate(asking('busy')))).said).toBe('Paris €.');
    expect((await record(runtime.generate(asking('down')))).said).toBe('Paris €.');
    expect(server.counts.requests).toBe(9);
  });

  it('breaks, hangs and sends garbage', async () => {
    const { runtime } = await served({}, { attempts: 1 });
    const cut = { end: { finish: { reason: 'cut' } } };
    expect(await record(runtime.generate(asking('cut')))).toMatchObject({ said: 'It is', ...cut });
    expect(await record(runtime.generate(asking('half')))).toMatchObject({ said: 'It costs 5', ...cut });
    expect(await record(runtime.generate(asking('hang')))).toMatchObject({ said: 'It is', ...cut });
    await expect(record(runtime.generate(asking('garbage')))).rejects.toMatchObject({ kind: 'garbage' });
    await expect(record(runtime.generate(asking('invalid')))).rejects.toMatchObject({ kind: 'invalid', status: 400 });
    await expect(record(runtime.generate(asking('refused')))).rejects.toMatchObject({ kind: 'refused', status: 403 });
  });

  it('is asked by no more at a time than its user allows, and by fewer once it says that it is busy', async () => {
    const storm = scriptOf(`
model: fake
lines:
  - { times: 40, steps: [{ fault: busy, retryAfter: 0 }] }
  - steps: [{ say: here }]`);
    const { runtime, server } = await served({ latency: 2 }, { concurrency: 12, attempts: 20 }, storm);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, seed) =>
        record(runtime.generate(asking('a', { sampling: { temperature: 1, maxTokens: 5, seed } }))),
      ),
    );
    expect(answers.every(({ said }) => said === 'here')).toBe(true);
    expect(server.counts.requests).toBe(100);
    expect(server.counts.most).toBeLessThanOrEqual(12);
  });

  it('wants its key, and the key shows in no fault', async () => {
    const key = { key: { env: 'THE_KEY' }, model: 'fake' };
    const { runtime } = await served({ key: 'right-key-7Q2' }, { ...key, env: { THE_KEY: 'wrong-key-9Z1' } });
    const refused = record(runtime.generate(asking('a')));
    await expect(refused).rejects.toThrow('the server answers 401: invalid_api_key: Incorrect key: Bearer [key]');
    const { runtime: other } = await served({ key: 'right-key-7Q2' }, { ...key, env: { THE_KEY: 'right-key-7Q2' } });
    expect((await record(other.generate(asking('a')))).said).toBe('Paris €.');
  });

  it('does not serve what the protocol has no word for', async () => {
    const script = scriptOf('{model: m, lines: [{steps: [{say: a}, {replace: b}]}]}');
    await expect(serveScript(script)).rejects.toThrow('no word');
  });
});
