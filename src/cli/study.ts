import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Severity } from '../core/finding.ts';
import type { Baseline } from '../dossier/baseline.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { type ArmRequest, openArms } from '../examinations/arms.ts';
import { exitCode } from '../examinations/exit-code.ts';
import { journalArms } from '../examinations/journal-arms.ts';
import { loadStudies, type StudyRequest } from '../examinations/load-study.ts';
import type { Study } from '../studies/engine/study.ts';
import { examineByStudy, questionedDossier } from '../examinations/study.ts';
import { recordOf } from '../studies/engine/arm.ts';
import { headerOf } from '../studies/engine/journal.ts';
import { JOURNAL_NAME } from '../studies/engine/run.ts';
import { UNWATCHED } from '../studies/engine/watch.ts';
import { type Form, render, type ReportFile, writeFigures } from './report.ts';
import { budgetOf, requestOf, type RunFlags } from './study-options.ts';
import { onInterrupt } from './interrupt.ts';
import { startStudyProgress } from './study-progress.ts';
import { openQuestioning } from './study-run.ts';
import { version } from './version.ts';
import { widthOf } from './width.ts';
import { toStdout, wantsColor, writeResult } from './write.ts';

interface OutputFlags {
  readonly format: Form;
  readonly output?: string;
  readonly report?: readonly ReportFile[];
  readonly figures?: string;
  readonly failOn: Severity | 'never';
  readonly baseline?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

export interface StudyFlags extends OutputFlags, RunFlags {
  readonly out?: string;
}

export type JudgeFlags = OutputFlags & Pick<RunFlags, 'maxTokens' | 'maxCost' | 'context' | 'bank' | 'set'>;

/** `assay study run`. Returns the exit code. */
export async function runStudyCommand(
  file: string,
  subject: string | undefined,
  requests: readonly ArmRequest[],
  flags: StudyFlags,
): Promise<number> {
  const started = new Date();
  const study = await oneStudy(file, requestOf(flags));
  const baseline = await baselineOf(flags);
  const folder = flags.out ?? `assay-${study.id}`;
  const interrupt = onInterrupt();
  try {
    const questioning = await openQuestioning(requests, subject, flags, interrupt.signal);
    try {
      if (flags.dryRun === true) {
        await questioning.outlook(study);
        return 0;
      }
      const evidence = await questioning.run(study, folder);
      const dossier = await questionedDossier(evidence, version(), started, baseline);
      await print(dossier, folder, flags);
      return exitCode(dossier, flags.failOn);
    } finally {
      await questioning.close();
    }
  } finally {
    interrupt.end();
  }
}

/** `assay judge`. Returns the exit code. */
export async function runJudgeCommand(
  file: string,
  folder: string,
  requests: readonly ArmRequest[],
  flags: JudgeFlags,
): Promise<number> {
  const started = new Date();
  if (requests.some(({ role }) => role !== 'judge')) throw new UsageError('judging asks no model but the --judge');
  if (!existsSync(join(folder, JOURNAL_NAME))) throw new UsageError(`there is no journal in ${JSON.stringify(folder)}`);
  const study = await oneStudy(file, requestOf(flags));
  const baseline = await baselineOf(flags);
  const { arms, seed, plan } = journalArms(join(folder, JOURNAL_NAME));
  if (headerOf(study, seed, arms.map(recordOf)).plan !== plan)
    throw new UsageError(
      `${JSON.stringify(folder)} holds answers to other questions than ${study.id} would ask as it is named here: repeat --bank, --context and every --set of the run that decides what is asked (of a study file: the file as it was)`,
    );
  const interrupt = onInterrupt();
  const open = await openArms(requests, { userAgent: `assay/${version()}`, signal: interrupt.signal });
  const budget = budgetOf(flags);
  const progress = flags.quiet === true ? undefined : await startStudyProgress(study.title, budget);
  try {
    const evidence = await examineByStudy(study, {
      arms,
      seed,
      folder,
      prices: open.prices,
      budget,
      ...(open.judge === undefined ? {} : { judge: open.judge }),
      watch: progress?.watch ?? UNWATCHED,
      signal: interrupt.signal,
    }).finally(() => progress?.end());
    const dossier = await questionedDossier(evidence, version(), started, baseline);
    await print(dossier, folder, flags);
    return exitCode(dossier, flags.failOn);
  } finally {
    interrupt.end();
    await open.close();
  }
}

async function oneStudy(name: string, request: StudyRequest): Promise<Study<unknown>> {
  const [study] = await loadStudies([name], request);
  if (study === undefined) throw new UsageError('no study is named');
  return study;
}

/** Read before anything is asked: a wrong file must cost nothing. */
async function baselineOf({ baseline }: OutputFlags): Promise<Baseline | undefined> {
  return baseline === undefined ? undefined : (await import('../dossier/baseline.ts')).readBaseline(baseline);
}

async function print(dossier: Dossier, folder: string, flags: OutputFlags): Promise<void> {
  const writing = { failOn: flags.failOn, under: '', width: 80, color: false } as const;
  for (const [form, name] of [
    ['json', 'dossier.json'],
    ['html', 'report.html'],
  ] as const) {
    await writeResult(join(folder, name), await render(form, dossier, writing));
  }
  for (const { form, file } of flags.report ?? []) await writeResult(file, await render(form, dossier, writing));
  if (flags.figures !== undefined) await writeFigures(flags.figures, dossier, flags.quiet === true, flags);
  const toTerminal = flags.output === undefined && process.stdout.isTTY === true;
  const width = widthOf({ otherwise: 80, toFile: flags.output !== undefined });
  const color = flags.color && wantsColor(toTerminal);
  const text = await render(flags.format, dossier, { ...writing, width, color });
  if (flags.output === undefined) await toStdout(text);
  else await writeResult(flags.output, text);
  if (flags.quiet !== true) process.stderr.write(`Report:  ${join(folder, 'report.html')}\n`);
}
