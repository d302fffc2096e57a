import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, open, say, testServer } from './server.fixture.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

async function opened(handler: Handler, model: string | undefined, path = '') {
  const server = await testServer(handler);
  ending.push(server.close);
  const runtime = await open(`${server.endpoint}${path}`, { model, probe: true });
  ending.push(() => runtime.close());
  return { server, runtime };
}

const lists =
  (...names: readonly string[]): Handler =>
  (response) =>
    say(response, 200, { object: 'list', data: names.map((id) => ({ id })) });

describe('the model of an endpoint', () => {
  it('is the only one that the server lists', async () => {
    const { runtime } = await opened(lists('m-7b'), undefined);
    expect(runtime.describe().model).toBe('m-7b');
  });

  it('is named where there are several or none, and held against the list', async () => {
    await expect(opened(lists('a', 'b'), undefined)).rejects.toThrow('several models: name one of a, b');
    await expect(opened(lists('a', 'b'), 'c')).rejects.toThrow('no model "c": name one of a, b');
    await expect(opened(lists(), undefined)).rejects.toThrow('name one with --model');
    expect((await opened(lists('a', 'b'), 'b')).runtime.describe().model).toBe('b');
  });

  it('is taken as it is named where there is no list', async () => {
    const { runtime } = await opened((response) => say(response, 404, {}), 'm');
    expect(runtime.describe().model).toBe('m');
  });

  it('is not found out where the server gives no access, or none is there', async () => {
    await expect(opened((response) => say(response, 401, { error: { message: 'who?' } }), 'm')).rejects.toMatchObject({
      name: 'RuntimeFault',
      kind: 'refused',
    });
    await expect(open('http://127.0.0.1:1/v1', { model: undefined })).rejects.toThrow('the host accepts no connection');
  });

  it('that is hostile is told safely', async () => {
    const names = ['a\u001b[2J', 'b', ...Array.from({ length: 50 }, (_, index) => `x${index}`)];
    const error: unknown = await opened(lists(...names), undefined).catch((failure: unknown) => failure);
    expect(String(error)).not.toContain('\u001b');
    expect(String(error)).toMatch(/and 32 more$/);
  });

  it('has an endpoint without what its query may hide, and the paths of the protocol behind it', async () => {
    const { runtime, server } = await opened(lists('m'), 'm', '/chat/completions/?api-version=2024&sig=s3cret');
    expect(runtime.describe().endpoint).toBe(server.endpoint);
    expect(server.seen[0]?.url).toBe('/v1/models?api-version=2024&sig=s3cret');
    expect(JSON.stringify(runtime.describe())).not.toContain('s3cret');
  });

  it.each(['ftp://a/v1', 'localhost:8000', ''])('is nowhere but at an http address: %s', async (endpoint) => {
    await expect(open(endpoint)).rejects.toThrow('the endpoint is no http:// or https:// address');
  });
});
