import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocalName, notPublic } from './addresses.ts';

describe('a public address', () => {
  it.each(['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111', '64:ff9b::101:101'])('is %s', (address) => {
    expect(notPublic(address)).toBeUndefined();
  });
});

describe('no public address', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '198.18.0.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('is %s', (address) => {
    expect(notPublic(address)).toBeDefined();
  });

  it('is any within 10.0.0.0/8, also mapped into IPv6', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { minLength: 3, maxLength: 3 }), (rest) => {
        expect(notPublic(`10.${rest.join('.')}`)).toBeDefined();
        expect(notPublic(`::ffff:10.${rest.join('.')}`)).toBeDefined();
      }),
    );
  });
});

it('knows names that never leave the network', () => {
  for (const name of [
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'printer.local',
    'metadata.google.internal',
    'x.home.arpa',
  ])
    expect(isLocalName(name), name).toBe(true);
  for (const name of ['huggingface.co', 'local.example', 'internal.example', 'localhost.example'])
    expect(isLocalName(name), name).toBe(false);
});
