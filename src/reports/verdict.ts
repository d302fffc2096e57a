import type { Table } from '../core/table.ts';
import { claimedText } from '../claims/claimed-text.ts';
import { othersText, ownText } from '../claims/compared-text.ts';
import { numberText, percentText, rangeText, withUnit } from '../claims/held/number-text.ts';
import { modelNamed } from '../claims/held/sets.ts';
import { heldText } from '../claims/held-text.ts';
import { unreadText } from '../claims/unread.ts';
import type { Held, Range, Verdict } from '../claims/verdict.ts';
import type { Block } from './blocks.ts';

/** A verdict for people: the word, the sentence, the range, what decides, all that it was held against, rivals, what nobody read. */
export function verdictBlocks(verdict: Verdict): readonly Block[] {
  const { claim, why, claimed, own, others, decides, sets, rivals, laterRivals, unverified, caveats, asOf } = verdict;
  const words = claim.paraphrase === true ? 'in our words' : 'its words';
  return [
    { kind: 'heading', text: `${verdict.verdict.toUpperCase()}  ${claim.id}` },
    { kind: 'text', text: claim.sentence },
    { kind: 'text', text: `${claim.by}, ${claim.on} (${words}, ${claim.status}). ${claim.source}` },
    { kind: 'labelled', label: 'About', text: claim.about },
    { kind: 'labelled', label: 'Because', text: `${why}.` },
    labelled('Claimed', claimed === undefined ? claimedText(claim) : claimedNumberText(claimed)),
    ...(own === undefined ? [] : [labelled('Own sum', levelled(own, numbered(sets, true)))]),
    ...(others === undefined ? [] : [labelled('Others', levelled(others, numbered(sets, false)))]),
    labelled('Decides', `${decides.what === 'input' ? `${decides.name}: ` : ''}${decides.says}.`),
    labelled('As of', asOf),
    { kind: 'table', table: heldTable(sets) },
    ...(sets.some((one) => one.own) ? [{ kind: 'text' as const, text: '* by the inputs of whoever claims it' }] : []),
    ...items('Other readings', [...rivals.map(rivalText), ...laterText(laterRivals, asOf)]),
    ...items('Unverified: nobody read the source, and it decides nothing alone', unverified),
    ...items('What it leaves out', caveats),
  ];
}

const numbered = (sets: readonly Held[], own: boolean): readonly Held[] =>
  sets.filter((one) => one.number !== undefined && one.own === own);

/** `5.6 MUSD, and what rounds to it: 5.55 to 5.65 MUSD`. */
const claimedNumberText = (claimed: NonNullable<Verdict['claimed']>): string =>
  claimed.value === undefined
    ? rangeText(claimed)
    : `${withUnit(numberText(claimed.value), claimed.unit)}, and what rounds to it: ${rangeText(claimed)}`;

/** From the least to the greatest of what some sets give: of several it is no interval of one of them. */
function levelled(range: Range, sets: readonly Held[]): string {
  const unread = unreadText(sets);
  if (range.low === range.high) return `${rangeText(range)}${unread}`;
  const level = { range: ', bounds', joined: '' }[String(range.level)] ?? ', p5 to p95';
  const several = sets.length > 1 ? `, from the least to the greatest of ${sets.length}` : '';
  return `${rangeText(range)}${level}${several}${unread}`;
}

const labelled = (label: string, text: string): Block => ({ kind: 'labelled', label, text });
const items = (title: string, all: readonly string[]): Block[] =>
  all.length === 0 ? [] : [{ kind: 'items', title, items: all }];

function rivalText({ says, source, number, unverified }: Verdict['rivals'][number]): string {
  return `${says.replace(/\.$/, '')}${number === undefined ? '' : `: ${number}`} (${source})${unverified ? ', unverified' : ''}`;
}

const laterText = (later: number, asOf: string): readonly string[] =>
  later === 0 ? [] : [`${later} not yet said on ${asOf}`];

const HELD_NOTE =
  'so: reproduces and holds, it is as claimed; possible, less likely than not; fails, it is not; unknown, nobody can say.';

