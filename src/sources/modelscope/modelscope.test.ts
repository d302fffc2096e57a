import { afterEach, describe, expect, it } from 'vitest';
import { resolveLimits } from '../../core/limits.ts';
import { COMMIT, startStandIn } from '../hub/stand-in.fixture.ts';
import { openSubject } from '../open-subject.ts';
import type { RemoteOptions } from '../remote-options.ts';
import type { Subject } from '../subject.ts';
import { startModelScope } from './stand-in.fixture.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function open(address: string, endpoint: string, more: Partial<RemoteOptions> = {}): Promise<Subject> {
  const env = { MODELSCOPE_ENDPOINT: endpoint, MODELSCOPE_API_TOKEN: 'ms-token', HF_TOKEN: 'hf-token', ...more.env };
  const options = { token: true, download: false, allowPrivate: true, cache: false, userAgent: 'assay/test' } as const;
  const subject = await openSubject(`ms://${address}`, resolveLimits(), { ...options, ...more, env });
  ending.push(async () => subject.remote?.close());
  return subject;
}

async function modelScope(files: Record<string, Uint8Array>, cutAt?: number) {
  const stand = await startModelScope('org/name', files, cutAt);
  ending.push(() => stand.close());
  return stand;
}

describe('a repository on ModelScope', () => {
  it('is listed with its digests, and read by ranges', async () => {
    const weights = new Uint8Array(400_000).fill(7);
    const stand = await modelScope({ 'a/model.bin': weights, 'README.md': text('hello') });
    const subject = await open('org/name', stand.endpoint);
    expect(subject.remote?.url).toBe('ms://org/name@master');
    expect(subject.entries.map(({ path }) => path)).toEqual(['README.md', 'a/model.bin']);
    const entry = subject.entries[1];
    if (entry?.kind !== 'file' || entry.open.kind !== 'remote') throw new Error('no file');
    expect(entry.claimed?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const file = await entry.open.open({ whole: false, signal: undefined });
    expect([...(await file.read(399_990, 20))]).toEqual([...weights.subarray(399_990)]);
  });

  it('gets its own token and no other', async () => {
    const stand = await modelScope({ 'README.md': text('hello') });
    await open('org/name', stand.endpoint);
    expect(stand.seen.map(({ authorization, cookie }) => [authorization, cookie])).toEqual([
      ['Bearer ms-token', 'm_session_id=ms-token'],
    ]);
  });

  it('is walked folder by folder where the hub cuts the listing, and says where even that was cut', async () => {
    const many = Object.fromEntries(
      ['a', 'b', 'c'].flatMap((folder) => Array.from({ length: 1500 }, (_, i) => [`${folder}/${i}`, text('x')])),
    );
    const full = await modelScope({ ...many, top: text('x') });
    expect((await open('org/name', full.endpoint)).entries.length).toBe(4501);
    const flat = await modelScope(Object.fromEntries(Array.from({ length: 3100 }, (_, i) => [`${i}`, text('x')])));
    const { entries } = await open('org/name', flat.endpoint);
    expect(entries.filter(({ kind }) => kind === 'refused').map(({ path }) => path)).toEqual(['…']);
  });

  it('says what is missing', async () => {
    const stand = await modelScope({});
    await expect(open('org/other', stand.endpoint)).rejects.toThrow(
      'does not exist in this revision, or it is private',
    );
    await expect(open('org/name/x', stand.endpoint)).rejects.toThrow('has no "x"');
  });
});

describe('a digest check across hubs', () => {
  it('finds what the two claim differently, and sends each hub its own token alone', async () => {
    const same = new Uint8Array(2000).fill(1);
    const here = {
      'same.bin': same,
      'other.bin': new Uint8Array(2000).fill(2),
      'small.json': text('{}'),
      only: text(''),
    };
    const there = { 'same.bin': same, 'other.bin': new Uint8Array(2000).fill(3), 'small.json': text('{}') };
    const stand = await modelScope(here);
    const hub = await startStandIn({ 'org/name': { commit: COMMIT, files: there } }, { token: 'hf-token' });
    ending.push(() => hub.close());
    const subject = await open('org/name', stand.endpoint, {
      compareWith: 'hf://org/name',
      env: { HF_ENDPOINT: hub.endpoint },
    });
    expect(subject.remote?.reference).toEqual({
      url: 'hf://org/name',
      revision: COMMIT,
      compared: 2,
      differing: 1,
      incomparable: 1,
      missing: 1,
    });
    expect(new Set(hub.seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer hf-token']));
    expect(new Set(stand.seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer ms-token']));
    const differing = subject.entries.filter(
      (entry) =>
        entry.kind === 'file' &&
        entry.claimed?.reference?.sha256 !== entry.claimed?.sha256 &&
        entry.claimed?.reference !== undefined,
    );
    expect(differing.map(({ path }) => path)).toEqual(['other.bin']);
  });
});
