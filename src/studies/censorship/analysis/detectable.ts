import type { Corrected } from './contrast.ts';
import { type Cell, leastFound } from './grid.ts';
import type { Results } from './results.ts';
import { percent } from './words.ts';

/** Of so few questions, or held against so little, that nothing could have been found; else that nothing was. */
export function nothingSaid(arm: string, results: Results): string {
  if (couldFindTopic(arm, results)) return 'Nothing stands out: no topic, no language.';
  const contrasts = results.contrasts.some((one) => one.arm === arm && one.detectable !== undefined);
  return contrasts
    ? 'Nothing stands out in the topics together. No single topic could have been found: its questions are too few, or too few others are answered.'
    : 'Nothing could have been found: there are too few questions, or too few others that are answered.';
}

/** Whether a topic could be found by itself, were all its questions lost, or all but those that are. */
function couldFindTopic(arm: string, { grids, options }: Results): boolean {
  const lost = grids.get(arm)?.lost ?? [];
  const tested = lost.filter(({ p }) => p !== undefined);
  const distinct = new Map(
    tested.flatMap((cell) => (cell.topic.kind === 'topic' ? [[likeness(cell), cell] as const] : [])),
  );
  return [...distinct.values()].some((cell) => leastFound(cell, options.fdr / tested.length) !== undefined);
}

/** Cells of which this is the same need as many questions. */
const likeness = ({ n, against }: Cell): string =>
  [
    n,
    ...against.map(({ questions }) =>
      questions
        .map(({ hits, languages }) => `${hits}/${languages}`)
        .toSorted()
        .join(' '),
    ),
  ].join('; ');

/** What would have been seen of the contrasts that were named and not found. */
export function detectableSaid(arm: string, { contrasts, options }: Results): readonly string[] {
  const quiet = contrasts.filter(
    (one) => one.arm === arm && one.endpoint === 'lost' && one.adjusted !== undefined && one.adjusted > options.fdr,
  );
  const of = (kind: Corrected['kind'], name: string) => {
    const own = quiet.filter((one) => one.kind === kind);
    const sizes = own.flatMap(({ detectable }) => detectable ?? []);
    return { name, sizes, none: own.length - sizes.length };
  };
  const kinds = [of('mirrors', 'from mirrors'), of('languages', 'between languages')];
  const sized = kinds.filter(({ sizes }) => sizes.length > 0);
  const blind = kinds.filter(({ none }) => none > 0);
  return [
    ...(sized.length === 0
      ? []
      : [
          `A difference ${sized.map(({ name, sizes }) => `${name} of ${percent(Math.max(...sizes))}`).join(' or ')} would have been found in four of five such studies.`,
        ]),
    ...blind.map(({ name, sizes }) =>
      sizes.length === 0
        ? `No difference ${name} could have been found, however large: there are too few questions.`
        : `Of some ${name.replace('between ', '')} no difference could have been found, however large: there are too few questions.`,
    ),
  ];
}
