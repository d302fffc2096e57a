import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { type ArmRequest, openArms } from '../examinations/arms.ts';
import { exitCode } from '../examinations/exit-code.ts';
import { journalArms } from '../examinations/journal-arms.ts';
import { loadStudy } from '../examinations/load-study.ts';
import { examineByStudy } from '../examinations/study.ts';
import { JOURNAL_NAME } from '../studies/engine/run.ts';
import type { Budget } from '../studies/engine/spending.ts';
import { type Form, render, type ReportFile } from './report.ts';
import { startStudyProgress } from './study-progress.ts';
import { version } from './version.ts';
import { toStdout, wantsColor, writeResult } from './write.ts';

interface OutputFlags {
  readonly format: Form;
  readonly output?: string;
  readonly report?: readonly ReportFile[];
  readonly quiet?: boolean;
  readonly color: boolean;
}

interface BudgetFlags {
  readonly maxTokens?: number;
  readonly maxCost?: number;
  readonly maxTime?: number;
}

export interface StudyFlags extends OutputFlags, BudgetFlags {
  readonly out?: string;
  readonly seed: number;
  readonly dryRun?: boolean;
  readonly concurrency?: number;
  readonly jobs?: number;
  readonly retryFailed?: boolean;
  readonly reuse?: readonly string[];
  readonly fresh?: boolean;
}

export type JudgeFlags = OutputFlags & BudgetFlags;

/** `assay study run`. Returns the exit code. */
export async function runStudyCommand(
  file: string,
  requests: readonly ArmRequest[],
  flags: StudyFlags,
): Promise<number> {
  if (!Number.isSafeInteger(flags.seed)) throw new UsageError('the seed is a whole number');
  if (!requests.some(({ role }) => role === 'suspect'))
    throw new UsageError('name a model to question: --run FILE.gguf, or --endpoint URL --model NAME');
  if (flags.maxCost !== undefined && !requests.some(({ price }) => price !== undefined))
    throw new UsageError('--max-cost needs a --price: nothing else says beforehand what an answer costs');
  const study = await loadStudy(file);
  const folder = flags.out ?? `assay-${study.id}`;
  const interrupt = onInterrupt();
  const open = await openArms(requests, {
    userAgent: `assay/${version()}`,
    ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    signal: interrupt.signal,
  });
  try {
    const { arms, judge, prices } = open;
    if (flags.dryRun === true) {
      const { outlook } = await import('../studies/engine/outlook.ts');
      const { renderOutlook } = await import('../reports/terminal/outlook.ts');
      await toStdout(renderOutlook(await outlook(study, arms, flags.seed, prices)));
      return 0;
    }
    if (flags.fresh === true) rmSync(join(folder, JOURNAL_NAME), { force: true });
    const progress = flags.quiet === true ? undefined : await startStudyProgress(study.title, budgetOf(flags));
    try {
      const dossier = await examineByStudy(study, version(), {
        arms,
        seed: flags.seed,
        folder,
        prices,
        budget: budgetOf(flags),
        reuse: flags.reuse ?? [],
        retryFailed: flags.retryFailed ?? false,
        ...(judge === undefined ? {} : { judge }),
        ...(progress === undefined ? {} : { watch: progress.watch }),
        signal: interrupt.signal,
      });
      await progress?.end();
      await print(dossier, folder, flags);
      return exitCode(dossier, 'never');
    } catch (error) {
      await progress?.end();
      if (interrupt.signal.aborted)
        process.stderr.write(
          `assay: broken off; what was answered is in ${join(folder, JOURNAL_NAME)}, and the same command goes on with it\n`,
        );
      throw error;
    }
  } finally {
    interrupt.end();
    await open.close();
  }
}

/** `assay judge`. Returns the exit code. */
export async function runJudgeCommand(
  file: string,
  folder: string,
  requests: readonly ArmRequest[],
  flags: JudgeFlags,
): Promise<number> {
  if (requests.some(({ role }) => role !== 'judge')) throw new UsageError('judging asks no model but the --judge');
  if (!existsSync(join(folder, JOURNAL_NAME))) throw new UsageError(`there is no journal in ${JSON.stringify(folder)}`);
  const study = await loadStudy(file);
  const { arms, seed } = journalArms(join(folder, JOURNAL_NAME));
  const interrupt = onInterrupt();
  const open = await openArms(requests, { userAgent: `assay/${version()}`, signal: interrupt.signal });
  try {
    const dossier = await examineByStudy(study, version(), {
      arms,
      seed,
      folder,
      prices: open.prices,
      budget: budgetOf(flags),
      ...(open.judge === undefined ? {} : { judge: open.judge }),
      signal: interrupt.signal,
    });
    await print(dossier, folder, flags);
    return exitCode(dossier, 'never');
  } finally {
    interrupt.end();
    await open.close();
  }
}

function budgetOf({ maxTokens, maxCost, maxTime }: BudgetFlags): Budget {
  return {
    ...(maxTokens === undefined ? {} : { tokens: maxTokens }),
    ...(maxCost === undefined ? {} : { dollars: maxCost }),
    ...(maxTime === undefined ? {} : { seconds: maxTime }),
  };
}

function onInterrupt(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  return {
    signal: controller.signal,
    end: () => void process.removeListener('SIGINT', abort).removeListener('SIGTERM', abort),
  };
}

async function print(dossier: Dossier, folder: string, flags: OutputFlags): Promise<void> {
  const writing = { failOn: 'never', under: '', width: 80, color: false } as const;
  for (const [form, name] of [
    ['json', 'dossier.json'],
    ['html', 'report.html'],
  ] as const) {
    await writeResult(join(folder, name), await render(form, dossier, writing));
  }
  for (const { form, file } of flags.report ?? []) await writeResult(file, await render(form, dossier, writing));
  const toTerminal = flags.output === undefined && process.stdout.isTTY === true;
  const width = toTerminal ? process.stdout.columns : 80;
  const color = flags.color && wantsColor(toTerminal);
  const text = await render(flags.format, dossier, { ...writing, width, color });
  if (flags.output === undefined) await toStdout(text);
  else await writeResult(flags.output, text);
  if (flags.quiet !== true) process.stderr.write(`Report:  ${join(folder, 'report.html')}\n`);
}
