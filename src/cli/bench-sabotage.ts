import { effectFigure } from '../examinations/bench/sabotage-figure.ts';
import { sabotageLines } from '../examinations/bench/sabotage-run.ts';
import { scored, scoreOf } from '../examinations/bench/sabotage-score.ts';
import { costLine, HELD_OUT, organismLines, scoreLines } from '../examinations/bench/sabotage-table.ts';
import { cell } from '../examinations/bench/score-row.ts';
import { leftOutLines, truthsOf } from '../examinations/bench/truths.ts';
import { type BenchFlags, partsOf, runBench } from './bench.ts';

/** `assay bench sabotage`. Returns the exit code: 1 where a target is missed. */
export async function runSabotageBench(flags: BenchFlags): Promise<number> {
  return await runBench(flags, async (names, run) => {
    const lines = await sabotageLines(names, run);
    const truths = await truthsOf(
      lines.map(({ organism }) => organism),
      run,
    );
    const all = lines.flatMap((line) => {
      const truth = truths.get(line.organism);
      return truth === undefined ? [] : [scored(line, truth)];
    });
    const parts = partsOf(all, HELD_OUT);
    const text = [
      ...leftOutLines(run, cell),
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
