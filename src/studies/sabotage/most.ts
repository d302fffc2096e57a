import type { ArmRecord } from '../engine/arm.ts';
import type { Trials } from '../engine/trial.ts';
import type { Bank, BankContext, Question } from '../banks/bank.ts';
import { pilotOf } from '../banks/pilot.ts';
import { randomOf, type Setup } from './conduct.ts';
import { type Course, courseOf, PARTS, questions, roomAfter } from './course/course.ts';
import { ENDPOINTS } from './course/tally.ts';
import type { SabotageOptions } from './options.ts';
import { askingOf, concatenated, pilotTrials, trialsOf } from './trials.ts';

/**
 * What the study can ask at most: no run asks more questions, nor more tokens of answers. Every context that can go on
 * does, nothing is decided early, and the pilot, where there is one, chooses the bank that takes most.
 */
export function most({ banks, named, options }: Setup, arms: readonly ArmRecord[], seed: number): Trials {
  const piloted = banks.length > 1;
  const asked = banks.map((bank) => {
    const spent = new Set(piloted ? pilotOf(bank).map(({ task }) => task) : []);
    return { bank, all: questionsAtMost(courseOf(bank, named, spent, options, randomOf(seed)), options) };
  });
  const tokens = ({ bank, all }: { bank: Bank; all: readonly Question[] }) =>
    all.length * askingOf(bank, named, options, seed).maxTokens;
  const [dearest] = asked.toSorted((a, b) => tokens(b) - tokens(a));
  const [longest] = asked.toSorted((a, b) => b.all.length - a.all.length);
  if (dearest === undefined || longest === undefined) return [];
  // One bank may ask more, another longer answers: of the former what it asks beyond the latter is added.
  const parts = [dearest, { bank: longest.bank, all: longest.all.slice(dearest.all.length) }];
  const suspect = arms.find(({ role }) => role !== 'reference');
  return concatenated([
    ...(piloted && suspect !== undefined ? [pilotTrials(banks, suspect.id, seed)] : []),
    ...parts.map(({ bank, all }) =>
      trialsOf(
        arms.map(({ id }) => id),
        all,
        askingOf(bank, named, options, seed),
      ),
    ),
  ]);
}

/** Of contexts that may go on, those with the longest texts do. */
function questionsAtMost({ split, neutrals, named, others }: Course, options: SabotageOptions): Question[] {
  let left = longestFirst(others);
  const screened: Question[][] = [];
  for (const part of PARTS) {
    if (split[part].length === 0 || left.length === 0) continue;
    screened.push(questions(split[part], ids([...left, ...neutrals]), [0, 1]));
    left = left.slice(0, ENDPOINTS.length * roomAfter(part, others.length, options.keep));
  }
  const confirmed = [...left, ...named];
  if (confirmed.length === 0) return screened.flat();
  const calibrating = longestFirst(neutrals).slice(0, options.neutrals);
  return [...screened.flat(), ...questions(split.confirm, ids([...confirmed, ...calibrating]), [0, options.repeats])];
}

const longestFirst = (contexts: readonly BankContext[]): BankContext[] =>
  contexts.toSorted((a, b) => b.text.length - a.text.length);
const ids = (contexts: readonly BankContext[]): string[] => contexts.map(({ id }) => id);
