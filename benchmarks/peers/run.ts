/**
 * `npm run bench:peers`: Assay and the scanners that are installed, over the same detection cases. They are looked for on
 * the PATH, or in the virtual environment that `ASSAY_PEERS` names. A case counts as found, or flagged, where the tool's
 * own command would fail a gate; for Assay that is a finding of severity medium or above.
 * `--set sighted` (or blind, blind-2, blind-3, tuning, held-out) narrows it; `--json FILE` keeps every verdict.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeAll } from '../detect/judge.ts';
import { ask, find, PEERS } from './peers.ts';
import { classes, type Column, table } from './table.ts';

const { values } = parseArgs({ options: { set: { type: 'string' }, json: { type: 'string' } } });
const judged = (await judgeAll()).filter(({ set }) => values.set === undefined || set === values.set);
const ORDER = ['picklescan', 'modelscan', 'fickling', 'modelaudit'];
const root = mkdtempSync(join(tmpdir(), 'assay-peers-'));
const names = judged.map((_, index) => `case-${index}`);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  judged.forEach((one, index) => {
    for (const [path, bytes] of Object.entries(one.files())) {
      const at = join(root, `case-${index}`, path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, bytes);
    }
  });
  const assay: Column = {
    name: 'assay',
    verdicts: new Map(judged.map(({ flagged }, index) => [`case-${index}`, { flagged, error: null }])),
  };
  const peers = await Promise.all(lanes());
  const columns = [assay, ...peers.flat().toSorted(byName)];
  print(`\n${table(judged, columns)}\n\n${classes(judged, columns)}`);
  if (values.json !== undefined) keep(values.json, columns);
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** In one order, whichever was done first. */
function byName(a: Column, b: Column): number {
  return ORDER.findIndex((of) => a.name.startsWith(of)) - ORDER.findIndex((of) => b.name.startsWith(of));
}

/** Two tools at a time. */
function lanes(): Promise<Column[]>[] {
  const waiting = [...PEERS];
  return [0, 1].map(async () => {
    const done: Column[] = [];
    for (let peer = waiting.shift(); peer !== undefined; peer = waiting.shift()) {
      const found = find(peer.package);
      if (found === undefined) {
        print(`${peer.name}: not installed`);
        continue;
      }
      const started = Date.now();
      try {
        const verdicts = await ask(peer.name, found.python, root, names);
        done.push({ name: `${peer.name} ${found.version}`, verdicts, seconds: (Date.now() - started) / 1000 });
        done.push(...onlyCritical(peer.name, verdicts));
      } catch (error) {
        print(`${peer.name}: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
      }
    }
    return done;
  });
}

/** A tool with severities is shown twice: as it fails a gate, and as if it did for the highest alone. */
function onlyCritical(name: string, verdicts: Column['verdicts']): Column[] {
  const critical = [...verdicts].flatMap(([of, verdict]) =>
    verdict.critical === undefined ? [] : [[of, { flagged: verdict.critical, error: verdict.error }] as const],
  );
  return critical.length === 0 ? [] : [{ name: `${name}, critical`, verdicts: new Map(critical) }];
}

function keep(path: string, columns: readonly Column[]): void {
  const rows = judged.map(({ id, set, trick, malicious }, index) => ({
    id,
    set,
    trick,
    malicious,
    verdicts: Object.fromEntries(columns.map(({ name, verdicts }) => [name, verdicts.get(`case-${index}`)])),
  }));
  writeFileSync(path, `${JSON.stringify(rows, null, 1)}\n`);
}
