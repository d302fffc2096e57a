import { availableParallelism } from 'node:os';
import { UsageError } from '../core/errors.ts';
import type { Severity } from '../core/finding.ts';
import { type LimitName, resolveLimits } from '../core/limits.ts';
import type { Comparison } from '../dossier/comparison.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { compareSeveral, type Several } from '../dossier/several.ts';
import { compare } from '../examinations/compare/compare.ts';
import { readDossier } from '../examinations/compare/side.ts';
import { comparisonExitCode, EXIT } from '../examinations/exit-code.ts';
import { onInterrupt } from './interrupt.ts';
import { type RemoteFlags, remoteOptions } from './remote-options.ts';
import type { COMPARISON_FORMS } from './report.ts';
import { version } from './version.ts';
import { widthOf } from './width.ts';
import { toStdout, wantsColor, writeResult } from './write.ts';

export interface CompareFlags extends RemoteFlags {
  readonly format: (typeof COMPARISON_FORMS)[number];
  readonly output?: string;
  readonly failOn: Severity | 'never';
  readonly baseline?: string;
  readonly jobs?: number;
  readonly limit?: Partial<Record<LimitName, number>>;
  readonly color: boolean;
}

/** `assay compare A B`. Returns the exit code. */
export async function runCompare(a: string, b: string, flags: CompareFlags): Promise<number> {
  if (a === '-' || b === '-') throw new UsageError('standard input cannot be compared');
  const interrupt = onInterrupt();
  try {
    const { baseline } = flags;
    const comparison = await compare(a, b, {
      hash: true,
      limits: resolveLimits(flags.limit),
      remote: remoteOptions(flags),
      jobs: flags.jobs ?? availableParallelism(),
      version: version(),
      signal: interrupt.signal,
      ...(baseline === undefined
        ? {}
        : { baseline: await (await import('../dossier/baseline.ts')).readBaseline(baseline) }),
    });
    const text = await render(comparison, flags);
    if (flags.output === undefined) await toStdout(text);
    else await writeResult(flags.output, text);
    return comparisonExitCode(comparison, flags.failOn);
  } finally {
    interrupt.end();
  }
}

/**
 * `assay compare A B C …`: dossiers of studies, side by side. Returns the exit code.
 * @throws UsageError where one of them is no dossier
 */
export async function runCompareSeveral(paths: readonly string[], flags: CompareFlags): Promise<number> {
  const limits = resolveLimits(flags.limit);
  const dossiers: Dossier[] = [];
  for (const path of paths) {
    const dossier = await readDossier(path, limits);
    if (dossier === undefined)
      throw new UsageError(
        `more than two are compared by what studies measured: ${JSON.stringify(path)} is no dossier`,
      );
    dossiers.push(dossier);
  }
  const several = compareSeveral(dossiers);
  if (several.studies.length === 0) throw new UsageError('no two of these dossiers have the same study');
  const text = await renderSeveral(several, flags);
  if (flags.output === undefined) await toStdout(text);
  else await writeResult(flags.output, text);
  return several.incomplete ? EXIT.incomplete : EXIT.done;
}

async function renderSeveral(several: Several, { format, output, color }: CompareFlags): Promise<string> {
  if (format === 'json') return `${JSON.stringify(several, null, 2)}\n`;
  if (format === 'markdown')
    return (await import('../reports/markdown/side-by-side.ts')).renderSeveralMarkdown(several);
  const { renderSeveral: inTerminal } = await import('../reports/terminal/side-by-side.ts');
  return inTerminal(several, onTerminal(output, color));
}

/** For text on a terminal, or where one cannot know. */
function onTerminal(output: string | undefined, color: boolean): { width: number; color: boolean } {
  const toTerminal = output === undefined && process.stdout.isTTY === true;
  return { width: widthOf({ otherwise: 80, toFile: output !== undefined }), color: color && wantsColor(toTerminal) };
}

async function render(comparison: Comparison, { format, output, color }: CompareFlags): Promise<string> {
  if (format === 'json') return `${JSON.stringify(comparison, null, 2)}\n`;
  if (format === 'markdown')
    return (await import('../reports/markdown/comparison.ts')).renderComparisonMarkdown(comparison);
  const { renderComparison } = await import('../reports/terminal/comparison.ts');
  return renderComparison(comparison, onTerminal(output, color));
}
