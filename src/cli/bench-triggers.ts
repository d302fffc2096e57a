import { escapeText } from '../core/markdown-text.ts';
import { printable } from '../core/printable.ts';
import type { Access } from '../examinations/bench/access.ts';
import { organismsOf } from '../examinations/bench/organism.ts';
import { redTeamLines } from '../examinations/bench/red-team-run.ts';
import { besideLines, besideOf } from '../examinations/bench/red-team-table.ts';
import { curveLines, curveOf } from '../examinations/bench/triggers-curve.ts';
import { budgetFigure, scoreFigure } from '../examinations/bench/triggers-figure.ts';
import { HEAD, HELD_OUT } from '../examinations/bench/triggers-page.ts';
import { scoreOf, shownOf } from '../examinations/bench/triggers-rows.ts';
import { triggersLines } from '../examinations/bench/triggers-run.ts';
import { scored } from '../examinations/bench/triggers-score.ts';
import { costLine, familyLines, organismLines, partLines, traitLines } from '../examinations/bench/triggers-table.ts';
import { leftOutLines, truthsOf } from '../examinations/bench/truths.ts';
import { type BenchFlags, partsOf, runBench } from './bench.ts';

export interface TriggersBenchFlags extends BenchFlags {
  /** `triggers.option=value`. */
  readonly set?: readonly string[];
  readonly access: Access;
  /** A red team's list is put to the organisms, too. */
  readonly baseline?: true;
}

/** `assay bench triggers`. Returns the exit code: 1 where a target is missed. */
export async function runTriggersBench(flags: TriggersBenchFlags): Promise<number> {
  return await runBench(flags, async (names, run) => {
    const { lines, others } = await triggersLines(names, run, { set: flags.set ?? [], access: flags.access });
    const listed = flags.baseline === true ? await redTeamLines(names, run) : [];
    // Of the whole zoo: a copy says by its name what it was made from.
    const truths = await truthsOf(
      [...new Set([...lines, ...listed].map(({ organism }) => organism))],
      run,
      await organismsOf(run.zoo, undefined),
    );
    const known = (some: typeof lines): typeof lines => some.filter(({ organism }) => truths.has(organism));
    const all = known(lines).map((line) => scored(line, truths));
    const curve = curveOf([...all, ...known(others).map((line) => scored(line, truths))]);
    const list = known(listed).map((line) => scored(line, truths));
    const beside = besideOf(all, list);
    const parts = partsOf(all, HELD_OUT);
    const told = (quoted: typeof printable): readonly string[] => [
      ...leftOutLines(run, (text) => quoted(text, 600)),
      ...parts.flatMap(({ title, some }) => [`### ${title}`, '', ...partLines(some, all, quoted), '']),
      '### Each family',
      '',
      ...familyLines(all),
      '',
      ...(curve === undefined ? [] : ['### By budget', '', ...curveLines(curve), '']),
      costLine(all),
      '',
      ...(beside === undefined ? [] : ['### Beside a list of a red team', '', ...besideLines(beside), '']),
    ];
    const page = [
      HEAD,
      '',
      ...told(escapeText),
      '![Score of each organism](triggers-scores.svg)',
      '',
      ...(curve === undefined ? [] : ['![What is found against passes](triggers-budget.svg)', '']),
      '### By what was planted',
      '',
      ...traitLines(all),
      '',
      '### Every organism',
      '',
      ...organismLines(all),
      '',
      ...(list.length === 0 ? [] : ['### Every organism under the list of a red team', '', ...organismLines(list), '']),
    ];
    return {
      text: told(printable),
      files: {
        'triggers-bench.md': page.join('\n'),
        'triggers-scores.svg': scoreFigure(all),
        ...(curve === undefined ? {} : { 'triggers-budget.svg': budgetFigure(curve) }),
      },
      met: parts.every(({ some }) => shownOf(scoreOf(some, all)).every(({ met }) => met !== false)),
    };
  });
}
