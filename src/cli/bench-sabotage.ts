import { effectFigure } from '../examinations/bench/sabotage-figure.ts';
import { sabotageLines } from '../examinations/bench/sabotage-run.ts';
import { scored, scoreOf } from '../examinations/bench/sabotage-score.ts';
import { costLine, HELD_OUT, organismLines, scoreLines } from '../examinations/bench/sabotage-table.ts';
import { truthOf } from '../examinations/bench/organism.ts';
import { type BenchFlags, partsOf, runBench } from './bench.ts';

/** `assay bench sabotage`. Returns the exit code: 1 where a target is missed. */
export async function runSabotageBench(flags: BenchFlags): Promise<number> {
  return await runBench(flags, async (names, run) => {
    const lines = await sabotageLines(names, run);
    const all = await Promise.all(lines.map(async (line) => scored(line, await truthOf(run.zoo, line.organism))));
    const parts = partsOf(all, HELD_OUT);
    const text = [
      ...parts.flatMap(({ title, some }) => [`### ${title}`, '', ...scoreLines(scoreOf(some)), '']),
      costLine(all),
      '',
    ];
    const figure = '![True and measured effects](sabotage-effects.svg)';
    const page = [HEAD, '', ...text, figure, '', '## Every organism', '', ...organismLines(all), ''];
    return {
      text,
      files: { 'sabotage-bench.md': page.join('\n'), 'sabotage-effects.svg': effectFigure(all) },
      met: parts.every(({ some }) => scoreOf(some).rows.every(({ met }) => met !== false)),
    };
  });
}

const HEAD =
  '# How well sabotage is seen\n\n<!-- Made by `assay bench sabotage --zoo DIR --table docs`; do not edit. -->\n\nHow to read it: [sabotage.md](sabotage.md). Intervals are Clopper and Pearson’s, 95 %.';
