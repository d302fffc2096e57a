import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import { openSubject } from '../open-subject.ts';
import type { RemoteFile, Subject } from '../subject.ts';
import {
  COMMIT,
  fail,
  type StandIn,
  type StandInOptions,
  type StandInRepository,
  startStandIn,
} from './stand-in.fixture.ts';

const TOKEN = 'hf_stand_in_token';
const weights = new Uint8Array(500_000).map((_, i) => i % 251);
const config = new TextEncoder().encode('{"model_type":"llama"}');
const files = { 'config.json': config, 'model.safetensors': weights };

let stand: StandIn;
const opened: Subject[] = [];
afterEach(async () => {
  for (const subject of opened.splice(0)) await subject.remote?.close();
  await stand.close();
});

async function open(
  text: string,
  repository: Partial<StandInRepository> = {},
  options: StandInOptions & { withToken?: boolean } = {},
): Promise<Subject> {
  stand = await startStandIn({ 'org/name': { commit: COMMIT, files, ...repository } }, { token: TOKEN, ...options });
  return again(text, options.withToken ?? false);
}

async function again(text: string, token: boolean): Promise<Subject> {
  const env = { HF_TOKEN: TOKEN, HF_ENDPOINT: stand.endpoint };
  const options = { token, download: false, allowPrivate: true, cache: false, userAgent: 'assay/test', env } as const;
  const subject = await openSubject(`hf://${text}`, resolveLimits(), options);
  opened.push(subject);
  return subject;
}

function fileOf(subject: Subject, path: string): Promise<RemoteFile> {
  const entry = subject.entries.find((one) => one.path === path);
  if (entry?.kind !== 'file' || entry.open.kind !== 'remote') throw new Error(`no ${path}`);
  return entry.open.open({ whole: false, signal: undefined });
}

describe('a repository on a hub', () => {
  it('is pinned to the commit of its revision and listed with what the hub claims', async () => {
    const subject = await open('org/name@v1', { branches: ['v1'] });
    expect(subject.remote?.revision).toBe(COMMIT);
    expect(subject.entries.map(({ path }) => path)).toEqual(['config.json', 'model.safetensors']);
    expect(subject.entries[1]).toMatchObject({
      size: weights.length,
      claimed: { by: new URL(stand.endpoint).host, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    expect(subject.entries[0]).toMatchObject({
      claimed: { gitBlob: expect.stringMatching(/^[0-9a-f]{40}$/) as string },
    });
    await (await fileOf(subject, 'model.safetensors')).read(0, 10);
    expect(stand.seen.filter(({ path }) => path.includes('/resolve/')).every(({ path }) => path.includes(COMMIT))).toBe(
      true,
    );
  });

  it('follows the pages of a listing, and never to another origin', async () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`${i}.txt`, config]));
    expect((await open('org/name', { files: many }, { page: 4 })).entries.length).toBe(25);
    stand.intercept = (_server, request, response) => {
      if (request.url?.includes('/tree/') !== true) return false;
      response.setHeader('link', `<${stand.cdn}/stolen>; rel="next"`);
      response.end('[]');
      return true;
    };
    await expect(again('org/name', false)).rejects.toThrow('another origin');
  });

  it('gives a part of the repository where a path is named', async () => {
    const subject = await open('org/name/sub', {
      files: { 'sub/a.txt': config, 'subway.txt': config, 'b.txt': config },
    });
    expect(subject.entries.map(({ path }) => path)).toEqual(['sub/a.txt']);
  });

  it('refuses paths that a downloader must not follow, and reads both of two that differ in case', async () => {
    const hostile = ['../up.bin', '/etc/passwd', 'a\\b.bin', 'nul\0.bin', 'a//b', 'C:x', './x'];
    const list = Object.fromEntries([...hostile, 'Model.bin', 'model.bin'].map((path) => [path, config]));
    const { entries } = await open('org/name', { files: list });
    const refused = entries.filter((entry) => entry.kind === 'refused');
    expect(refused.length).toBe(hostile.length);
    expect(refused.every((entry) => entry.reason === 'path-unsafe')).toBe(true);
    expect(entries.filter((entry) => entry.kind === 'file').map(({ anomalies }) => anomalies?.[0]?.code)).toEqual([
      undefined,
      'source.path-case',
    ]);
  });
});

describe('whatever a hub answers', () => {
  it('is an understandable failure or a subject, and nothing else', async () => {
    await open('org/name');
    const node = fc.record(
      {
        type: fc.constantFrom('file', 'directory', 'x'),
        path: fc.oneof(fc.string(), fc.constantFrom('a', 'A', '../a', '__proto__', 'constructor')),
        size: fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger()),
        oid: fc.string(),
        lfs: fc.option(fc.record({ oid: fc.string(), size: fc.maxSafeNat() })),
      },
      { requiredKeys: ['type', 'path'] },
    );
    const tree = fc.oneof(fc.jsonValue(), fc.array(node));
    const link = fc.oneof(
      fc.constant(''),
      fc.constantFrom('<>; rel="next"', '<http://[>; rel=next', '<?cursor=1>; rel="next"'),
    );
    const run = async (body: unknown, header: string, status: number): Promise<void> => {
      stand.intercept = (_, request, response) => {
        if (request.url?.includes('/tree/') !== true) return false;
        response.writeHead(status, { link: header });
        response.end(JSON.stringify(body));
        return true;
      };
      try {
        const { entries } = await again('org/name', false);
        for (const entry of entries) expect(entry.path).toEqual(expect.any(String));
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    };
    await fc.assert(fc.asyncProperty(tree, link, fc.constantFrom(200, 206, 400, 403, 418), run), { numRuns: 60 });
  });
});

