import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { resolveLimits } from '../../core/limits.ts';
import { type TestAccess, testAccess } from './access.fixture.ts';
import { readBody } from './answer.ts';
import type { HttpOptions } from './client.ts';
import { Credential } from './credential.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

async function server(handler: Handler): Promise<{ origin: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const made = createServer((request, response) => handler(request, response, seen.push(request)));
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  ending.push(
    () =>
      new Promise<void>((done) => {
        made.close(() => done());
        made.closeAllConnections();
      }),
  );
  return { origin: `http://127.0.0.1:${(made.address() as AddressInfo).port}`, seen };
}

async function access(options: Partial<HttpOptions> = {}): Promise<TestAccess> {
  const made = await testAccess(options);
  ending.push(() => made.end());
  return made;
}

async function get(url: string, options: Partial<HttpOptions> = {}, signal?: AbortSignal): Promise<string> {
  const { client } = await access(options);
  const take = async (answer: Parameters<typeof readBody>[0]) =>
    `${answer.status} ${new TextDecoder().decode(await readBody(answer, 1000))}`;
  return client.get(new URL(url), { expect: 1000, signal }, take);
}

const say = (response: ServerResponse, status: number, headers: Record<string, string> = {}, body = ''): void => {
  response.writeHead(status, headers);
  response.end(body);
};

