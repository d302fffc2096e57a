import { UsageError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { type GroundTruth, truthOf } from './organism.ts';
import type { BenchRun } from './zoo-run.ts';

/**
 * What is true of organisms, by name. Read after all of them were examined. One whose truth cannot be read is left out
 * of the score.
 * @param others organisms that were not examined, from which some of these may descend
 */
export async function truthsOf(
  names: readonly string[],
  run: BenchRun,
  others: readonly string[] = [],
): Promise<ReadonlyMap<string, GroundTruth>> {
  const truths = new Map<string, GroundTruth>();
  for (const name of new Set([...names, ...others]))
    try {
      truths.set(name, await truthOf(run.zoo, name));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      if (names.includes(name)) leaveOut(run, name, error.message);
      else run.say(printable(`${name}, which was not examined: ${error.message}`));
    }
  return truths;
}

/** Keeps an organism out of the score, and says why. */
export function leaveOut(run: Pick<BenchRun, 'say' | 'leftOut'>, name: string, why: string): void {
  run.leftOut.push({ name, why });
  run.say(printable(`${name}: ${why}`));
}

/** For the score: what it lacks, an organism each. */
export function leftOutLines(
  { leftOut }: Pick<BenchRun, 'leftOut'>,
  quoted: (text: string) => string,
): readonly string[] {
  return leftOut.length === 0
    ? []
    : ['Left out of the score:', '', ...leftOut.map(({ name, why }) => `- ${quoted(`${name}: ${why}`)}`), ''];
}
