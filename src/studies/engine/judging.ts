import { canonicalDigest } from '../../core/digest.ts';
import { RuntimeFault } from '../../runtimes/fault.ts';
import { record } from '../../runtimes/recording.ts';
import type { Runtime } from '../../runtimes/runtime.ts';
import type { Journal } from './journal.ts';
import type { AnsweredRow, FaultRow } from './journal-row.ts';
import { DEAD_AFTER } from './asker.ts';
import { type AskModel, JudgeFault } from '../judges/judge.ts';
import type { Outcome, TrialPlace } from './outcome.ts';
import { mostOf, type Spending, takenBy } from './spending.ts';
import type { JudgeContext, Study } from './study.ts';

/** Id under which what a judging model costs is counted and priced. */
const JUDGE_ARM = 'judge';

/** What judges are given: a model, if one was named, whose answers the journal keeps. */
export function judgeContext(
  runtime: Runtime | undefined,
  journal: Journal,
  spending: Spending,
  signal: AbortSignal,
): JudgeContext {
  if (runtime === undefined) return {};
  const { capabilities: _, ...who } = runtime.describe();
  let failures = 0;
  let givenUp: string | undefined;
  const model: AskModel = async (request) => {
    const key = canonicalDigest({ request, who }).slice(0, 32);
    const known = journal.judging(key);
    if (known !== undefined) return known;
    if (givenUp !== undefined) throw new JudgeFault(givenUp);
    const reserved = spending.reserve(JUDGE_ARM, mostOf({ ask: { kind: 'generate', ...request } }));
    if (typeof reserved === 'string') throw new JudgeFault(reserved);
    try {
      const recording = await record(runtime.generate(request, signal));
      failures = 0;
      spending.add(JUDGE_ARM, takenBy(request, recording));
      journal.appendJudging(key, recording);
      return recording;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof RuntimeFault)) throw error;
      if (error.kind === 'unavailable') failures++;
      if (error.hopeless || failures >= DEAD_AFTER) givenUp ??= `the judge was given up: ${error.message}`;
      throw new JudgeFault(`the judge did not answer: ${error.message}`);
    } finally {
      reserved.release();
    }
  };
  return { model };
}

/** What became of a trial, from its row in the journal. */
export async function outcomeOf<J>(
  study: Study<J>,
  row: AnsweredRow | FaultRow,
  context: JudgeContext,
): Promise<Outcome<J>> {
  const { arm, item, condition, repeat } = row.asked;
  const place: TrialPlace = { trial: row.trial, arm, item, condition, repeat };
  if ('fault' in row) return { ...place, state: 'errored', fault: row.fault.kind, reason: row.fault.message };
  try {
    return { ...place, state: 'judged', judgement: await study.judge(row.asked, row.reply, context) };
  } catch (error) {
    if (isJudgeFault(error)) return { ...place, state: 'unjudged', reason: error.message };
    throw error;
  }
}

/** By its name: a study that is a module from outside of the tree has a class of its own. */
const isJudgeFault = (error: unknown): error is Error => error instanceof Error && error.name === 'JudgeFault';
