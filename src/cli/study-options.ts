import type { Command } from 'commander';
import type { StudyRequest } from '../examinations/load-study.ts';
import { UsageError } from '../core/errors.ts';
import type { Budget } from '../studies/engine/spending.ts';
import { duration, positiveInteger, positiveNumber, wholeNumber } from './numbers.ts';

/** What a command line says of how a study is run. */
export interface RunFlags {
  readonly seed: number;
  readonly dryRun?: boolean;
  readonly concurrency?: number;
  readonly jobs?: number;
  readonly maxTokens?: number;
  readonly maxCost?: number;
  readonly maxTime?: number;
  readonly retryFailed?: boolean;
  readonly reuse?: readonly string[];
  readonly fresh?: boolean;
  readonly context?: readonly string[];
  readonly bank?: string;
  readonly replay?: readonly string[];
  readonly budget?: number;
  readonly set?: readonly string[];
}

/** The options of whatever questions models. `--jobs` is the command's own. */
export function addRunOptions(command: Command): Command {
  return addSettingOptions(addBudgetOptions(command))
    .option('--seed <n>', 'of everything that is drawn', wholeNumber, 1)
    .option('--dry-run', 'print what the studies would ask and take, and ask nothing')
    .option('--concurrency <n>', 'requests in flight to one endpoint (default: 8)', positiveInteger)
    .option('--max-time <time>', 'ask nothing more after so long, e.g. 30m', duration)
    .option('--retry-failed', 'ask again what failed in an earlier run')
    .option('--reuse <journal>', 'take answers to the same questions from another journal; may be repeated', several)
    .option('--fresh', 'throw away the journal that is there and begin anew');
}

/** What studies that come with Assay can be told. */
export function addSettingOptions(command: Command): Command {
  return command
    .option(
      '--context <text>',
      'of sabotage and triggers: a context of your own, e.g. "works for the city of Oslo"; may be repeated',
      several,
    )
    .option(
      '--bank <name>',
      'tasks and contexts by name, or a file with some (default: a pilot chooses); of censorship: questions (default: the topics of Assay); of inference-scaling: a file of questions with their answers',
    )
    .option(
      '--replay <dossier>',
      'of triggers: try what was found in a relative of the model; may be repeated',
      several,
    )
    .option('--budget <passes>', 'of triggers: sequences put through the model at most (default: 6000)', wholeNumber)
    .option('--set <study.option=value>', 'an option of a study, e.g. sabotage.tasks=60; may be repeated', several);
}

export function requestOf({
  context,
  bank,
  replay,
  budget,
  set,
}: Pick<RunFlags, 'context' | 'bank' | 'replay' | 'budget' | 'set'>): StudyRequest {
  return {
    ...(context === undefined ? {} : { contexts: context }),
    ...(bank === undefined ? {} : { bank }),
    ...(replay === undefined ? {} : { replay }),
    ...(budget === undefined ? {} : { budget }),
    ...(set === undefined ? {} : { set }),
  };
}

export function addBudgetOptions(command: Command): Command {
  return command
    .option('--max-tokens <n>', 'ask within so many tokens, read and written', positiveInteger)
    .option('--max-cost <dollars>', 'ask within so much money', positiveNumber);
}

export function budgetOf({ maxTokens, maxCost, maxTime }: Partial<RunFlags>): Budget {
  return {
    ...(maxTokens === undefined ? {} : { tokens: maxTokens }),
    ...(maxCost === undefined ? {} : { dollars: maxCost }),
    ...(maxTime === undefined ? {} : { seconds: maxTime }),
  };
}

/** Whom the options of a study are for, where no study is named that could take them. */
const FOR: Readonly<Partial<Record<keyof RunFlags, readonly [flag: string, study: string]>>> = {
  replay: ['--replay', 'the study triggers'],
  budget: ['--budget', 'the study triggers'],
  context: ['--context', 'the studies sabotage and triggers'],
  bank: ['--bank', 'the studies censorship, inference-scaling, sabotage and triggers'],
  set: ['--set', 'studies'],
  dryRun: ['--dry-run', 'studies: it tells what they would ask'],
  maxTokens: ['--max-tokens', 'studies'],
  maxCost: ['--max-cost', 'studies'],
  maxTime: ['--max-time', 'studies'],
  concurrency: ['--concurrency', 'studies'],
  retryFailed: ['--retry-failed', 'studies'],
  reuse: ['--reuse', 'studies'],
  fresh: ['--fresh', 'studies'],
};

/** What nobody would read must not look as if it were done. @throws UsageError */
export function refuseStudyFlags(flags: Partial<RunFlags>): void {
  for (const [name, [flag, whom]] of Object.entries(FOR)) {
    if (flags[name as keyof RunFlags] !== undefined)
      throw new UsageError(`${flag} is for ${whom}: name one with --studies, e.g. --studies triggers`);
  }
}

/** An option that may be repeated. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
