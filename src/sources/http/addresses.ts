import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public by their range, yet answered by the machine's own cloud: Azure's WireServer. */
const CLOUD_INTERNAL: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Why an address is not one of the public Internet, in words, or undefined where it is one. A model's listing or a
 * redirect must not make us talk to the machine itself, its network or a cloud's metadata service (CWE-918): loopback,
 * private, link-local, unique-local, carrier-grade NAT, multicast, reserved and documentation ranges are not public,
 * nor are the same inside IPv6 (mapped, NAT64).
 * @param address an IPv4 or IPv6 literal, without brackets
 */
export function notPublic(address: string): string | undefined {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) === 0) return 'no IP address';
  const parsed = ipaddr.process(bare); // Unwraps ::ffff:a.b.c.d.
  if (CLOUD_INTERNAL.has(parsed.toString())) return 'an address of the cloud that the machine runs in';
  const range = parsed.range();
  if (range === 'unicast') return undefined;
  if (range === 'rfc6052' && parsed instanceof ipaddr.IPv6) {
    // NAT64: a public IPv4 address as an IPv6-only network sees it.
    return notPublic(new ipaddr.IPv4(parsed.toByteArray().slice(12)).toString());
  }
  return WORDS[range] ?? `an address of the range "${range}"`;
}

const WORDS: Readonly<Record<string, string>> = {
  loopback: 'an address of this machine',
  unspecified: 'an address of this machine',
  private: 'a private address',
  uniqueLocal: 'a private address',
  linkLocal: 'a link-local address, where clouds keep their metadata',
  carrierGradeNat: "an address of a provider's inner network",
};

/** The IP literal of a URL's host, without brackets; undefined for a name. */
export function literalAddress(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? undefined : host;
}

/** Names that never leave the machine or its network, whatever DNS says of them (RFC 6761, RFC 6762, RFC 9476). */
export function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === 'localhost' || /\.(localhost|local|internal|home\.arpa)$/.test(name);
}
