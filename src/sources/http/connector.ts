import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { InputError } from '../../core/errors.ts';

/** Resolves a name to all its addresses; tests give their own. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Why an address is not public, or undefined; tests have a network of their own. */
export type NotPublic = (address: string) => string | undefined;

export interface ConnectorOptions {
  readonly allowPrivate: boolean;
  /** Certificates of authorities, PEM, in place of the default ones. */
  readonly ca: readonly string[] | undefined;
  readonly resolve: Resolve;
  readonly notPublic: NotPublic;
  /** Milliseconds until a connection must stand. */
  readonly timeout: number;
}

export const resolveBySystem: Resolve = (host) =>
  new Promise((done, fail) => {
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? done(addresses) : fail(error)));
  });

/**
 * Makes connections to public addresses alone. The check is on the very addresses that are then connected to, so a name
 * that resolves differently the second time (DNS rebinding) gains nothing, and each redirect passes here again. One
 * private address among public ones refuses the name: no honest name has both. Without encryption only private
 * addresses are reached, and those only where they are allowed.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { ca, timeout } = options;
  const secure = { timeout, ...(ca === undefined ? {} : { ca: [...ca] }) };
  const overTls = buildConnector({ ...secure, lookup: guardedLookup(options, true) });
  const plain = buildConnector({ timeout, lookup: guardedLookup(options, false) });
  return (target, done) => {
    const encrypted = target.protocol === 'https:';
    // A literal never reaches the look-up.
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    const error = isIP(literal) === 0 ? undefined : refusal(literal, [literal], options, encrypted);
    if (error !== undefined) done(error, null);
    else if (encrypted) overTls(target, done);
    else plain(target, done);
  };
}

function guardedLookup(options: ConnectorOptions, encrypted: boolean): LookupFunction {
  return (host, { all }, done) => {
    options.resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined) return done(new Error(`no address for ${host}`), []);
        const error = refusal(
          host,
          found.map(({ address }) => address),
          options,
          encrypted,
        );
        if (error !== undefined) done(error, []);
        else if (all === true) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}

function refusal(
  host: string,
  addresses: readonly string[],
  { allowPrivate, notPublic }: ConnectorOptions,
  encrypted: boolean,
): InputError | undefined {
  for (const address of addresses) {
    const why = notPublic(address);
    if (why === undefined && !encrypted) return refusedPlain(host);
    if (why !== undefined && !allowPrivate) return refusedAddress(host, address === host ? why : `${address}, ${why}`);
  }
  return undefined;
}

export function refusedPlain(host: string): InputError {
  return new InputError('unreadable', `${host} would be reached without encryption: only https:// is accepted`);
}

export function refusedAddress(host: string, why: string): InputError {
  const because = 'a model must not make this machine talk to its own network';
  return new InputError('unreadable', `${host} is ${why}: refused, for ${because} (--allow-private-addresses)`);
}
