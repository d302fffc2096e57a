import { plural } from '../../core/quantities.ts';
import type { Witness, WitnessAnswer } from '../../core/witness.ts';
import type { Dossier, DossierFinding } from '../../dossier/dossier.ts';
import { answerHead, difference, textLines } from '../witness.ts';
import { code, escapeText, fencedDiff } from '../../core/markdown-text.ts';

/** A job summary may hold a megabyte, of which these take a fifth at most. */
const MOST_CHARACTERS = 200_000;
const MOST_WITNESSES = 3;
const MOST_LINES = 60;
const MOST_WIDTH = 160;
const MOST_QUOTED = { lines: 6, characters: 200 };

/** For each finding about answers: two of them, and what tells them apart. */
export function witnesses({ findings }: Dossier): string[] {
  const all = findings.filter(({ witnesses: own = [], accepted }) => own.length > 0 && accepted === undefined);
  const shown: string[] = [];
  let room = MOST_CHARACTERS;
  for (const finding of all) {
    const block = ofFinding(finding);
    room -= block.length;
    if (room < 0) break;
    shown.push(block);
  }
  const more = all.length - shown.length;
  return more === 0 ? shown : [...shown, `… and witnesses of ${plural(more, 'more finding')}: the dossier holds all.`];
}

function ofFinding({ title, location, witnesses: all = [] }: DossierFinding): string {
  const where = location.kind === 'trial' ? ` · ${code(location.condition, 200)}` : '';
  const more = all.length - MOST_WITNESSES;
  return [
    `<details><summary>Witnesses: ${escapeText(title)}${where}</summary>`,
    ...all.slice(0, MOST_WITNESSES).flatMap(one),
    ...(more > 0 ? [`… and ${plural(more, 'more pair')} of answers: the dossier holds all.`] : []),
    '</details>',
  ].join('\n\n');
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
  textLines(text, MOST_QUOTED.lines)
    .map((line) => escapeText(line, MOST_QUOTED.characters))
    .join('<br>');
