import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Usage {
  /** Seconds of wall clock, from spawn to exit. */
  readonly wall: number;
  /** Seconds of user and system time, all threads. */
  readonly cpu: number;
  /** Peak resident memory in MB. */
  readonly rss: number;
}

const PRELOAD = fileURLToPath(new URL('./usage.cjs', import.meta.url));
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** The compiled command as one process, start-up included; the median of several runs. */
export async function assay(args: readonly string[], runs = 5): Promise<Usage> {
  return median(await repeat(runs, () => node(['--require', PRELOAD, MAIN, ...args])));
}

export async function script(source: string, args: readonly string[], runs = 5): Promise<Usage> {
  return median(await repeat(runs, () => node(['--require', PRELOAD, '--input-type=module', '-e', source, ...args])));
}

/** A peer in Python, measured by its parent's `RUSAGE_CHILDREN`. */
export async function peer(python: string, command: readonly string[], runs = 3): Promise<Usage> {
  const watch = [
    'import resource, subprocess, sys, time, json',
    't = time.time(); subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); wall = time.time() - t',
    'u = resource.getrusage(resource.RUSAGE_CHILDREN)',
    'print(json.dumps({"wall": wall, "cpu": u.ru_utime + u.ru_stime, "rss": u.ru_maxrss * 1024 / 1e6}))',
  ].join('\n');
  return median(await repeat(runs, async () => JSON.parse(await output(python, ['-c', watch, ...command])) as Usage));
}

async function node(args: readonly string[]): Promise<Usage> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const file = join(folder, 'usage.json');
  try {
    const started = performance.now();
    await output(process.execPath, args, { ...process.env, ASSAY_BENCH_USAGE: file });
    const wall = (performance.now() - started) / 1000;
    return { wall, ...(JSON.parse(readFileSync(file, 'utf8')) as { cpu: number; rss: number }) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function output(command: string, args: readonly string[], env = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

async function repeat(runs: number, one: () => Promise<Usage>): Promise<Usage[]> {
  const all: Usage[] = [];
  for (let i = 0; i < runs; i++) all.push(await one());
  return all;
}

function median(all: readonly Usage[]): Usage {
  const middle = (pick: (usage: Usage) => number): number =>
    all.map(pick).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu), rss: middle(({ rss }) => rss) };
}
