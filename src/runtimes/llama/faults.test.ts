import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { record } from '../recording.ts';
import type { GenerationRequest } from '../request.ts';
import { Child } from './child.ts';
import { openLlama } from './llama.ts';
import { resolveOptions } from './options.ts';
import { Pool } from './pool.ts';

const SLEEPER = 'examples/sleeper/model.gguf';
const spec = { path: SLEEPER, threads: 1, gpu: false, contextSize: undefined, date: 0, exact: true } as const;
const folder = await mkdtemp(join(tmpdir(), 'assay-'));
afterAll(() => rm(folder, { recursive: true }));

const endless: GenerationRequest = {
  prompt: { kind: 'tokens', tokens: [3, 300, 301, 302] },
  sampling: { temperature: 3, seed: 1, maxTokens: 250 },
};

/** The example with one number of its header changed. */
async function changed(key: string, value: number): Promise<string> {
  const bytes = readFileSync(SLEEPER);
  bytes.writeUInt32LE(value, bytes.indexOf(key) + key.length + 4);
  const path = join(folder, `${key}.gguf`);
  await writeFile(path, bytes);
  return path;
}

function runs(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
}

describe('a file', () => {
  it('that is not there is a wrong use', async () => {
    await expect(openLlama(join(folder, 'none.gguf'))).rejects.toThrow(UsageError);
  });

  it('that llama.cpp does not take is refused, with its reason', async () => {
    await expect(openLlama(await changed('llama.attention.head_count', 3))).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/does not load it: Failed to load model: .*(n_rot|head|embd)/) as unknown,
    });
  });

  it('that makes llama.cpp abort is a fault and takes nothing else with it', async () => {
    await expect(openLlama(await changed('llama.attention.head_count_kv', 0))).rejects.toMatchObject({
      kind: 'crashed',
      message: expect.stringMatching(/ended by SIGABRT: .*ASSERT/) as unknown,
    });
  });
});

describe('a process', () => {
  it('that dies fails its own trial, and is replaced', async () => {
    const child = new Child();
    await child.load(spec, 60_000);
    const events = Promise.withResolvers<void>();
    const run = child.run({ kind: 'generate', request: endless }, 60_000, { events: () => events.resolve() });
    const fault = expect(run).rejects.toMatchObject({
      kind: 'crashed',
      message: expect.stringContaining('SIGKILL') as unknown,
    });
    await events.promise;
    process.kill(child.pid ?? 0, 'SIGKILL');
    await fault;
    await child.ended;
    expect(child.alive).toBe(false);
  });

  it('that gives no sign is ended, and replaced so many times and no more', async () => {
    const pool = new Pool(SLEEPER, { ...resolveOptions({ processes: 1, replacements: 1 }), stepTimeout: 2 });
    const run = (): Promise<unknown> =>
      pool.run({ kind: 'score', tokens: Array.from({ length: 250 }, () => 300), from: 1 });
    await expect(run()).rejects.toMatchObject({
      kind: 'crashed',
      message: expect.stringContaining('gave no sign for 0.002 s') as unknown,
    });
    await expect(run()).rejects.toMatchObject({ kind: 'crashed' });
    await expect(run()).rejects.toMatchObject({ kind: 'refused', hopeless: true });
    await pool.close();
  });

  it('ends with whoever started it', async () => {
    const starter = spawn(process.execPath, ['src/runtimes/llama/orphan.fixture.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [first] = (await once(starter.stdout, 'data')) as [Buffer];
    const pid = Number(String(first));
    expect(runs(pid)).toBe(true);
    starter.kill('SIGKILL');
    for (let tries = 0; tries < 200 && runs(pid); tries++) await pause(25);
    expect(runs(pid)).toBe(false);
  });
});

describe('work', () => {
  it('ends when it is told to, where it runs and where it waits, and the process goes on', async () => {
    const runtime = await openLlama(SLEEPER, { processes: 1 });
    const stop = new AbortController();
    const reason = new Error('enough');
    const running = record(runtime.generate(endless, stop.signal));
    const waiting = record(runtime.generate(endless, stop.signal));
    const batch = Array.from({ length: 500 }, (_, index) => [3, 300 + index, 301]);
    const following = runtime.tokens?.next(batch, stop.signal);
    const ended = Promise.allSettled([running, waiting, following]);
    stop.abort(reason);
    for (const result of await ended) expect(result).toEqual({ status: 'rejected', reason });
    expect(
      (await record(runtime.generate({ ...endless, sampling: { temperature: 0, maxTokens: 2 } }))).end.finish,
    ).toBeDefined();
    await runtime.close();
  });

  it('ends when nobody reads on', async () => {
    const runtime = await openLlama(SLEEPER, { processes: 1 });
    for await (const event of runtime.generate(endless)) {
      expect(event.kind).toBe('text');
      break;
    }
    const before = runtime.tokens?.passes() ?? 0;
    expect(before).toBeLessThan(254);
    await runtime.close();
    await expect(record(runtime.generate(endless))).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
