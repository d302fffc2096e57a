import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { parseHubAddress, shownAddress } from './hub-address.ts';
import { unsafePath } from './paths.ts';

const parsed = (text: string) => parseHubAddress('hf', text);

describe('the address of a repository', () => {
  it.each([
    ['org/name', 'org/name', undefined, undefined],
    ['org/name/', 'org/name', undefined, undefined],
    ['org/name@v1.0', 'org/name', 'v1.0', undefined],
    ['org/name/sub/model.bin', 'org/name', undefined, 'sub/model.bin'],
    ['org/name@main/sub', 'org/name', 'main', 'sub'],
    ['org/name@refs/pr/12/sub', 'org/name', 'refs/pr/12', 'sub'],
    ['org/name@refs%2Fpr%2F12', 'org/name', 'refs/pr/12', undefined],
    ['org/name@feature%2Fone/a', 'org/name', 'feature/one', 'a'],
    [
      'org/n.a_m-e@0123456789012345678901234567890123456789',
      'org/n.a_m-e',
      '0123456789012345678901234567890123456789',
      undefined,
    ],
    ['org/name/a@b.txt', 'org/name', undefined, 'a@b.txt'],
  ])('%s', (text, repository, revision, path) => {
    expect(parsed(text)).toEqual({ repository, revision, path });
  });

  it.each([
    '',
    'org',
    'org/',
    '/name',
    'org/na me',
    'org/..',
    '../name',
    'org/name@',
    'org/name@a..b',
    'org/name/../x',
    'org/name//x',
    'org/name@%zz',
    'org/name@a%00b',
    'o\\g/name',
    'org/name?x=1',
  ])('%j is none', (text) => {
    expect(() => parsed(text)).toThrow(UsageError);
  });

  it('is read again as it is shown', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const revision = fc.option(fc.oneof(name, fc.constant('refs/pr/3'), fc.constant('a/b')), { nil: undefined });
    const path = fc.option(
      fc.array(name, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/')),
      { nil: undefined },
    );
    fc.assert(
      fc.property(name, name, revision, path, (org, repo, at, inside) => {
        const address = { repository: `${org}/${repo}`, revision: at, path: inside };
        expect(parsed(shownAddress('hf', address).slice('hf://'.length))).toEqual(address);
      }),
    );
  });
});

it('lets no path climb, start anew or hide characters', () => {
  for (const wrong of [
    '',
    '/a',
    '../a',
    'a/../b',
    'a/..',
    './a',
    'a//b',
    'a/',
    'a\\b',
    'C:/a',
    'a\0b',
    'a\nb',
    '\ud800',
    'x'.repeat(5000),
  ])
    expect(unsafePath(wrong), JSON.stringify(wrong).slice(0, 40)).toBeDefined();
  for (const right of ['a', 'a/b.c', 'model-00001-of-00002.safetensors', '…/ünïcode', '..a', 'a..b/c'])
    expect(unsafePath(right), right).toBeUndefined();
});
