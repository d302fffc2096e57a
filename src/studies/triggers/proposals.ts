import type { Random } from '../../core/random.ts';
import { type Candidate, candidateId } from './candidate.ts';
import type { Detector } from './detector.ts';
import { DETECTORS } from './detectors/registry.gen.ts';
import type { TriggerOptions } from './options.ts';
import { counted, type Progress } from './progress.ts';
import type { Asking } from './question.ts';

/** What the detectors propose, the best of each first; what two propose counts once. */
export function* propose(progress: Progress, options: TriggerOptions, random: Random): Asking<readonly Candidate[]> {
  const reference = progress.arms?.reference !== undefined;
  const { pool } = progress;
  const proposals = [];
  for (const detector of DETECTORS) {
    const lacks = lacking(detector, progress, options);
    if (lacks !== undefined) {
      progress.passedOver.push({ detector: detector.id, lacks });
      continue;
    }
    const scene = { pool, options, random: random.split(detector.id), reference };
    const proposal = 'read' in detector ? detector.read(pool) : yield* counted(detector.propose(scene), progress);
    proposals.push({ ...proposal, detector: detector.id });
  }
  progress.proposals = proposals;
  const all = proposals.flatMap(({ candidates }) => candidates);
  return [...Map.groupBy(all, onceOf).values()].flatMap(([first]) => first ?? []);
}

/** All detectors that proposed a candidate; of a replay, that it is one. */
export function proposersOf(candidate: Candidate, proposals: Progress['proposals']): readonly string[] {
  const own = proposals.flatMap(({ detector, candidates }) =>
    candidates.some((one) => onceOf(one) === onceOf(candidate)) ? [detector] : [],
  );
  return [...new Set([candidate.detector, ...own])];
}

/** By what a candidate is known again. One mark of what contradicts the reference under some features is enough. */
function onceOf(candidate: Candidate): string {
  const { turn, features, behaviour } = candidate;
  return behaviour.id === 'contradicts' ? `${turn}/${features.join('+')}/contradicts` : candidateId(candidate);
}

/** Why a detector cannot run. */
function lacking(
  { needs, needsReference, passes }: Detector,
  { arms, passes: asked }: Progress,
  options: TriggerOptions,
): string | undefined {
  const missing = needs.filter((capability) => arms?.offers.includes(capability) !== true);
  if (missing.length > 0) return `the model's ${missing.join(', ')}`;
  if (needsReference && arms?.reference === undefined) return 'a reference';
  return asked + passes(options) > options.budget ? `a budget of ${asked + passes(options)} passes` : undefined;
}
