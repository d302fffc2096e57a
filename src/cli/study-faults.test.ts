import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptOf } from '../runtimes/scripted/script.ts';
import { type ScriptedServer, serveScript } from '../runtimes/scripted/server.ts';
import { all, ITEMS, PARIS, StudyPlace } from './study.fixture.ts';

let place: StudyPlace;
beforeEach(() => {
  place = new StudyPlace();
});
afterEach(() => place.end());

/** Resolves once the server was asked so often. */
async function asked({ counts }: ScriptedServer, times: number): Promise<void> {
  while (counts.requests < times) await new Promise((done) => setTimeout(done, 5));
}

/** Trials with an answer in the journal, each once. */
function answered(): number {
  const trials = place.journal().flatMap((line) => {
    const row = JSON.parse(line) as { trial?: string; reply?: unknown };
    return row.trial !== undefined && row.reply !== undefined ? [row.trial] : [];
  });
  expect(new Set(trials).size).toBe(trials.length);
  return trials.length;
}

const script = (...steps: readonly string[]) =>
  scriptOf(`{ model: m, lines: [${steps.map((step) => `{ ${step} }`).join(', ')}] }`);

describe('a study that is broken off', () => {
  it.each([['SIGINT'], ['SIGTERM']] as const)(
    'by %s says where its answers are, and goes on with them',
    async (signal) => {
      const server = await place.serve(PARIS, { latency: 100 });
      const running = place.start(place.command(server.endpoint, '--concurrency', '2'));
      await asked(server, 6);
      running.child.kill(signal);
      const { code, err } = await running.ended;
      expect(code).toBe(130);
      expect(err).toContain('what was answered is in out/journal.jsonl; the same command goes on with it');
      expect(err).toContain('assay: interrupted');
      const kept = answered();
      expect(kept).toBeGreaterThanOrEqual(3);
      const before = server.counts.requests;
      expect(await place.run(server.endpoint)).toMatchObject({ code: 0 });
      expect(place.trials()).toEqual(all({ judged: ITEMS }));
      expect(server.counts.requests - before).toBe(ITEMS - kept);
      expect(answered()).toBe(ITEMS);
    },
  );

  it('by a kill loses what was in flight alone, whatever it left of a line', async () => {
    const server = await place.serve(PARIS, { latency: 100 });
    const running = place.start(place.command(server.endpoint, '--concurrency', '2'));
    await asked(server, 6);
    running.child.kill('SIGKILL');
    await running.ended;
    appendFileSync(place.path('out', 'journal.jsonl'), '{"trial":"half a li');
    expect(await place.run(server.endpoint)).toMatchObject({ code: 0 });
    expect(answered()).toBe(ITEMS);
    expect(server.counts.requests).toBeLessThanOrEqual(ITEMS + 2);
    expect(place.trials()).toEqual(all({ judged: ITEMS }));
  });

  it('by a full disk says so, and goes on where there is room', async () => {
    const server = await place.serve();
    // Blocks of 512 bytes that one file may have.
    const { code, err } = await place.start(place.command(server.endpoint), {}, "trap '' XFSZ; ulimit -f 8;").ended;
    expect(code).toBe(2);
    expect(err).toMatch(/assay: cannot write the journal "out\/journal.jsonl": the file may not grow further/);
    expect(err).not.toContain('internal error');
    const kept = answered();
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(ITEMS);
    expect(await place.run(server.endpoint)).toMatchObject({ code: 0, err: 'Report:  out/report.html\n' });
    expect(place.trials()).toEqual(all({ judged: ITEMS }));
    expect(answered()).toBe(ITEMS);
  });

  it('does not begin where it cannot write', async () => {
    const server = await place.serve();
    place.save('file', '');
    const { code, err } = await place.run(server.endpoint, '-o', 'file/out');
    expect(code).toBe(2);
    expect(err).toMatch(/^assay: cannot write/);
    expect(server.counts.requests).toBe(0);
  });

  it.skipIf(process.getuid?.() === 0)('does not begin in a folder that is read-only', async () => {
    const server = await place.serve();
    place.save('out/keep', '');
    chmodSync(place.path('out'), 0o500);
    const { code, err } = await place.run(server.endpoint);
    expect(code).toBe(2);
    expect(err).toMatch(/permission/i);
    expect(server.counts.requests).toBe(0);
  });
});

describe('a journal', () => {
  it('is of one process at a time', async () => {
    const server = await place.serve(PARIS, { latency: 300 });
    const running = place.start(place.command(server.endpoint, '--concurrency', '2'));
    await asked(server, 1);
    const second = await place.run(server.endpoint);
    expect(second.code).toBe(2);
    expect(second.err).toContain('another process is at work on the journal');
    expect(await running.ended).toMatchObject({ code: 0 });
    expect(server.counts.requests).toBe(ITEMS);
  });

  it('that is damaged in the middle is told, and neither mended nor asked over', async () => {
    const server = await place.serve();
    await place.run(server.endpoint);
    const lines = place.journal();
    const damaged = [...lines.slice(0, 5), '{"trial":"x","rep', ...lines.slice(6)].join('\n');
    writeFileSync(place.path('out', 'journal.jsonl'), `${damaged}\n`);
    const { code, err } = await place.run(server.endpoint);
    expect(code).toBe(2);
    expect(err).toMatch(/is no journal of Assay: byte \d+/);
    expect(server.counts.requests).toBe(ITEMS);
    expect(readFileSync(place.path('out', 'journal.jsonl'), 'utf8')).toBe(`${damaged}\n`);
  });

  it('is never made of a file of somebody else’s', async () => {
    const server = await place.serve();
    place.save('out/journal.jsonl', 'notes of mine');
    const { code, err } = await place.run(server.endpoint);
    expect(code).toBe(2);
    expect(err).toContain('does not begin as a journal');
    expect(place.journal()).toEqual(['notes of mine']);
  });
});

