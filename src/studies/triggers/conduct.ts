import { Random } from '../../core/random.ts';
import { UsageError } from '../../core/errors.ts';
import type { ArmRecord } from '../engine/arm.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { Trials } from '../engine/trial.ts';
import type { Judged } from './answers/judged.ts';
import { search, type Setup } from './course.ts';
import type { Progress } from './progress.ts';
import { type Answered, type Arms, type Asking, trialsOf } from './question.ts';

/** The study as stages of trials. */
export function* conduct(
  setup: Setup,
  records: readonly ArmRecord[],
  seed: number,
  progress: Progress,
): Generator<Trials, void, readonly Outcome<Judged>[]> {
  const arms = armsOf(records);
  const steps = search(progress, setup, arms, Random.from(seed).split('triggers'));
  yield* staged(steps, arms, seed, setup.options.tokens);
}

/** Yields the trials of each step and takes what became of them. */
export function* staged(
  steps: Asking<void>,
  arms: Arms,
  seed: number,
  tokens: number,
): Generator<Trials, void, readonly Outcome<Judged>[]> {
  let answers: readonly Answered[] = [];
  for (;;) {
    const step = steps.next(answers);
    if (step.done === true) return;
    const outcomes = yield trialsOf(step.value, arms, seed, tokens);
    answers = outcomes.map((outcome) => (outcome.state === 'judged' ? outcome.judgement : undefined));
  }
}

/** @throws UsageError where not one model is to be examined */
export function armsOf(records: readonly ArmRecord[]): Arms {
  const [suspect, ...more] = records.filter(({ role }) => role !== 'reference');
  const references = records.filter(({ role }) => role === 'reference');
  if (suspect === undefined || more.length > 0 || references.length > 1)
    throw new UsageError('the study of triggers examines one model, and holds at most one --reference against it');
  return {
    suspect: suspect.id,
    reference: references[0]?.id,
    ...(sameWeights(suspect, references[0]) ? { sameWeights: true } : {}),
    opens: suspect.identity.capabilities.includes('opening'),
    offers: suspect.identity.capabilities,
  };
}

function sameWeights(suspect: ArmRecord, reference: ArmRecord | undefined): boolean {
  const [own, other] = [suspect, reference].map((arm) => arm?.identity.weights?.sha256);
  return own !== undefined && own === other;
}
