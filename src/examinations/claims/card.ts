import { type SizeGap, sizeGaps } from '../../claims/card/size.ts';
import type { Statement } from '../../claims/card/statement.ts';
import { type Active, chipTimeOf, type Compute, computeOf, moneyOf } from '../../claims/training.ts';
import { claimFinding, quoted } from './finding.ts';
import { count, flop, type FolderEvidence, percent, power, short } from './evidence.ts';
import type { Folder } from './intake.ts';
import { type Size, where } from './parameters.ts';

/** Gaps between card and count by which a finding is judged; names round generously. */
const MEDIUM = 0.3;
const LOW = 0.15;

/** What the card of a folder claims, held against what was counted there. */
export function cardOf(folder: Folder, size: Size, into: FolderEvidence): void {
  const { card } = folder;
  if (card === undefined) return;
  if (!card.all) into.left.push(`${card.path} is longer than what is searched for statements`);
  if (!card.closed) into.left.push(`the front matter of ${card.path} never closes: it was read as prose`);
  for (const gap of sizeGaps(card.statements, size.known)) sized(gap, card.path, into);
  if (card.statements.some((one) => one.what === 'parameters') && size.known.total.length === 0)
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
  if (gap <= LOW || !statement.own) return;
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

function trained(path: string, statements: readonly Statement[], size: Size, into: FolderEvidence): void {
  const active = activeOf(statements, size);
  const compute = active === undefined ? undefined : computeOf(statements, active);
  if (compute === undefined && statements.some((one) => one.what === 'tokens'))
    into.left.push(`training compute was not computed: how many parameters a token meets is not known (${path})`);
  if (compute !== undefined) computed(path, compute, into);
  const time = chipTimeOf(statements, compute);
  const { cost, impliedRent, rented } = moneyOf(statements, time);
  const sentence = (one: Statement): string => quoted(one.in.text, 300);
  if (time !== undefined) {
    const { hours, utilisation, least, unverified } = time;
    into.measurements.push({
      id: 'claims.card.chip-hours',
      title: 'By the card: chip hours of training',
      value: hours.value,
      unit: `${hours.chip ?? 'chip'} hours`,
      conditions: { card: path, sentence: sentence(hours) },
      method: 'the largest number of chip hours that the card states',
    });
    if (utilisation !== undefined)
      into.measurements.push({
        id: 'claims.utilisation',
        title: 'Utilisation that the card implies',
        value: utilisation.value,
        unit: 'share of peak',
        conditions: { card: path, of: utilisation.text, ...(unverified ? { peak: 'unverified' } : {}) },
        method: '6 × active parameters × tokens, by chip hours and dense peak',
      });
    if (least !== undefined && least.share > 1)
      into.findings.push(
        claimFinding('utilisation', {
          severity: 'low',
          confidence: 'medium',
          path,
          line: hours.in.line,
          message: `The stated training needs ${flop(compute?.low ?? 0)}; ${count(hours.value)} hours of ${least.chip} at its dense peak of ${(least.peak / 1e12).toFixed(0)} TFLOP/s do at most ${percent(1 / least.share)} of that.`,
          evidence: [
            { label: 'sentence', text: hours.in.text },
            ...(compute === undefined ? [] : [{ label: 'sentence', text: compute.tokens.in.text }]),
          ],
          key: 'hours',
        }),
      );
  }
  if (cost !== undefined)
    into.measurements.push({
      id: 'claims.card.cost',
      title: 'By the card: cost of training',
      value: cost.value,
      unit: 'USD',
      conditions: {
        card: path,
        sentence: sentence(cost),
        ...(impliedRent === undefined ? {} : { 'implied rent': `${impliedRent.toFixed(2)} USD a chip hour` }),
      },
      method: 'the largest cost of training that the card states',
    });
  if (rented !== undefined)
    into.measurements.push({
      id: 'claims.cost-by-rent',
      title: 'Stated chip hours at a recorded rent',
      value: rented.value,
      unit: 'USD',
      conditions: {
        card: path,
        from: `${count(rented.low)} to ${count(rented.high)} USD by the bounds of the record`,
        record: `${rented.record}${rented.unverified ? ' (unverified)' : ''}`,
      },
      method: 'chip hours × rent: a rental assumption, not money paid',
    });
}

/** By the config; else by the card; else, of a model without experts, by its tensors. */
function activeOf(statements: readonly Statement[], { counted, stored, experts }: Size): Active | undefined {
  if (counted !== undefined)
    return { value: counted.active, low: counted.activeWithoutInput, from: 'counted by the config' };
  const said = statements.find((one) => one.what === 'parameters' && one.which === 'active' && one.own);
  if (said !== undefined) return { value: said.high, low: said.low, from: 'as the card says' };
  return stored === undefined || experts
    ? undefined
    : { value: stored, low: stored, from: 'as the tensor tables hold' };
}

function computed(path: string, { value, low, high, active, tokens, thresholds }: Compute, into: FolderEvidence): void {
  const range = `${power(low, 2)} to ${flop(high)}`;
  const atLeast = tokens.atLeast ? '; the tokens are a lower bound' : '';
  into.measurements.push({
    id: 'claims.training-compute',
    title: 'Training compute by card and count',
    value,
    unit: 'FLOP',
    conditions: {
      card: path,
      range,
      tokens: `${short(tokens.value)}${tokens.atLeast ? ' at least' : ''}`,
      active: `${count(active.value)} ${active.from}`,
      sentence: quoted(tokens.in.text, 300),
    },
    method:
      '6 × active parameters × tokens, attention not counted; the range is that of rounding and of the input embedding',
  });
  const each = thresholds.map(({ title, edge, crossing, factor, says, standing, unverified }) => ({
    label: crossing,
    text: `${title} (${power(edge, 0)} FLOP, ${standing.says}): ${says}${crossing === 'below' ? atLeast : ''}; ${factor.toPrecision(2)} of the threshold.${unverified.length === 0 ? '' : ` Unverified: ${unverified.join(' ')}`}`,
  }));
  const over = thresholds.filter(({ crossing }) => crossing === 'above').map(({ title }) => title);
  const near = thresholds.filter(({ crossing }) => crossing === 'straddles').map(({ title }) => title);
  const summary = [
    over.length === 0 ? 'over no threshold that is recorded' : `over: ${over.join('; ')}`,
    ...(near.length === 0 ? [] : [`straddling, so not decided: ${near.join('; ')}`]),
  ].join('. ');
  into.findings.push(
    claimFinding('threshold', {
      severity: 'info',
      confidence: 'medium',
      path,
      line: tokens.in.line,
      message: `${flop(value)} of training (${range}${atLeast}), ${summary}. ${thresholds[0]?.disclaimer ?? ''}`,
      evidence: [{ label: 'sentence', text: tokens.in.text }, ...each],
      key: 'compute',
    }),
  );
}
