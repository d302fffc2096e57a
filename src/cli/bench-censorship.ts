import { escapeText } from '../core/markdown-text.ts';
import { printable } from '../core/printable.ts';
import { censorshipLines } from '../examinations/bench/censorship-run.ts';
import { scored, scoreOf } from '../examinations/bench/censorship-score.ts';
import { HELD_OUT, HEAD, organismLines, scoreLines } from '../examinations/bench/censorship-table.ts';
import { costLine } from '../examinations/bench/sabotage-table.ts';
import { toyTruths } from '../examinations/bench/toy-truths.ts';
import { leftOutLines, truthsOf } from '../examinations/bench/truths.ts';
import { type BenchFlags, partsOf, runBench } from './bench.ts';

export interface CensorshipBenchFlags extends BenchFlags {
  /** `censorship.option=value`. */
  readonly set?: readonly string[];
}

/** `assay bench censorship`. Returns the exit code: 1 where a target is missed. */
export async function runCensorshipBench(flags: CensorshipBenchFlags): Promise<number> {
  return await runBench(flags, async (names, run) => {
    const lines = await censorshipLines(names, run, flags.set ?? []);
    const truths = await truthsOf(
      lines.map(({ organism }) => organism),
      run,
    );
    const toys = toyTruths();
    const all = lines.flatMap((line) => {
      const truth = truths.get(line.organism);
      return truth === undefined ? [] : [scored(line, truth, toys)];
    });
    const parts = partsOf(all, HELD_OUT);
    const told = (quoted: typeof printable): readonly string[] => [
      ...leftOutLines(run, (text) => quoted(text, 600)),
      ...parts.flatMap(({ title, some }) => [`### ${title}`, '', ...scoreLines(scoreOf(some), quoted), '']),
      costLine(all),
      '',
    ];
    const page = [HEAD, '', ...told(escapeText), '## Every organism', '', ...organismLines(all), ''];
    return {
      text: told(printable),
      files: { 'censorship-bench.md': page.join('\n') },
      met: parts.every(({ some }) => scoreOf(some).rows.every(({ met }) => met !== false)),
    };
  });
}