describe('another attempt', () => {
  it.each([408, 429, 500, 502, 503, 504])('follows on %i, and ends with the answer', async (status) => {
    const { origin, seen } = await server((_, response, count) =>
      count < 4 ? say(response, status, { 'retry-after': '0' }) : say(response, 200, {}, 'here'),
    );
    expect(await get(origin)).toBe('200 here');
    expect(seen.length).toBe(4);
  });

  it('ends after http.attempts, with the status', async () => {
    const { origin, seen } = await server((_, response) => say(response, 503));
    await expect(get(origin)).rejects.toThrow('the server answers 503, after 5 attempts');
    expect(seen.length).toBe(5);
  });

  it.each([400, 401, 403, 404, 410])('does not follow on %i', async (status) => {
    const { origin, seen } = await server((_, response) => say(response, status));
    expect(await get(origin)).toBe(`${status} `);
    expect(seen.length).toBe(1);
  });

  it('follows where the connection breaks before or within the answer', async () => {
    const { origin } = await server((request, response, count) => {
      if (count === 1) return void request.socket.destroy();
      if (count > 2) return say(response, 200, {}, 'here');
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await get(origin)).toBe('200 here');
  });

  it('follows where a server sends nothing for too long', async () => {
    const { origin } = await server((_, response, count) => (count === 1 ? undefined : say(response, 200, {}, 'here')));
    expect(await get(origin, { timings: { idle: 50, backOff: 1 } })).toBe('200 here');
  });

  it('ends at once where the user ends the run', async () => {
    const { origin } = await server((_, response) => say(response, 429, { 'retry-after': '3600' }));
    const end = new AbortController();
    const asked = get(origin, {}, end.signal);
    setTimeout(() => end.abort(), 20);
    await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
  });
});

describe('a server that is too slow', () => {
  const drip = (response: ServerResponse): void => {
    const timer = setInterval(() => response.write('x'), 5);
    response.on('close', () => clearInterval(timer));
  };
  const timings = { patience: 60, backOff: 1, idle: 5000 };

  it('with a body is given up, and not asked again', async () => {
    const { origin, seen } = await server((_, response) => drip(response));
    await expect(get(origin, { timings })).rejects.toThrow('the server is too slow');
    expect(seen.length).toBe(1);
  });

  it('with headers is given up', async () => {
    const { origin, seen } = await server(({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nX: ');
      const timer = setInterval(() => socket.write('H'), 5);
      socket.on('close', () => clearInterval(timer));
    });
    await expect(get(origin, { timings })).rejects.toThrow('the server is too slow');
    expect(seen.length).toBe(1);
  });

  it('with the body of a redirect is given up', async () => {
    const { origin } = await server((_, response) => {
      response.writeHead(302, { location: '/on' });
      drip(response);
    });
    await expect(get(origin, { timings })).rejects.toThrow('the server is too slow');
  });

  it('has one time for all attempts', async () => {
    const { origin, seen } = await server(() => {});
    const slow = { ...timings, idle: 30 };
    await expect(get(origin, { timings: slow, limits: resolveLimits({ 'http.attempts': 1000 }) })).rejects.toThrow(
      /too slow|1000 attempts/,
    );
    expect(seen.length).toBeLessThan(1000);
  });

  it('is asked no more after http.slow such answers', async () => {
    const { origin, seen } = await server((_, response) => drip(response));
    const { client } = await access({ timings, limits: resolveLimits({ 'http.slow': 2 }) });
    const ask = () => client.get(new URL(origin), { expect: 0 }, (answer) => readBody(answer, 1000));
    for (let i = 0; i < 2; i++) await expect(ask()).rejects.toThrow('the server is too slow');
    await expect(ask()).rejects.toThrow('is asked no more (http.slow)');
    expect(seen.length).toBe(2);
  });
});

describe('a redirect', () => {
  it('is followed five times and no more', async () => {
    const { origin, seen } = await server((_, response) => say(response, 302, { location: '/on' }));
    await expect(get(origin)).rejects.toThrow('more than 5 redirects');
    expect(seen.length).toBe(6);
  });

  it('takes the credential to its own origin alone', async () => {
    const away = await server((_, response) => say(response, 200, {}, 'away'));
    const home = await server((request, response) =>
      request.url === '/near'
        ? say(response, 307, { location: away.origin })
        : say(response, 307, { location: '/near' }),
    );
    const credential = new Credential(home.origin, { authorization: 'Bearer secret' });
    expect(await get(home.origin, { credential })).toBe('200 away');
    expect(home.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret', 'Bearer secret']);
    expect(away.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it.each(['file:///etc/passwd', 'ftp://host/x', 'http://user:pass@127.0.0.1/', 'data:,x', 'http://['])(
    'to %s is refused',
    async (location) => {
      const { origin } = await server((_, response) => say(response, 302, { location }));
      await expect(get(origin)).rejects.toBeInstanceOf(InputError);
    },
  );
});

describe('an answer', () => {
  it('longer than what is read is not held in memory', async () => {
    const { origin } = await server((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(get(origin)).rejects.toThrow('longer than 1000 bytes');
  });

  it('that is no HTTP is refused', async () => {
    const { origin } = await server(({ socket }) => void socket.end('SSH-2.0\r\n'));
    await expect(get(origin)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('no HTTP'),
    });
  });

  it('with headers without end is refused', async () => {
    const { origin } = await server((_, response) => say(response, 200, { 'x-long': 'x'.repeat(60_000) }));
    await expect(get(origin)).rejects.toThrow('the headers of the answer are too long');
  });
});

describe('an address that is not public', () => {
  it.each([
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/',
    'https://10.1.2.3/',
  ])('%s is refused', async (url) => {
    await expect(get(url, { allowPrivate: false })).rejects.toThrow(/refused|only https/);
  });

  it.each([
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://localhost/',
    'https://x.internal./',
  ])('%s, which is one in disguise, is refused', async (url) => {
    await expect(get(url, { allowPrivate: false })).rejects.toThrow('refused');
  });

  it('is refused where a name resolves to it, though others of its addresses are public', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ];
    await expect(get('https://model.example/', { allowPrivate: false, resolve })).rejects.toThrow(
      'model.example is 10.0.0.7, a private address: refused',
    );
  });

  it('is never reached from a public name without encryption', async () => {
    const resolve = async () => [{ address: '93.184.216.34', family: 4 }];
    await expect(get('http://model.example/', { allowPrivate: true, resolve })).rejects.toThrow(
      'only https:// is accepted',
    );
  });
});
