import type { Capability } from '../../runtimes/runtime.ts';
import type { AskModel } from '../judges/judge.ts';
import type { ArmRecord } from './arm.ts';
import type { Evidence } from './evidence.ts';
import type { Outcome } from './outcome.ts';
import type { Price } from './spending.ts';
import type { Reply, Trial, Trials } from './trial.ts';

/** A behavioural experiment. It plans and reads; the engine asks, keeps and counts. */
export interface Study<J> {
  /** Kebab case and stable. */
  readonly id: string;
  readonly title: string;
  /** Raised where the same answers would be judged or analysed otherwise. */
  readonly version: string;
  /** Of every arm. */
  readonly needs: readonly Capability[];
  /** What of its settings decides the trials: a journal is resumed only under the same. JSON. */
  readonly settings: unknown;
  /** Where its questions come from a bank: two runs measure the same only where all of it is the same. */
  readonly asks?: BankAsked;
  /** What its user must know before anything is asked, in whole sentences that are safe to print. */
  readonly cautions?: readonly string[];
  /** True where later stages hang on the outcomes of earlier ones. */
  readonly adaptive?: boolean;
  /**
   * The trials, a stage at a time; where the study is adaptive, each stage is told what became of the one before, in the
   * order of its trials. Deterministic in seed and outcomes, so that a resume is a replay.
   */
  stages(context: StageContext): AsyncGenerator<Trials, void, readonly Outcome<J>[]>;
  /** Of an adaptive study: the trials of a run that could not ask more. */
  most?(context: StageContext): Trials;
  /** @throws JudgeFault where nothing can be said of the answer */
  judge(trial: Trial, reply: Reply, context: JudgeContext): Promise<J>;
  analyse(rows: () => AsyncIterable<Outcome<J>>, context: AnalysisContext): Promise<Evidence>;
}

/** Which questions were put to the models. */
interface BankAsked {
  /** Id of the bank. */
  readonly bank: string;
  /** SHA-256 of the bank. */
  readonly digest: string;
  /** SHA-256 of the ids of those of its questions that are asked. */
  readonly questions: string;
}

interface StageContext {
  readonly arms: readonly ArmRecord[];
  readonly seed: number;
}

export interface JudgeContext {
  /** Its answers are kept in the journal, so that they are paid once. */
  readonly model?: AskModel;
}

export interface AnalysisContext {
  readonly arms: readonly ArmRecord[];
  readonly seed: number;
  /** By the id of the arm, where its user named one. */
  readonly prices?: ReadonlyMap<string, Price>;
  /** The answers to trials by their keys, for witnesses. */
  replies(keys: readonly string[]): Promise<ReadonlyMap<string, { readonly trial: Trial; readonly reply: Reply }>>;
}