const heldTable = (sets: readonly Held[]): Table => ({
  id: 'held-against',
  title: 'Held against',
  columns: [
    { title: 'what', align: 'left' },
    { title: 'so', align: 'left' },
    { title: 'it gives', align: 'left' },
  ],
  note: HELD_NOTE,
  rows: sets.map(({ title, own, outcome, unverified, ...held }) => [
    `${own ? '* ' : ''}${title}`,
    outcome,
    `${heldText(held)}${unverified.length === 0 ? '' : ` [unverified: ${unverified.join(', ')}]`}`,
  ]),
});

/** The same, and of every set its inputs, what moves it, and what would have to be true. */
export function explainedBlocks(verdict: Verdict): readonly Block[] {
  const { check } = verdict.claim;
  const model = 'model' in check ? modelNamed(check.model) : undefined;
  const equation: Block[] =
    model === undefined ? [] : [labelled('Sum', model.equation), labelled('Equation from', model.source)];
  return [
    ...verdictBlocks(verdict),
    { kind: 'heading', text: 'How it is computed' },
    ...equation,
    ...verdict.sets.flatMap(setBlocks),
    ...(verdict.sets.some(({ inputs }) => inputs.length > 0) ? [{ kind: 'text' as const, text: INPUTS_NOTE }] : []),
  ];
}

const INPUTS_NOTE =
  'share: of the variance of ranks. takes the result: to what, as this input alone goes from p5 to p95. must be: what it alone would have to be for what is claimed.';

function setBlocks({ id, title, inputs, number }: Held): readonly Block[] {
  if (inputs.length === 0) return [];
  const shares = new Map(number?.sensitivity.map(({ input, share }) => [input, percentText(share)]));
  const swings = new Map(
    number?.swings.map(({ input, outputFrom, outputTo }) => [
      input,
      `${numberText(outputFrom)} to ${numberText(outputTo)}`,
    ]),
  );
  const needed = new Map(number?.needed.map((one) => [one.input, neededText(one)]));
  const rows = inputs.map(({ name, text, unverified }) => [
    name,
    `${text}${unverified ? ' [unverified]' : ''}`,
    shares.get(name) ?? '',
    swings.get(name) ?? '',
    needed.get(name) ?? '',
  ]);
  const columns = [
    { title: 'input', align: 'left' },
    { title: 'taken as', align: 'left' },
    { title: 'share', align: 'right' },
    { title: 'takes the result', align: 'right' },
    { title: 'must be', align: 'right' },
  ] as const;
  return [{ kind: 'table', table: { id, title: `Inputs of “${title}”`, columns, rows } }];
}

/** `8.2 (55 % lie below)` for one number, `6.1 to 9.4 (40 % lie there)` for a range. */
function neededText({ value, low, high, probability = 0 }: NonNullable<Held['number']>['needed'][number]): string {
  if (value !== undefined) return `${numberText(value)} (${percentText(probability)} lie below)`;
  if (low === undefined || high === undefined) return 'no value';
  return `${numberText(low)} to ${numberText(high)} (${percentText(probability)} lie there)`;
}

/** One row for each claim: what is claimed beside what its own inputs give, and both beside what all else gives. */
export const verdictsTable = (verdicts: readonly Verdict[]): Table => ({
  id: 'verdicts',
  title: `${verdicts.length} ${verdicts.length === 1 ? 'claim' : 'claims'}`,
  columns: [
    { title: 'claim', align: 'left', holds: 'name' },
    { title: 'verdict', align: 'left', holds: 'name' },
    { title: 'claimed', align: 'left', holds: 'fact' },
    { title: 'its own inputs give', align: 'left', holds: 'fact' },
    { title: 'others give', align: 'left', holds: 'fact' },
  ],
  rows: verdicts.map((verdict) => [
    verdict.claim.id,
    verdict.verdict,
    claimedText(verdict.claim),
    ownText(verdict),
    othersText(verdict),
  ]),
});
