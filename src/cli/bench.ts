import { join } from 'node:path';
import { organismsOf, truthOf } from '../examinations/bench/organism.ts';
import { sabotageLines } from '../examinations/bench/sabotage-run.ts';
import { effectFigure } from '../examinations/bench/sabotage-figure.ts';
import { scored, scoreOf, type Scored } from '../examinations/bench/sabotage-score.ts';
import { costLine, HELD_OUT, organismLines, scoreLines } from '../examinations/bench/sabotage-table.ts';
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

/** `assay bench sabotage`. Returns the exit code: 1 where a target is missed. */
export async function runSabotageBench(flags: BenchFlags): Promise<number> {
  const { zoo, out, jobs, seed, only, table } = flags;
  const names = await organismsOf(zoo, only);
  const interrupt = onInterrupt();
  try {
    const lines = await sabotageLines(names, {
      zoo,
      out,
      jobs,
      seed,
      version: version(),
      signal: interrupt.signal,
      say: (text) => void process.stderr.write(`${text}\n`),
    });
    const all = await Promise.all(lines.map(async (line) => scored(line, await truthOf(zoo, line.organism))));
    const parts = partsOf(all);
    const text = [
      ...parts.flatMap(({ title, some }) => [`### ${title}`, '', ...scoreLines(scoreOf(some)), '']),
      costLine(all),
      '',
    ];
    await toStdout(text.join('\n'));
    if (table !== undefined) {
      const figure = '![True and measured effects](sabotage-effects.svg)';
      const page = [HEAD, '', ...text, figure, '', '## Every organism', '', ...organismLines(all), ''];
      await writeResult(join(table, 'sabotage-bench.md'), page.join('\n'));
      await writeResult(join(table, 'sabotage-effects.svg'), effectFigure(all));
    }
    return parts.some(({ some }) => scoreOf(some).rows.some(({ met }) => met === false)) ? EXIT.found : EXIT.done;
  } finally {
    interrupt.end();
  }
}

const HEAD =
  '# How well sabotage is seen\n\n<!-- Made by `assay bench sabotage --zoo DIR --table docs`; do not edit. -->\n\nHow to read it: [sabotage.md](sabotage.md). Intervals are Clopper and Pearson’s, 95 %.';

function partsOf(all: readonly Scored[]): readonly { title: string; some: readonly Scored[] }[] {
  const held = all.filter(({ truth }) => truth.world === HELD_OUT);
  const open = all.filter(({ truth }) => truth.world !== HELD_OUT);
  return [
    ...(held.length === 0
      ? []
      : [{ title: `World ${HELD_OUT}, on which nothing was tuned: ${held.length} organisms`, some: held }]),
    ...(open.length === 0 ? [] : [{ title: `Worlds that were open to tuning: ${open.length} organisms`, some: open }]),
    ...(held.length === 0 || open.length === 0 ? [] : [{ title: `All ${all.length} organisms`, some: all }]),
  ];
}
