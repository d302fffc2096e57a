import { ROUNDING, type SizeGap, sizeGaps } from '../../claims/card/size.ts';
import { claimFinding, quoted } from './finding.ts';
import { count, type FolderEvidence, percent, short } from './evidence.ts';
import type { Folder } from './intake.ts';
import { type Size, where } from './parameters.ts';
import { trained } from './trained.ts';

/** A gap between card and count over which a finding is of medium severity. */
const MEDIUM = 0.3;

/** What the card of a folder claims, held against what was counted there. */
export function cardOf(folder: Folder, size: Size, into: FolderEvidence): void {
  const { card } = folder;
  if (card === undefined) return;
  if (!card.all) into.left.push(`${card.path} is longer than what is searched for statements`);
  if (!card.closed) into.left.push(`the front matter of ${card.path} never closes: it was read as prose`);
  const gaps = sizeGaps(card.statements, size.known);
  for (const gap of gaps) sized(gap, card.path, into);
  const sizes = card.statements.filter((one) => one.what === 'parameters');
  if (sizes.length === 0)
    into.left.push(`${card.path} states no size that could be read: what was counted was held against no statement`);
  else if (!sizes.some(({ own }) => own))
    into.left.push(
      `${card.path} states sizes of other models, of several or of parts alone: what was counted was held against none of them`,
    );
  else if (size.known.total.length === 0)
    into.left.push(
      `the size that ${card.path} states was held against nothing: no parameters were counted in ${where(folder)}`,
    );
  trained(card.path, card.statements, size, into);
}

function sized({ statement, nearest, gap, ambiguous }: SizeGap, path: string, into: FolderEvidence): void {
  const what = statement.which === 'active' ? 'active' : 'total';
  into.measurements.push({
    id: `claims.card.parameters.${what}`,
    title: `By the card: ${what === 'active' ? 'parameters that one token meets' : 'all parameters'}`,
    value: statement.value,
    unit: 'parameters',
    conditions: { card: path, counted: count(nearest), gap: percent(gap), sentence: quoted(statement.in.text, 300) },
    method: 'stated in the card; the gap is from what its rounding allows to the nearest count',
  });
  if (gap <= ROUNDING || !statement.own) return;
  into.findings.push(
    claimFinding('size', {
      severity: gap > MEDIUM && !ambiguous ? 'medium' : 'low',
      confidence: ambiguous ? 'low' : 'medium',
      path,
      line: statement.in.line,
      message: `The card says ${short(statement.value)} ${what} parameters, and ${count(nearest)} is the nearest that was counted: a gap of ${percent(gap)}.`,
      evidence: [{ label: 'sentence', text: statement.in.text }],
      key: what,
    }),
  );
}
