import type { Side, SideRow } from './side-by-side.ts';
import type { DossierStudy } from './studies.ts';

/** Dossiers by letter: A, B … Z, then by number. */
export const letter = (index: number): string => (index < 26 ? String.fromCharCode(65 + index) : `#${index + 1}`);

/** Of a record that does not say which questions were asked nothing is known that differs. */
export const sameQuestions = ({ asked: a }: DossierStudy, { asked: b }: DossierStudy): boolean =>
  a === undefined || b === undefined || (a.digest === b.digest && a.questions === b.questions);

/** What cannot be compared and why, and how to read the rest. */
export function sidesNotes(sides: readonly Side[], rows: readonly SideRow[], otherWay: number): readonly string[] {
  const [first] = sides;
  const lone = rows.filter(({ cells }) => cells.filter((cell) => cell !== null).length < 2).length;
  const differences = rows.some(({ cells }) => cells.some((cell) => cell?.difference !== undefined));
  return [
    ...sides.flatMap(({ index, study }) =>
      first === undefined || study.version === first.study.version
        ? []
        : [
            `${letter(index)} was studied by version ${study.version} and ${letter(first.index)} by ${first.study.version}: its questions or its judge may differ, so no difference is reckoned.`,
          ],
    ),
    ...sides.flatMap(({ index, study: { asked } }) => {
      const of = first?.study.asked;
      if (first === undefined || asked === undefined || of === undefined) return [];
      const names = `${letter(index)} and ${letter(first.index)}`;
      const so = 'values of one name are of other questions, and no difference is reckoned.';
      if (asked.bank !== of.bank)
        return [
          `The questions differ: ${letter(index)} was asked the bank ${asked.bank} and ${letter(first.index)} ${of.bank}: ${so}`,
        ];
      if (asked.digest !== of.digest)
        return [`The questions differ: ${names} were asked the bank ${of.bank} with other contents: ${so}`];
      return asked.questions === of.questions
        ? []
        : [`The questions differ: ${names} were asked other parts of the bank ${of.bank}: ${so}`];
    }),
    ...sides.flatMap(({ index, study: { trials } }) => {
      const lost = trials.planned - trials.judged;
      return lost === 0
        ? []
        : [
            `${letter(index)}: of ${trials.planned} trials ${trials.unjudged} could not be judged, ${trials.errored} failed and ${trials.skipped} were skipped. Its numbers are of the others.`,
          ];
    }),
    ...(lone === 0
      ? []
      : [
          `${lone} of ${rows.length} measurements are of one model alone: the others were not asked that, or not in that way.`,
        ]),
    ...(otherWay === 0
      ? []
      : [`${otherWay} values were measured by another method than the first column's: no difference is reckoned.`]),
    ...(differences
      ? [
          'Differences are from the first column. Their intervals come from those of both values, as if the models had been asked different questions; where they were asked the same ones, they are usually too wide. They are not corrected for how many there are.',
        ]
      : []),
  ];
}
