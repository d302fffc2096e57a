import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultKind } from '../fault.ts';
import { record, type Recording } from '../recording.ts';
import { RecordedRuntime } from '../recorded/recorded.ts';
import type { GenerationRequest } from '../request.ts';
import { all, open, testServer } from './server.fixture.ts';

/** What `benchmarks/servers/run.ts` kept of a server of llama-cpp-python 0.3.36 with a small model of our own. */
interface Line {
  readonly stream: boolean;
  readonly request: GenerationRequest;
  readonly recording?: Recording;
  readonly fault?: { readonly kind: FaultKind; readonly status?: number; readonly message: string };
  readonly exchange: {
    readonly path: string;
    readonly body: unknown;
    readonly status: number;
    readonly type: string;
    readonly chunks: readonly string[];
    readonly broken: boolean;
  };
}

const lines = readFileSync(new URL('./llama-cpp-python.fixture.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const answered = lines.flatMap(({ stream, request, recording }) => (recording ? [{ stream, request, recording }] : []));

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

/** Without what differs from run to run: when each part came, and which came with another. */
const untimed = ({ marks, end, ...rest }: Recording) => ({
  ...rest,
  marks: marks.map(([, said, thought]) => [said, thought]),
  end: { ...end, at: 0 },
});

describe('a real server (llama-cpp-python)', () => {
  it.each(lines.map((line, index) => ({ index, line })))('is asked and read as it was: $index', async ({ line }) => {
    const { exchange, request, recording, fault, stream } = line;
    const server = await testServer((response) => {
      response.writeHead(exchange.status, { 'content-type': exchange.type });
      for (const chunk of exchange.chunks) response.write(Buffer.from(chunk, 'base64'));
      if (exchange.broken) response.flushHeaders();
      if (exchange.broken) setImmediate(() => response.destroy());
      else response.end();
    });
    const runtime = await open(server.endpoint, {
      model: 'organism',
      dialect: 'llama-cpp-python',
      stream,
      attempts: 1,
    });
    ending.push(server.close, () => runtime.close());
    const outcome = record(runtime.generate(request));
    if (recording === undefined) await expect(outcome).rejects.toMatchObject(fault ?? {});
    else expect(untimed(await outcome)).toEqual(untimed(recording));
    expect([server.seen[0]?.url, server.seen[0]?.body]).toEqual([exchange.path, exchange.body]);
  });

  it('says the same whole and in parts, and the same again for one seed', () => {
    const said = (stream: boolean) =>
      answered.filter((one) => one.stream === stream).map(({ recording }) => recording.said);
    expect(said(true)).toEqual(said(false));
    const [first, again, other] = answered
      .filter(({ request: { sampling }, stream }) => stream && sampling.seed !== undefined)
      .map(({ recording }) => recording.said);
    expect(first).toBe(again);
    expect(first).not.toBe(other);
  });

  it('gives log-probabilities that are such, of the words it says', () => {
    const scored = answered.flatMap(({ recording }) => (recording.logprobs === undefined ? [] : [recording]));
    expect(scored.length).toBe(4);
    for (const { said, logprobs = [] } of scored) {
      expect(logprobs.map(({ text }) => text).join('')).toBe(said);
      for (const { logprob, top = [] } of logprobs) {
        expect(logprob).toBeLessThanOrEqual(0);
        // Greedy: what was said is the likeliest.
        expect(top[0]?.logprob).toBe(logprob);
      }
    }
  });

  it('keeps times that never go back', () => {
    for (const { recording } of answered) {
      const times = [0, ...recording.marks.map(([at]) => at), recording.end.at];
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  it('is replayed from its journal', async () => {
    const identity = { runtime: 'openai', model: 'organism', capabilities: ['chat', 'text'] } as const;
    const runtime = await RecordedRuntime.open(answered, { identity });
    for (const { request, recording } of answered) {
      expect(await record(await all(runtime.generate(request)))).toEqual(recording);
    }
  });
});