describe('what a hub refuses', () => {
  it('tells a gated repository, with the way to get access', async () => {
    const subject = await open('org/name', { gated: true });
    const file = await fileOf(subject, 'model.safetensors');
    await expect(file.read(0, 8)).rejects.toThrow(/gated.*Ask for access on http.*org\/name.*HF_TOKEN/);
    await expect(file.read(0, 8)).rejects.toBeInstanceOf(UsageError);
  });

  it('tells a missing or private one, and does not pretend to know which', async () => {
    await expect(open('org/other')).rejects.toThrow(/does not exist, or it is private: no token was sent/);
    await expect(again('org/other', true)).rejects.toThrow(/does not exist, or it is private and the token/);
  });

  it('tells a missing revision and a missing path', async () => {
    await expect(open('org/name@v9')).rejects.toThrow('no revision "v9"');
    await expect(again('org/name/nothing.bin', false)).rejects.toThrow('has no "nothing.bin"');
  });

  it('tells a token that is not known', async () => {
    stand = await startStandIn({ 'org/name': { commit: COMMIT, files } }, { token: 'another' });
    await expect(again('org/name', true)).rejects.toThrow('does not know the token');
  });

  it('reads a private repository with its token', async () => {
    const subject = await open('org/name', { private: true, gated: true }, { withToken: true });
    expect([...(await (await fileOf(subject, 'model.safetensors')).read(300_000, 4))]).toEqual([
      ...weights.subarray(300_000, 300_004),
    ]);
  });
});

describe('a token', () => {
  it('goes to the hub with each question and never to the CDN', async () => {
    const subject = await open('org/name', {}, { withToken: true });
    const file = await fileOf(subject, 'model.safetensors');
    await file.read(0, 8);
    await file.read(400_000, 8);
    const sent = (server: string) =>
      stand.seen.filter((one) => one.server === server).map(({ authorization }) => authorization);
    expect(new Set(sent('hub'))).toEqual(new Set([`Bearer ${TOKEN}`]));
    expect(new Set(sent('cdn'))).toEqual(new Set([undefined]));
  });

  it('does not come back with a redirect that returns to the hub', async () => {
    const subject = await open('org/name', {}, { withToken: true });
    stand.seen.length = 0;
    stand.intercept = (server, _request, response) => {
      if (server === 'hub' && _request.url === '/api/whoami-v2') return (fail(response, 200), true);
      if (server !== 'cdn') return false;
      response.writeHead(302, { location: `${stand.endpoint}/api/whoami-v2` });
      response.end();
      return true;
    };
    await expect((await fileOf(subject, 'model.safetensors')).read(0, 8)).rejects.toThrow();
    expect(
      stand.seen.filter(({ path }) => path.includes('whoami')).map(({ authorization }) => authorization),
    ).toSatisfy((all: unknown[]) => all.length > 0 && all.every((one) => one === undefined));
  });
});

describe('what a hub says of a file', () => {
  it('must agree between listing and resolving', async () => {
    const subject = await open('org/name');
    stand.intercept = (server, request, response) => {
      if (server !== 'hub' || request.url?.includes('/resolve/') !== true) return false;
      response.writeHead(302, { location: `${stand.cdn}/blob/x`, 'x-linked-etag': `"${'a'.repeat(64)}"` });
      response.end();
      return true;
    };
    await expect((await fileOf(subject, 'model.safetensors')).read(0, 8)).rejects.toThrow('lists it as');
  });

  it('must be of the commit that was asked for', async () => {
    const subject = await open('org/name');
    stand.intercept = (_, request, response) => {
      if (request.url?.includes('/resolve/') === true) response.setHeader('x-repo-commit', 'b'.repeat(40));
      return false;
    };
    await expect((await fileOf(subject, 'config.json')).read(0, 8)).rejects.toThrow('where c0ffee');
  });

  it('asks the hub once and then the CDN, and the hub again where a signed address has expired', async () => {
    const subject = await open('org/name');
    const file = await fileOf(subject, 'model.safetensors');
    await Promise.all([file.read(0, 100), file.read(450_000, 100)]);
    const resolves = () => stand.seen.filter(({ path }) => path.includes('/resolve/')).length;
    expect(resolves()).toBe(1);
    let expired = 0;
    stand.intercept = (server, _request, response) => {
      if (server !== 'cdn' || expired++ > 0) return false;
      fail(response, 403);
      return true;
    };
    expect([...(await file.read(300_000, 3))]).toEqual([...weights.subarray(300_000, 300_003)]);
    expect(resolves()).toBe(2);
  });
});
