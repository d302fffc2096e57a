import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { testAccess } from './access.fixture.ts';
import { notPublic } from './addresses.ts';
import { readBody } from './answer.ts';
import { makeCertificate } from './certificate.fixture.ts';
import type { HttpOptions } from './client.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-tls-'));
const made = makeCertificate(folder);
const openssl = made !== undefined;
const { certificate = '', key = '' } = made ?? {};
afterAll(() => rmSync(folder, { recursive: true }));

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

interface Tls {
  readonly port: number;
  readonly hosts: string[];
}

/** Says its name; `/to?…` redirects there. */
async function tlsServer(): Promise<Tls> {
  const hosts: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    hosts.push(request.headers.host ?? '');
    const url = new URL(request.url ?? '/', 'https://stand-in');
    if (url.pathname === '/close') response.setHeader('connection', 'close');
    if (url.pathname === '/to') response.writeHead(302, { location: decodeURIComponent(url.search.slice(1)) });
    response.end('over TLS');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ending.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, hosts };
}

/** A proxy that tunnels everything to one port of this machine and remembers what it was asked for. */
async function proxy(to: number): Promise<{ address: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createPlain().on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const inner = connect(to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      inner.pipe(socket).pipe(inner);
    });
    inner.on('error', () => socket.destroy());
    socket.on('error', () => inner.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ending.push(() => server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels };
}

/** 127.0.0.1 plays the public network; all else is judged as it is. */
const network: Partial<HttpOptions> = {
  allowPrivate: false,
  resolve: async (host) => [{ address: host === 'inner.example' ? '127.0.0.2' : '127.0.0.1', family: 4 }],
  notPublic: (address) => (address === '127.0.0.1' ? undefined : notPublic(address)),
};

async function get(url: string, options: Partial<HttpOptions>): Promise<string> {
  const { client, end } = await testAccess({ ...network, ...options });
  ending.push(end);
  return client.get(new URL(url), { expect: 1000 }, async (answer) =>
    new TextDecoder().decode(await readBody(answer, 1000)),
  );
}

describe.skipIf(!openssl)('a private certificate authority', () => {
  it('is taken from SSL_CERT_FILE', async () => {
    const { port } = await tlsServer();
    expect(await get(`https://public.example:${port}/`, { env: { SSL_CERT_FILE: certificate } })).toBe('over TLS');
  });

  it('is refused where nobody names it, with the way to name it', async () => {
    const { port } = await tlsServer();
    await expect(get(`https://public.example:${port}/`, {})).rejects.toThrow('NODE_EXTRA_CA_CERTS');
  });

  it('does not vouch for another host', async () => {
    const { port } = await tlsServer();
    const env = { SSL_CERT_FILE: certificate };
    await expect(get(`https://other.example:${port}/`, { env })).rejects.toThrow('its certificate is for another host');
  });

  it('that cannot be read is a mistake of the user', async () => {
    await expect(get('https://public.example/', { env: { SSL_CERT_FILE: join(folder, 'none') } })).rejects.toThrow(
      'cannot be read',
    );
  });
});

describe.skipIf(!openssl)('over TLS', () => {
  it('a redirect to a name with a private address is refused', async () => {
    const { port, hosts } = await tlsServer();
    const to = encodeURIComponent(`https://inner.example:${port}/secret`);
    const asked = get(`https://public.example:${port}/to?${to}`, { env: { SSL_CERT_FILE: certificate } });
    await expect(asked).rejects.toThrow('inner.example is 127.0.0.2, an address of this machine: refused');
    expect(hosts.length).toBe(1);
  });

  it('a name that resolves to a private address the second time gains nothing (DNS rebinding)', async () => {
    const { port, hosts } = await tlsServer();
    let asked = 0;
    const resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    const { client, end } = await testAccess({ ...network, resolve, env: { SSL_CERT_FILE: certificate } });
    ending.push(end);
    const once = (): Promise<Uint8Array> =>
      client.get(new URL(`https://public.example:${port}/close`), { expect: 1000 }, (answer) => readBody(answer, 1000));
    await once();
    await expect(once()).rejects.toThrow('public.example is 127.0.0.2, an address of this machine: refused');
    expect([asked, hosts.length]).toEqual([2, 1]);
  });

  it('a redirect to plain http is refused, also where private addresses are allowed', async () => {
    const { port } = await tlsServer();
    const url = `https://public.example:${port}/to?${encodeURIComponent(`http://127.0.0.1:${port}/`)}`;
    const options = { env: { SSL_CERT_FILE: certificate }, allowPrivate: true };
    await expect(get(url, options)).rejects.toThrow('redirects from https:// to http:');
  });
});

describe.skipIf(!openssl)('a proxy', () => {
  it('is taken from the environment, and tunnels', async () => {
    const { port } = await tlsServer();
    const { address, tunnels } = await proxy(port);
    const env = { HTTPS_PROXY: address, SSL_CERT_FILE: certificate };
    expect(await get('https://public.example/', { env })).toBe('over TLS');
    expect(tunnels).toEqual(['public.example:443']);
  });

  it('is passed by for the hosts of NO_PROXY', async () => {
    const { port } = await tlsServer();
    const { address, tunnels } = await proxy(port);
    const env = { https_proxy: address, no_proxy: 'public.example', SSL_CERT_FILE: certificate };
    expect(await get(`https://public.example:${port}/`, { env })).toBe('over TLS');
    expect(tunnels).toEqual([]);
  });

  it('is never asked for an address or name of its own network', async () => {
    const { address, tunnels } = await proxy(1);
    for (const url of ['https://10.0.0.1/', 'https://169.254.169.254/', 'https://localhost/', 'https://db.internal/'])
      await expect(get(url, { env: { https_proxy: address } })).rejects.toThrow('refused');
    expect(tunnels).toEqual([]);
  });
});
