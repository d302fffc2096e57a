import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Comparison } from '../dossier/comparison.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { dossierDigest } from '../dossier/digest.ts';
import { parseDossier } from '../dossier/schema.ts';
import { callPickle } from '../formats/pickle/assemble.fixture.ts';
import { writeSafetensors } from '../formats/safetensors/write.fixture.ts';
import { torchMembers, writeZip } from '../formats/zip/write.fixture.ts';
import { COMMIT, serve, type StandIn, startStandIn } from '../sources/hub/stand-in.fixture.ts';
import { startModelScope } from '../sources/modelscope/stand-in.fixture.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const TOKEN = 'hf_SecretOfTheTest0123456789abcdefghij';
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const weights = writeSafetensors({ tensors: [{ name: 'a', dtype: 'F32', shape: [500_000], bytes: 2_000_000 }] });
const hostile = writeZip({ members: torchMembers(callPickle('os', 'system', 'echo harmless')) });
const clean = { 'config.json': text('{"model_type":"llama"}'), 'model.safetensors': weights };

let root = '';
let stand: StandIn;
const ending: (() => Promise<void>)[] = [];
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'assay-cli-remote-'));
  const repositories = {
    'org/clean': { commit: COMMIT, files: clean },
    'org/hostile': { commit: COMMIT, files: { ...clean, 'pytorch_model.bin': hostile } },
    'org/gated': { commit: COMMIT, files: clean, gated: true },
    'org/private': { commit: COMMIT, files: clean, private: true },
  };
  stand = await startStandIn(repositories, { token: TOKEN });
});
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
  await stand.close();
  rmSync(root, { recursive: true, force: true });
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a process, while this one plays the network. */
function start(args: readonly string[], env: Record<string, string> = {}) {
  const { HF_TOKEN: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: root,
    env: { ...inherited, FORCE_COLOR: '0', XDG_CACHE_HOME: join(root, 'cache'), HF_ENDPOINT: stand.endpoint, ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = new Promise<Ran>((done) => child.on('close', (code) => done({ code, ...said })));
  return { child, ended };
}

const assay = (args: readonly string[], env?: Record<string, string>): Promise<Ran> =>
  start([...args, '--allow-private-addresses'], env).ended;
const json = async (args: readonly string[], env?: Record<string, string>): Promise<Dossier> => {
  const ran = await assay([...args, '--format', 'json'], env);
  if (ran.out === '') throw new Error(ran.err);
  return parseDossier(JSON.parse(ran.out));
};

describe('a repository on a hub', () => {
  it('is examined where it is: findings, commit, bytes read of bytes held', async () => {
    const dossier = await json(['scan', 'hf://org/hostile@main']);
    expect(dossier.findings[0]).toMatchObject({ rule: 'pickle-gadget', severity: 'critical' });
    expect(dossier.subject).toMatchObject({ name: 'org/hostile', kind: 'repository', revision: COMMIT });
    expect(dossier.subject.bytesRead).toBeLessThan(dossier.subject.bytes / 5);
    expect(stand.sent).toBe(dossier.run.network?.fetched);
    const { code, out } = await assay(['scan', 'hf://org/hostile']);
    expect(code).toBe(1);
    expect(out).toContain(`commit ${COMMIT.slice(0, 12)}`);
    expect(out).toMatch(/of 2.0 MB read \(\d/);
  });

  it('gives the same dossier from the network and from the cache, which asks nothing of the files again', async () => {
    const cold = await json(['scan', 'hf://org/hostile']);
    const warm = await json(['scan', 'hf://org/hostile']);
    const without = await json(['scan', 'hf://org/hostile', '--no-cache']);
    expect(warm.run.network).toMatchObject({ fetched: 0, cached: cold.run.network?.fetched });
    expect(dossierDigest(warm)).toBe(dossierDigest(cold));
    expect(dossierDigest(without)).toBe(dossierDigest(cold));
  });

  it('records what the hub claims, and finds bytes that are not what it claims', async () => {
    const sha256 = createHash('sha256').update(weights).digest('hex');
    const fileOf = ({ files }: Dossier) => files.find(({ path }) => path === 'model.safetensors');
    const scanned = fileOf(await json(['examine', 'hf://org/clean']));
    expect([scanned?.claimed?.sha256, scanned?.sha256]).toEqual([sha256, undefined]);
    expect(fileOf(await json(['examine', 'hf://org/clean', '--download']))?.sha256).toBe(sha256);
    stand.intercept = (server, request, response) => {
      if (server !== 'cdn') return false;
      serve(
        weights.map((byte, i) => (i === 1_500_000 ? byte ^ 1 : byte)),
        '"x"',
        request,
        response,
      );
      return true;
    };
    const ran = await assay(['scan', 'hf://org/clean', '--download']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('claimed-digest');
    expect(readdirSync(join(root, 'cache/assay')).filter((name) => name.includes('spool'))).toEqual([]);
  });

  it('is compared with the same on another hub', async () => {
    const other = await startModelScope('org/clean', {
      ...clean,
      'model.safetensors': weights.map((byte) => byte ^ 1),
    });
    ending.push(() => other.close());
    const env = { MODELSCOPE_ENDPOINT: other.endpoint };
    const dossier = await json(['scan', 'hf://org/clean', '--compare-with', 'ms://org/clean'], env);
    expect(dossier.subject.reference).toMatchObject({ url: 'ms://org/clean@master', compared: 1, differing: 1 });
    expect(dossier.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['hub-digest-differs', 'high']]);
  });
});

describe('exit codes', () => {
  it.each([
    ['hf://org/gated', /gated: its owner decides who may read it\. Ask for access/],
    ['hf://org/private', /does not exist, or it is private: no token was sent/],
    ['hf://org/clean@nowhere', /has no revision "nowhere"/],
    ['hf://org/clean/nothing.bin', /has no "nothing.bin"/],
    ['hf://org', /names no repository/],
    ['s3://bucket/key', /no kind of subject/],
    ['https://user:pass@model.example/x', /name or password/],
  ])('2 for %s, with the reason', async (subject, reason) => {
    const { code, err } = await assay(['scan', subject]);
    expect(err).toMatch(reason);
    expect(err).not.toContain('internal error');
    expect(code).toBe(2);
  });

  it('2 where the hub is on a private address that nobody allowed', async () => {
    const { code, err } = await start(['scan', 'hf://org/clean']).ended;
    expect([code, stand.seen.length]).toEqual([2, 0]);
    expect(err).toMatch(/refused|only https/);
  });

  it('3 where the byte budget ends before the files do, with each file that went without', async () => {
    const ran = await assay(['scan', 'hf://org/clean', '--byte-budget', '100k', '--no-cache']);
    expect(ran.code).toBe(3);
    expect(ran.out).toMatch(/model\.safetensors: not fetched.*--byte-budget/s);
    expect(stand.sent).toBeLessThanOrEqual(100_000);
  });

  it('3 where a file cannot be had, and the others are read', async () => {
    stand.intercept = (server, _, response) => {
      if (server !== 'cdn') return false;
      response.writeHead(404).end();
      return true;
    };
    const ran = await assay(['scan', 'hf://org/clean']);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('404 (no such file)');
  });

  it('130 where the user ends it', async () => {
    stand.intercept = (server) => server === 'cdn';
    const { child, ended } = start(['scan', 'hf://org/clean', '--allow-private-addresses']);
    while (!stand.seen.some(({ server }) => server === 'cdn')) await new Promise((done) => setTimeout(done, 20));
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });
});

describe('a token', () => {
  it('opens what it may and shows nowhere: no dossier, no report, no message, no cache, no other origin', async () => {
    const env = { HF_TOKEN: TOKEN };
    const ran = await assay(['examine', 'hf://org/gated', '--out', 'result', '--format', 'json'], env);
    expect(ran.code).toBe(0);
    stand.intercept = (server, _, response) => {
      if (server === 'hub') return false;
      response.writeHead(500).end();
      return true;
    };
    const failing = await assay(['scan', 'hf://org/private', '--no-cache', '--limit', 'http.attempts=1'], env);
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const written = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(files.length).toBeGreaterThan(2);
    for (const output of [ran.out, ran.err, failing.out, failing.err, ...written]) {
      expect(output).not.toContain(TOKEN);
      expect(output).not.toContain('not-for-logs');
    }
    expect(stand.seen.filter(({ server, authorization }) => server === 'cdn' && authorization !== undefined)).toEqual(
      [],
    );
  });

  it('is taken from a file that is named, and from no settings file', async () => {
    writeFileSync(join(root, 'token'), `${TOKEN}\n`);
    expect((await assay(['scan', 'hf://org/private', '--token-file', 'token'])).code).toBe(0);
    expect((await assay(['scan', 'hf://org/private', '--no-token'], { HF_TOKEN: TOKEN })).code).toBe(2);
    writeFileSync(join(root, 'assay.config.yaml'), `hub-endpoint: ${stand.cdn}\n`);
    expect((await assay(['scan', 'hf://org/private'], { HF_TOKEN: TOKEN })).code).toBe(2);
    expect(stand.seen.some(({ server, authorization }) => server === 'cdn' && authorization !== undefined)).toBe(false);
  });
});

describe('one file behind an address', () => {
  const address = (): string =>
    `${stand.endpoint}/org/clean/resolve/${COMMIT}/model.safetensors?signature=not-for-logs`;

  it('is read by ranges, and its query is nowhere', async () => {
    const ran = await assay(['scan', address(), '--format', 'json']);
    const dossier = parseDossier(JSON.parse(ran.out));
    expect(dossier.files).toMatchObject([{ path: 'model.safetensors', format: 'safetensors', status: 'complete' }]);
    expect(dossier.subject.bytesRead).toBeLessThan(300_000);
    expect(ran.out).not.toContain('not-for-logs');
  });

  it('without ranges is refused with the way out, which works', async () => {
    const large = new Uint8Array(20_000_000);
    stand.intercept = (server, request, response) => {
      if (server !== 'cdn') return false;
      const { range: _, ...headers } = request.headers;
      serve(large, '"x"', Object.assign(Object.create(request) as typeof request, { headers }), response);
      return true;
    };
    const { code, err } = await assay(['scan', address()]);
    expect(code).toBe(2);
    expect(err).toContain('--download fetches it whole');
    expect((await json(['scan', address(), '--download'])).files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('two repositories', () => {
  it('are compared by what the hub claims and by their headers, and by their bytes where these are fetched', async () => {
    const args = ['compare', 'hf://org/clean', 'hf://org/changed', '--format', 'json'];
    const changed = weights.slice();
    changed[changed.length - 1] = 7;
    await stand.close();
    stand = await startStandIn({
      'org/clean': { commit: COMMIT, files: clean },
      'org/changed': {
        commit: COMMIT,
        files: { ...clean, 'model.safetensors': changed, 'pytorch_model.bin': hostile },
      },
    });
    const ran = await assay(args);
    const comparison = JSON.parse(ran.out) as Comparison;
    expect(ran.code).toBe(1);
    expect(comparison.files.same).toBe(1);
    expect(comparison.files.changes.map(({ change, path }) => `${change} ${path}`)).toEqual([
      'changed model.safetensors',
      'added pytorch_model.bin',
    ]);
    expect(comparison.findings.new.map(({ rule }) => rule)).toContain('pickle-gadget');
    expect(comparison.inside?.tensors[0]).toMatchObject({ unread: 1, values: { count: 0 } });
    expect(comparison.notCompared.join()).toContain('--download fetches them');
    const whole = JSON.parse((await assay([...args, '--download'])).out) as Comparison;
    expect(whole.inside?.tensors[0]).toMatchObject({ unread: 0, values: { count: 1, first: ['a'] } });
  });
});