describe('a server', () => {
  it('that is dead is told and given up, and asked again once it lives', async () => {
    const dead = await serveScript(PARIS);
    await dead.close();
    const { code, err } = await place.run(dead.endpoint, '--concurrency', '12');
    expect(code).toBe(3);
    expect(err).toMatch(/m is given up: the host accepts no connection/);
    const { judged, errored, skipped } = place.trials() as ReturnType<typeof all>;
    expect({ judged, all: errored + skipped }).toEqual({ judged: 0, all: ITEMS });
    const port = Number(new URL(dead.endpoint).port);
    const alive = await place.serve(PARIS, { port });
    expect(await place.run(alive.endpoint, '--retry-failed')).toMatchObject({ code: 0 });
    expect(place.trials()).toEqual(all({ judged: ITEMS }));
  });

  it('that dies in the middle loses nothing that it answered', async () => {
    const server = await place.serve(PARIS, { latency: 100 });
    const running = place.start(place.command(server.endpoint, '--concurrency', '6'));
    await asked(server, 7);
    await server.close();
    expect(await running.ended).toMatchObject({ code: 3 });
    const { judged, errored, skipped } = place.trials() as ReturnType<typeof all>;
    expect(judged).toBeGreaterThanOrEqual(1);
    expect(judged + errored + skipped).toBe(ITEMS);
    expect(answered()).toBe(judged);
    const again = await place.serve(PARIS, { port: Number(new URL(server.endpoint).port) });
    expect(await place.run(again.endpoint, '--retry-failed')).toMatchObject({ code: 0 });
    expect(again.counts.requests).toBe(ITEMS - judged);
  });

  it('that is busy for a while is borne', async () => {
    const server = await place.serve(
      script('times: 8, steps: [{ fault: busy, retryAfter: 0 }]', 'steps: [{ say: Paris }]'),
    );
    expect(await place.run(server.endpoint, '--concurrency', '4')).toMatchObject({ code: 0 });
    expect(server.counts.requests).toBe(ITEMS + 8);
  });

  it('that sends garbage or cuts its answers off is told, trial by trial, and asked again only where that is wished', async () => {
    const faulty = [
      'when: { says: "number 1?" }, times: 1, steps: [{ fault: garbage }]',
      'when: { says: "number 2?" }, steps: [{ say: It is }, { fault: cut }]',
    ];
    const server = await place.serve(script(...faulty, 'steps: [{ say: Paris }]'));
    const { code, out } = await place.run(server.endpoint);
    expect(code).toBe(3);
    expect(out).toContain('1 failed');
    expect(place.trials()).toEqual(all({ judged: ITEMS - 1, errored: 1 }));
    expect(place.journal().filter((line) => line.includes('"reason":"cut"'))).toHaveLength(1);
    const before = server.counts.requests;
    expect(await place.run(server.endpoint)).toMatchObject({ code: 3 });
    expect(server.counts.requests).toBe(before);
    expect(await place.run(server.endpoint, '--retry-failed')).toMatchObject({ code: 0 });
    expect(server.counts.requests).toBe(before + 1);
  });
});

describe('a key', () => {
  const KEY = 'sk-harmless-0123456789abcdef';

  it('is in nothing that is written or said, also where the server says it', async () => {
    place.save('key', `${KEY}\n`);
    const telling = await place.serve(script(`steps: [{ say: 'Your key is ${KEY}, Paris.', pieces: 7 }]`), {
      key: KEY,
    });
    const ran = await place.run(telling.endpoint, '--key-file', 'key', '--report', 'sarif=x.sarif');
    expect(ran.code).toBe(0);
    const wrong = await place.serve(PARIS, { key: 'another' });
    const refused = await place.run(wrong.endpoint, '-o', 'refused', '--key-file', 'key');
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('Incorrect key');
    const files = ['journal.jsonl', 'outcomes.jsonl', 'dossier.json', 'report.html'];
    const written = ['out', 'refused'].flatMap((folder) =>
      files.map((file) => readFileSync(place.path(folder, file), 'utf8')),
    );
    for (const text of [
      ...written,
      readFileSync(place.path('x.sarif'), 'utf8'),
      ran.out,
      ran.err,
      refused.out,
      refused.err,
    ])
      expect(text).not.toContain(KEY);
  });

  it('does not follow a redirect', async () => {
    const seen: string[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization ?? 'no key');
      response.end('{}');
    });
    const first = createServer((_, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${(other.address() as AddressInfo).port}/v1/x` }).end();
    });
    for (const server of [first, other]) await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      place.save('key', KEY);
      const endpoint = `http://127.0.0.1:${(first.address() as AddressInfo).port}/v1`;
      const { code, err } = await place.run(endpoint, '--key-file', 'key');
      expect(code).toBe(3);
      expect(err).toContain('redirects (307), which is not followed');
      expect(seen).toEqual([]);
      expect((place.trials() as ReturnType<typeof all>).judged).toBe(0);
    } finally {
      first.close();
      other.close();
    }
  });
});
