import { join } from 'node:path';
import type { GroundTruth } from '../examinations/bench/organism.ts';
import { organismsOf } from '../examinations/bench/organism.ts';
import type { BenchRun } from '../examinations/bench/zoo-run.ts';
import { EXIT } from '../examinations/exit-code.ts';
import { onInterrupt } from './interrupt.ts';
import { version } from './version.ts';
import { toStdout, writeResult } from './write.ts';

export interface BenchFlags {
  readonly zoo: string;
  readonly out: string;
  readonly jobs: number;
  readonly only?: string;
  readonly seed: number;
  /** A folder for table and figure. */
  readonly table?: string;
}

/** What a bench makes of the organisms of a zoo. */
export interface BenchResult {
  /** Lines for the terminal. */
  readonly text: readonly string[];
  /** Files for the folder of the table, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether every target was met. */
  readonly met: boolean;
}

/** Runs a bench over a zoo. Returns the exit code: 1 where a target is missed, else 3 where an organism is left out. */
export async function runBench(
  { zoo, out, jobs, seed, only, table }: BenchFlags,
  bench: (names: readonly string[], run: BenchRun) => Promise<BenchResult>,
): Promise<number> {
  const names = await organismsOf(zoo, only);
  const interrupt = onInterrupt();
  try {
    const run: BenchRun = {
      zoo,
      out,
      jobs,
      seed,
      version: version(),
      signal: interrupt.signal,
      say: (line) => void process.stderr.write(`${line}\n`),
      leftOut: [],
    };
    const { text, files, met } = await bench(names, run);
    await toStdout(text.join('\n'));
    if (table !== undefined)
      for (const [name, content] of Object.entries(files)) await writeResult(join(table, name), content);
    if (!met) return EXIT.found;
    return run.leftOut.length > 0 ? EXIT.incomplete : EXIT.done;
  } finally {
    interrupt.end();
  }
}

/** A world on which nothing was tuned, the rest, and all, where there are both. */
export function partsOf<S extends { readonly truth: GroundTruth }>(
  all: readonly S[],
  heldOut: string,
): readonly { title: string; some: readonly S[] }[] {
  const held = all.filter(({ truth }) => truth.world === heldOut);
  const open = all.filter(({ truth }) => truth.world !== heldOut);
  return [
    ...(held.length === 0
      ? []
      : [{ title: `World ${heldOut}, on which nothing was tuned: ${held.length} organisms`, some: held }]),
    ...(open.length === 0 ? [] : [{ title: `Worlds that were open to tuning: ${open.length} organisms`, some: open }]),
    ...(held.length === 0 || open.length === 0 ? [] : [{ title: `All ${all.length} organisms`, some: all }]),
  ];
}
