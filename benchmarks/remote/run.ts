/**
 * `npm run bench:remote`: a repository of 700 GB in 163 safetensors shards (sparse files) behind a loopback stand-in of a
 * hub and its CDN, in a process of its own. Each line is one `assay scan` with its start-up, beside its target.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { bytes } from '../../src/core/quantities.ts';
import { assay, type Usage } from '../speed/measure.ts';

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));
const RUNS = 3;
const TARGETS = { seconds: 10, share: 0.01 };
const folder = mkdtempSync(join(tmpdir(), 'assay-remote-bench-'));
let missed = 0;

interface Server {
  readonly endpoint: string;
  close(): Promise<void>;
}

async function serve(name: string, delay: number): Promise<Server> {
  const child = fork(SERVER, ['--folder', join(folder, name), '--delay', String(delay)]);
  const endpoint = await new Promise<string>((done, fail) => {
    child.once('error', fail).once('message', (message) => done((message as { endpoint: string }).endpoint));
  });
  return {
    endpoint,
    close: () => new Promise((done) => void child.once('exit', () => done()).disconnect()),
  };
}

async function scan(
  server: Server,
  cache: readonly string[],
  runs: number,
): Promise<{ usage: Usage; dossier: Dossier }> {
  const result = join(folder, 'dossier.json');
  const where = ['--hub-endpoint', server.endpoint, '--allow-private-addresses', '--no-token', ...cache];
  const usage = await assay(
    ['scan', 'hf://org/large', '--quiet', '--format', 'json', '--output', result, ...where],
    runs,
  );
  return { usage, dossier: JSON.parse(readFileSync(result, 'utf8')) as Dossier };
}

function line(what: string, figure: string, met: boolean, target: string): void {
  if (!met) missed++;
  process.stdout.write(`${met ? 'met   ' : 'MISSED'}  ${what.padEnd(52)} ${figure.padStart(12)}   target ${target}\n`);
}

function report(what: string, { usage, dossier }: { usage: Usage; dossier: Dossier }): void {
  const { subject, run, summary } = dossier;
  const share = (100 * (subject.bytesRead ?? 0)) / subject.bytes;
  line(`${what}: wall`, `${usage.wall.toFixed(2)} s`, usage.wall < TARGETS.seconds, `< ${TARGETS.seconds} s`);
  line(`${what}: bytes read of bytes held`, `${share.toFixed(4)} %`, share < TARGETS.share, `< ${TARGETS.share} %`);
  const network = run.network ?? { requests: 0, fetched: 0, cached: 0 };
  process.stdout.write(
    `        ${bytes(subject.bytesRead ?? 0)} read of ${bytes(subject.bytes)} in ${subject.files} files (${summary.files.complete} complete); ${network.requests} requests, ${bytes(network.fetched)} fetched, ${bytes(network.cached)} from the cache; ${usage.cpu.toFixed(2)} s CPU, ${usage.rss.toFixed(0)} MB\n`,
  );
}

try {
  const near = await serve('near', 0);
  report('no cache', await scan(near, ['--no-cache'], RUNS));
  const cache = ['--cache', join(folder, 'cache')];
  report('cold cache', await scan(near, cache, 1));
  report('warm cache', await scan(near, cache, RUNS));
  await near.close();
  const far = await serve('far', 100);
  report('no cache, 100 ms to each answer', await scan(far, ['--no-cache'], 1));
  await far.close();
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = missed > 0 ? 1 : 0;
