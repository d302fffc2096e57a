import type { Statement } from '../../claims/card/statement.ts';
import { type ChipTime, chipTimeOf, type Compute, computeOf } from '../../claims/training.ts';
import { moneyOf, rentGap } from '../../claims/training-cost.ts';
import { activesOf, type Reading } from './actives.ts';
import { claimFinding, quoted } from './finding.ts';
import { count, flop, type FolderEvidence, percent, power, short } from './evidence.ts';
import type { Size } from './parameters.ts';

/** What a card says of training, by what was counted and, where its own size is another, by that. */
interface Trained {
  readonly reading?: Reading;
  readonly compute?: Compute;
  readonly time?: ChipTime;
}

const sentence = (one: Statement): string => quoted(one.in.text, 300);

export function trained(path: string, statements: readonly Statement[], size: Size, into: FolderEvidence): void {
  const { readings, left } = activesOf(statements, size);
  if (left !== undefined) into.left.push(`${path}: ${left}`);
  const each = readings.map((reading): Trained => {
    const compute = computeOf(statements, reading.active);
    const time = chipTimeOf(statements, compute);
    return { reading, ...(compute === undefined ? {} : { compute }), ...(time === undefined ? {} : { time }) };
  });
  if (each.length === 0 && statements.some((one) => one.what === 'tokens'))
    into.left.push(`training compute was not computed: how many parameters a token meets is not known (${path})`);
  for (const { reading, compute } of each)
    if (reading !== undefined && compute !== undefined) computed(path, compute, reading, into);
  const bare = chipTimeOf(statements, undefined);
  const first: Trained = each[0] ?? (bare === undefined ? {} : { time: bare });
  chipHours(path, first.time, into);
  for (const { reading, time } of each) if (reading !== undefined) utilised(path, time, reading, into);
  impossible(path, each, into);
  money(path, statements, first.time, into);
  // The contradiction of a card with itself, where its own size makes one.
  const own = each.at(-1) ?? first;
  underpaid(path, statements, own, into);
}

function chipHours(path: string, time: ChipTime | undefined, into: FolderEvidence): void {
  if (time === undefined) return;
  const { hours } = time;
  into.measurements.push({
    id: 'claims.card.chip-hours',
    title: 'By the card: chip hours of training',
    value: hours.value,
    unit: `${hours.chip ?? 'chip'} hours`,
    conditions: { card: path, sentence: sentence(hours) },
    method: 'the largest number of chip hours that the card states',
  });
}

function utilised(path: string, time: ChipTime | undefined, { own, active }: Reading, into: FolderEvidence): void {
  if (time?.utilisation === undefined) return;
  const { utilisation, unverified } = time;
  into.measurements.push({
    id: own ? 'claims.utilisation.stated' : 'claims.utilisation',
    title: own ? 'Utilisation that the card implies by the size it states' : 'Utilisation that the card implies',
    value: utilisation.value,
    unit: 'share of peak',
    conditions: {
      card: path,
      of: utilisation.text,
      active: `${count(active.value)} ${active.from}`,
      ...(unverified ? { peak: 'unverified' } : {}),
    },
    method: '6 × active parameters × tokens, by chip hours and dense peak',
  });
}

/** One finding of a card, whichever size makes it so; which, it says. */
function impossible(path: string, each: readonly Trained[], into: FolderEvidence): void {
  const over = each.flatMap(({ reading, compute, time }) =>
    reading === undefined || compute === undefined || time?.least === undefined || time.hours.atLeast
      ? []
      : time.least.share > 1
        ? [{ reading, compute, time, least: time.least }]
        : [],
  );
  const [first] = over;
  if (first === undefined) return;
  const { hours } = first.time;
  const needs = over.map(
    ({ reading, compute, least }) =>
      `With ${short(reading.active.value)} active parameters ${reading.active.from}, the stated training needs at least ${flop(compute.low)}, and the chips do at most ${percent(1 / least.share)} of that.`,
  );
  const within = each.length > over.length ? ' By the other size it could be.' : '';
  into.findings.push(
    claimFinding('utilisation', {
      severity: 'low',
      confidence: 'medium',
      path,
      line: hours.in.line,
      message: `The card states ${count(hours.value)} hours of ${first.least.chip}, of a dense peak of ${(first.least.peak / 1e12).toFixed(0)} TFLOP/s. ${needs.join(' ')}${within}`,
      evidence: [
        { label: 'sentence', text: hours.in.text },
        { label: 'sentence', text: first.compute.tokens.in.text },
        ...over.flatMap(({ reading }) =>
          reading.said === undefined ? [] : [{ label: 'sentence', text: reading.said.in.text }],
        ),
      ],
      key: 'hours',
    }),
  );
}

function money(path: string, statements: readonly Statement[], time: ChipTime | undefined, into: FolderEvidence): void {
  const { cost, impliedRent, rented } = moneyOf(statements, time);
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

function underpaid(
  path: string,
  statements: readonly Statement[],
  { time, compute }: Trained,
  into: FolderEvidence,
): void {
  const { cost } = moneyOf(statements, time);
  const gap = rentGap(statements, time, compute);
  if (cost === undefined || gap === undefined) return;
  const { is, rent, hours, from, low, high, records } = gap;
  const bound = is === 'far below' ? 'at most' : 'at least';
  into.findings.push(
    claimFinding('rent', {
      severity: 'low',
      confidence: 'medium',
      path,
      line: cost.in.line,
      message: `The stated cost of ${count(cost.value)} USD pays for ${count(hours)} chip hours (${from}) ${bound} ${dollars(rent)} USD each: ${is} the ${dollars(low)} to ${dollars(high)} USD that are recorded (${records.join(', ')}).`,
      evidence: [
        { label: 'sentence', text: cost.in.text },
        ...(time === undefined ? [] : [{ label: 'sentence', text: time.hours.in.text }]),
        ...(from === 'as stated' || compute === undefined ? [] : [{ label: 'sentence', text: compute.tokens.in.text }]),
      ],
      key: 'rent',
    }),
  );
}

const dollars = (value: number): string => (value >= 100 ? count(value) : String(Number(value.toPrecision(2))));

function computed(path: string, compute: Compute, { own, active, said }: Reading, into: FolderEvidence): void {
  const { value, low, high, tokens, thresholds } = compute;
  const range = `${power(low, 2)} to ${flop(high)}`;
  const atLeast = tokens.atLeast ? '; the tokens are a lower bound' : '';
  into.measurements.push({
    id: own ? 'claims.training-compute.stated' : 'claims.training-compute',
    title: own ? 'Training compute by the size that the card states' : 'Training compute by card and count',
    value,
    unit: 'FLOP',
    conditions: {
      card: path,
      range,
      tokens: `${short(tokens.value)}${tokens.atLeast ? ' at least' : ''}`,
      active: `${count(active.value)} ${active.from}`,
      sentence: sentence(tokens),
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
  const by = own ? `, by ${short(active.value)} active parameters ${active.from}` : '';
  into.findings.push(
    claimFinding('threshold', {
      severity: 'info',
      confidence: 'medium',
      path,
      line: tokens.in.line,
      message: `${flop(value)} of training (${range}${atLeast})${by}, ${summary}. ${thresholds[0]?.disclaimer ?? ''}`,
      evidence: [
        { label: 'sentence', text: tokens.in.text },
        ...(said === undefined ? [] : [{ label: 'sentence', text: said.in.text }]),
        ...each,
      ],
      key: own ? 'compute-stated' : 'compute',
    }),
  );
}
