import { canonicalDigest } from '../../core/digest.ts';
import type { Study } from '../engine/study.ts';
import { JudgeFault } from '../judges/judge.ts';
import { evidenceOf } from './analysis/evidence.ts';
import { questionsIn } from './bank.ts';
import { generatedQuestions } from './generated.ts';
import { partOf } from './forcing/chain.ts';
import { judgedThought } from './forcing/judging.ts';
import { forcedMost, forcedStages } from './forcing/stages.ts';
import { judged, type Judged } from './judging.ts';
import { budgetsOf, optionsOf } from './options.ts';
import { trialsOf } from './trials.ts';

/** What a user says of the study. */
export interface ScalingRequest {
  /** A file with questions; without it they are made up. */
  readonly bank?: string;
  /** Options by name, as text. */
  readonly set?: Readonly<Record<string, string>>;
}

/** Raised where the same answers would be judged or analysed otherwise. */
const VERSION = '1';
const NEEDS = {
  'max-tokens': [],
  thinking: ['thinking-budget'],
  effort: ['effort'],
  forcing: ['prefill'],
} as const;

/** Whether more thinking makes a model predictably better. @throws UsageError where the request makes no sense */
export async function scalingStudy({ bank, set = {} }: ScalingRequest = {}): Promise<Study<Judged>> {
  const options = optionsOf(set);
  const questions = bank === undefined ? generatedQuestions(options.tasks, options.bankSeed) : await questionsIn(bank);
  const byId = new Map(questions.map((one) => [one.id, one]));
  const budgets = budgetsOf(options);
  const { by, answer, repeats, temperature, waits } = options;
  const forcing = by === 'forcing';
  return {
    id: 'inference-scaling',
    title: 'Does more thinking make it predictably better?',
    version: VERSION,
    needs: ['chat', ...NEEDS[by]],
    // Level, margin and prices are other readings of the same answers.
    settings: {
      by,
      budgets,
      answer,
      repeats,
      temperature,
      questions: canonicalDigest(questions),
      ...(forcing ? { waits } : {}),
    },
    ...(forcing ? { adaptive: true, most: ({ arms }) => forcedMost(questions, options, arms) } : {}),
    async *stages({ arms, seed }) {
      if (forcing) yield* forcedStages(questions, options, arms, seed);
      else yield trialsOf(questions, options, arms, seed);
    },
    judge: async (trial, reply) => {
      const question = byId.get(trial.item);
      if (reply.kind === 'generate' && forcing && partOf(trial.condition) !== undefined)
        return judgedThought(trial, reply.recording);
      const budget = budgets.find(({ id }) => id === trial.condition);
      if (reply.kind !== 'generate' || question === undefined || budget === undefined)
        throw new JudgeFault('the trial is none of this study');
      return judged(trial, reply.recording, question, budget);
    },
    analyse: (rows, context) => evidenceOf({ options, questions, generated: bank === undefined }, rows, context),
  };
}
