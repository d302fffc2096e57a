import { plural } from '../../core/quantities.ts';
import type { Witness, WitnessAnswer } from '../../core/witness.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import { answerHead, difference, textLines } from '../witness.ts';
import { code, escapeText, fencedDiff } from './escape.ts';

/** A job summary may hold a megabyte. */
const MOST_FINDINGS = 20;
const MOST_WITNESSES = 3;
const MOST_LINES = 60;
const MOST_WIDTH = 160;

/** For each finding about answers: two of them, and what tells them apart. */
export function witnesses({ findings }: Dossier): string[] {
  const shown = findings.filter(({ witnesses: all = [], accepted }) => all.length > 0 && accepted === undefined);
  const more = shown.length - MOST_FINDINGS;
  return [
    ...shown.slice(0, MOST_FINDINGS).flatMap(({ title, location, witnesses: all = [] }) => {
      const where = location.kind === 'trial' ? ` · ${code(location.condition, 200)}` : '';
      const left = all.length - MOST_WITNESSES;
      return [
        `<details><summary>Witnesses: ${escapeText(title)}${where}</summary>`,
        ...all.slice(0, MOST_WITNESSES).flatMap(one),
        ...(left > 0 ? [`… and ${plural(left, 'more pair')} of answers: the dossier holds all.`] : []),
        '</details>',
      ];
    }),
    ...(more > 0 ? [`… and witnesses of ${plural(more, 'more finding')}: the dossier holds all.`] : []),
  ];
}

function one(witness: Witness): string[] {
  const [first, second] = witness.answers;
  return [
    `**${code(witness.item, 120)}** ${quoted(witness.question)}`,
    `${side('−', first)}\n${side('+', second)}`,
    fencedDiff(difference(witness, MOST_LINES), MOST_WIDTH),
  ];
}

function side(mark: string, answer: WitnessAnswer): string {
  const { context, why } = answer;
  return [
    `- ${mark} **${escapeText(answerHead(answer))}**`,
    ...(context === '' ? [] : [`<br>asked with: ${quoted(context)}`]),
    ...(why === undefined ? [] : [`<br>because: ${quoted(why)}`]),
  ].join('');
}

const quoted = (text: string): string =>
  textLines(text)
    .map((line) => escapeText(line, 601))
    .join('<br>');
