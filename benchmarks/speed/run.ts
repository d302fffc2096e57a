/**
 * `npm run bench:speed`: each line one process with its start-up, the median of several runs, beside its target and
 * beside picklescan. `--peer PYTHON` also measures the picklescan that this Python has, here and now.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bulk, manyOpcodes, smallPickles, torchZip } from './inputs.ts';
import { assay, peer, script, type Usage } from './measure.ts';

const { values } = parseArgs({ options: { peer: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'assay-speed-'));
let missed = 0;

/** One printed line: what was measured, the figure, the target, whether it is met, and the peer's figure. */
function line(what: string, figure: number, unit: string, target: number, peerText = ''): void {
  const met = figure <= target;
  if (!met) missed++;
  process.stdout.write(
    `${met ? 'met   ' : 'MISSED'}  ${what.padEnd(58)} ${figure.toFixed(2).padStart(8)} ${unit.padEnd(3)} target ${String(target).padStart(5)} ${unit.padEnd(3)} ${peerText}\n`,
  );
}

async function scanned(path: string): Promise<{ own: Usage; other: Usage | undefined }> {
  const own = await assay(['scan', '--quiet', '--fail-on', 'never', path]);
  const other =
    values.peer === undefined
      ? undefined
      : await peer(values.peer, [values.peer, '-m', 'picklescan', '--path', path], 1);
  return { own, other };
}

const show = (usage: Usage | undefined, quoted: string): string =>
  `picklescan 1.0.5: ${quoted} quoted${usage === undefined ? '' : `; here ${usage.wall.toFixed(2)} s wall, ${usage.cpu.toFixed(2)} s CPU, ${usage.rss.toFixed(0)} MB`}`;

try {
  const zip = join(folder, 'model.pt');
  torchZip(zip);
  const big = await scanned(zip);
  line('torch zip of 1 GB, 512 storages: wall', big.own.wall, 's', 0.3, show(big.other, '0.7 s'));
  line('torch zip of 1 GB: memory', big.own.rss, 'MB', 100);

  smallPickles(join(folder, 'small'), 2000);
  const small = await scanned(join(folder, 'small'));
  line('2,000 small pickles: CPU', small.own.cpu, 's', 1, show(small.other, '0.8 s CPU'));
  line('2,000 small pickles: memory', small.own.rss, 'MB', 150);

  const many = join(folder, 'many.pkl');
  manyOpcodes(many, 16e6);
  const opcodes = await scanned(many);
  line(
    `pickle of 16 million opcodes (${(statSync(many).size / 1e6).toFixed(0)} MB): CPU`,
    opcodes.own.cpu,
    's',
    3,
    show(opcodes.other, '46 s and 2.2 GB'),
  );
  line('pickle of 16 million opcodes: memory', opcodes.own.rss, 'MB', 200);

  const idle = await assay(['rules'], 3);
  const each: number[] = [];
  for (const millions of [1, 4, 16, 64]) {
    manyOpcodes(many, millions * 1e6);
    const { cpu } = await assay(['scan', '--quiet', '--fail-on', 'never', many], 3);
    each.push(((cpu - idle.cpu) / (millions * 1e6)) * 1e9);
  }
  process.stdout.write(
    `        nanoseconds for each opcode at 1, 4, 16 and 64 million: ${each.map((one) => one.toFixed(0)).join(', ')}\n`,
  );
  line('time for each opcode, 64 million over 4 million: ratio', (each[3] ?? 0) / (each[1] ?? 1), 'x', 1.25);

  line('--version: CPU', (await assay(['--version'], 9)).cpu, 's', 0.15);

  const bulkFolder = join(folder, 'bulk');
  bulk(bulkFolder, 4, 512e6);
  const bare = `import { createHash } from 'node:crypto'; import { openSync, readSync, readdirSync, closeSync } from 'node:fs';
const buffer = Buffer.alloc(4 << 20); const folder = process.argv[1];
for (const name of readdirSync(folder)) { const file = openSync(folder + '/' + name); const hash = createHash('sha256');
for (let read; (read = readSync(file, buffer)) > 0; ) hash.update(buffer.subarray(0, read)); hash.digest('hex'); closeSync(file); }`;
  const loop = await script(bare, [bulkFolder]);
  const hashed = await assay(['examine', '--quiet', bulkFolder]);
  const single = await assay(['examine', '--quiet', '--jobs', '1', bulkFolder]);
  line('SHA-256 of 2 GB in 4 files over a bare node:crypto loop: CPU', single.cpu / loop.cpu, 'x', 1.15);
  line('the same on all threads: wall', hashed.wall / loop.wall, 'x', 1);
  process.stdout.write(
    `        wall: bare loop ${loop.wall.toFixed(2)} s, one thread ${single.wall.toFixed(2)} s, all threads ${hashed.wall.toFixed(2)} s\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = missed > 0 ? 1 : 0;
