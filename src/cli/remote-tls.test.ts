import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSafetensors } from '../formats/safetensors/write.fixture.ts';
import { makeCertificate } from '../sources/http/certificate.fixture.ts';
import { serve } from '../sources/hub/stand-in.fixture.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'assay-cli-tls-'));
const made = makeCertificate(root);
const weights = writeSafetensors({ tensors: [{ name: 'a', dtype: 'F32', shape: [50_000], bytes: 200_000 }] });
let server: Server | undefined;
let port = 0;

beforeAll(async () => {
  if (made === undefined) return;
  const tls = { key: readFileSync(made.key), cert: readFileSync(made.certificate) };
  const https = createServer(tls, (request, response) => serve(weights, '"one"', request, response));
  server = https;
  await new Promise<void>((done) => https.listen(0, '127.0.0.1', done));
  port = (https.address() as AddressInfo).port;
});
afterAll(() => {
  server?.close();
  rmSync(root, { recursive: true });
});

function scan(
  subject: string,
  env: Record<string, string>,
  ...flags: string[]
): Promise<{ code: number | null; err: string }> {
  const args = [MAIN, 'scan', subject, '--no-cache', ...flags];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.resume();
  return new Promise((done) => child.on('close', (code) => done({ code, err })));
}

describe.skipIf(made === undefined)('the command, over TLS', () => {
  const subject = (): string => `https://127.0.0.1:${port}/model.safetensors`;
  const { certificate = '' } = made ?? {};

  it('knows the authorities of NODE_EXTRA_CA_CERTS and SSL_CERT_FILE, and no others', async () => {
    const allow = '--allow-private-addresses';
    expect(await scan(subject(), { NODE_EXTRA_CA_CERTS: certificate }, allow)).toMatchObject({ code: 0 });
    expect(await scan(subject(), { SSL_CERT_FILE: certificate }, allow)).toMatchObject({ code: 0 });
    const { code, err } = await scan(subject(), {}, allow);
    expect([code, err]).toEqual([2, expect.stringContaining('self-signed')]);
  });

  it('goes through HTTPS_PROXY, which resolves the name', async () => {
    const tunnels: string[] = [];
    const proxy = createPlain().on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const inner = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        inner.pipe(socket).pipe(inner);
      });
      inner.on('error', () => socket.destroy());
      socket.on('error', () => inner.destroy());
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const env = { HTTPS_PROXY: address, https_proxy: '', NO_PROXY: '', no_proxy: '', NODE_EXTRA_CA_CERTS: certificate };
    expect(await scan('https://public.example/model.safetensors', env)).toMatchObject({ code: 0 });
    expect(new Set(tunnels)).toEqual(new Set(['public.example:443']));
    proxy.close();
  });
});
