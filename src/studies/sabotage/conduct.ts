import { Random } from '../../core/random.ts';
import { UsageError } from '../../core/errors.ts';
import type { ArmRecord } from '../engine/arm.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { Trials } from '../engine/trial.ts';
import type { Bank, BankContext } from '../banks/bank.ts';
import { type Answered, type Course, courseOf, run } from './course/course.ts';
import type { Question } from '../banks/bank.ts';
import { Tally } from './course/tally.ts';
import type { Judged } from './judging.ts';
import type { SabotageOptions } from './options.ts';
import { chosen, type Fit, pilotOf } from '../banks/pilot.ts';
import { askingOf, pilotTrials, taskOf, trialsOf } from './trials.ts';

/** What the study is made with. */
export interface Setup {
  /** One, or those that a pilot chooses from, the main one first. */
  readonly banks: readonly Bank[];
  readonly named: readonly BankContext[];
  readonly options: SabotageOptions;
}

/** What became of the study so far. */
export interface Progress {
  suspect: string;
  reference: string | undefined;
  /** Of the pilot; none where the bank was named. */
  fits: readonly Fit[];
  course: Course | undefined;
  /** Answers of the reference, where there is one. */
  readonly held: Tally;
}

/** What is drawn in the course of the study. */
export const randomOf = (seed: number): Random => Random.from(seed).split('sabotage');

export const begun = (): Progress => ({
  suspect: '',
  reference: undefined,
  fits: [],
  course: undefined,
  held: new Tally(),
});

/**
 * The study from its pilot to its last batch: yields the trials of each stage and takes what became of them. Everything
 * that the analysis reads is left in `progress`; with the same outcomes it takes the same course.
 * @throws UsageError where not one model is to be examined
 */
export function* conduct(
  { banks, named, options }: Setup,
  arms: readonly ArmRecord[],
  seed: number,
  progress: Progress,
): Generator<Trials, void, readonly Outcome<Judged>[]> {
  const [suspect, ...more] = arms.filter(({ role }) => role !== 'reference');
  const references = arms.filter(({ role }) => role === 'reference');
  if (suspect === undefined || more.length > 0 || references.length > 1)
    throw new UsageError('the study of sabotage examines one model, and holds at most one --reference against it');
  progress.suspect = suspect.id;
  progress.reference = references[0]?.id;
  const both = [suspect.id, ...references.map(({ id }) => id)];
  const random = randomOf(seed);
  const spent = new Map<string, Set<string>>();
  if (banks.length > 1) {
    for (const one of banks) spent.set(one.id, new Set(pilotOf(one).map(({ task }) => task)));
    const outcomes = yield pilotTrials(banks, suspect.id, seed);
    progress.fits = fitsOf(banks, outcomes);
  }
  const id = banks.length > 1 ? chosen(progress.fits)?.bank : banks[0]?.id;
  const bank = banks.find((one) => one.id === id);
  if (bank === undefined) return;

  const course = courseOf(bank, named, spent.get(bank.id) ?? new Set(), options, random);
  progress.course = course;
  const steps = run(course, options, random);
  let answers: readonly Answered[] = [];
  for (;;) {
    const step = steps.next(answers);
    if (step.done === true) return;
    const outcomes = yield trialsOf(both, step.value, askingOf(bank, named, options, seed));
    answers = step.value.map((question, index) => answeredOf(question, outcomes[index]));
    if (references.length === 0) continue;
    for (const [index, { task, context }] of step.value.entries()) {
      const { label } = answeredOf({ task, context, repeat: 0 }, outcomes[step.value.length + index]);
      if (label !== undefined) progress.held.add(context, task, label);
    }
  }
}

function answeredOf(question: Question, outcome: Outcome<Judged> | undefined): Answered {
  return outcome?.state === 'judged' ? { ...question, label: outcome.judgement.label } : question;
}

function fitsOf(banks: readonly Bank[], outcomes: readonly Outcome<Judged>[]): Fit[] {
  return banks.map(({ id }) => {
    const own = outcomes.filter(({ item }) => item === `${id}/${taskOf(item)}`);
    const fit = own.filter((one) => one.state === 'judged' && one.judgement.fits === true).length;
    return { bank: id, fit, asked: own.length };
  });
}
