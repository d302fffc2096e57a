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

/** Worlds that are held out, each apart with what was seen of it, the rest, and all, where there are several. */
export function partsOf<S extends { readonly truth: GroundTruth }>(
  all: readonly S[],
  heldOut: Readonly<Record<string, string>>,
): readonly { title: string; some: readonly S[] }[] {
  const held = Object.entries(heldOut).map(([world, how]) => ({
    says: `World ${world}, ${how}`,
    some: all.filter(({ truth }) => truth.world === world),
  }));
  const open = {
    says: 'Worlds that were open to tuning',
    some: all.filter(({ truth }) => !Object.hasOwn(heldOut, truth.world ?? '')),
  };
  const parts = [...held, open].filter(({ some }) => some.length > 0);
  return [...parts, ...(parts.length > 1 ? [{ says: 'All', some: all }] : [])].map(({ says, some }) => ({
    title: `${says}: ${some.length} organisms`,
    some,
  }));
}
