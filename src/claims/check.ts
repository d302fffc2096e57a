import type { Check, CheckContext, CheckKind, Evidence, InputValue } from './checks/check-kind.ts';
import { knownBy, notYetSaid } from './checks/known-by.ts';
import { CHECKS } from './checks/registry.gen.ts';
import type { Claim } from './claim.ts';
import { ClaimError } from './claim-error.ts';
import { decidesOf } from './decides.ts';
import { unverified as unread } from './economics/record.ts';
import { economicRecord } from './economics/records.ts';
import { rangeOf } from './held/range.ts';
import { numberText, withUnit } from './held/number-text.ts';
import { otherDollars } from './held/scale.ts';
import { dayOf } from './units/basis.ts';
import { type Ruled, ruled } from './verdict-rules.ts';
import type { Decides, Verdict } from './verdict.ts';

/** Of each simulation, unless others are asked for. */
export const DRAWS = 100_000;
export const SEED = 1;

export interface CheckOptions {
  /** The day that the claim is looked at: what was published later does not count. */
  readonly asOf: string;
  /** Of each simulation; 100,000 unless given. */
  readonly draws?: number;
  readonly seed?: number | string;
}

function kindOf(of: Check): CheckKind {
  const found = CHECKS.find(({ kind }) => kind === of.kind);
  if (found === undefined) throw new ClaimError('unknown-quantity', `there is no kind of check ${of.kind}`);
  return found;
}

const contextOf = ({ on }: Claim, { asOf, draws = DRAWS, seed = SEED }: CheckOptions): CheckContext => ({
  asOf,
  on,
  draws,
  seed,
});

/**
 * Holds a claim against what is known, by rules alone: the same claim, day and seed give the same verdict.
 * @throws ClaimError where the claim names what is not there, or its units and dates do not add up
 */
export function check(claim: Claim, options: CheckOptions): Verdict {
  const { asOf } = options;
  dayOf(asOf);
  const kind = kindOf(claim.check);
  const context = contextOf(claim, options);
  const later = notYetSaid([{ name: 'the claim', date: claim.on }], asOf);
  const evidence = later === undefined ? kind.hold(claim.check, context) : unsaid(later);
  const { sets, claimed } = evidence;
  const own = rangeOf(sets.filter((one) => one.own));
  const others = rangeOf(sets.filter((one) => !one.own));
  const range = others ?? own;
  const rivals = claim.rivals.filter((one) => knownBy(rivalDay(one, claim.on), asOf));
  return {
    claim,
    ...(later === undefined ? verdictOf(claim, evidence) : { verdict: 'not-shown', why: 'nobody had said it yet' }),
    ...(claimed === undefined ? {} : { claimed }),
    ...(own === undefined ? {} : { own }),
    ...(others === undefined ? {} : { others }),
    ...(range === undefined ? {} : { range }),
    decides: words(claim) ?? decidesOf(evidence, kind.thing),
    sets,
    rivals: rivals.map((rival) => rivalOf(rival, claimed?.unit)),
    laterRivals: claim.rivals.length - rivals.length,
    unverified: later === undefined ? unverifiedOf({ ...claim, rivals }, sets) : [],
    caveats: [...claim.caveats, ...fewDraws(sets, context.draws)],
    asOf,
  };
}

/** Below this many, what is drawn says so of itself. */
const MANY_DRAWS = 10_000;

function fewDraws(sets: Verdict['sets'], draws: number): readonly string[] {
  const drawn = sets.some(({ number }) => number !== undefined && number.sensitivity.length > 0);
  if (draws >= MANY_DRAWS || !drawn) return [];
  const points = numberText(Number((100 / Math.sqrt(draws)).toPrecision(1)));
  return [
    `${numberText(draws)} draws alone: shares of probability may be ${points} points off, and a verdict near a half with them.`,
  ];
}

/** Of words from memory no verdict follows, however they fare: nobody read that this was said. */
function verdictOf({ status }: Claim, { sets, limits }: Evidence): Ruled {
  const found = ruled(sets, limits);
  if (status !== 'recalled' || found.verdict === 'not-shown') return found;
  return { verdict: 'not-shown', why: `${UNREAD_WORDS}; as they are remembered, ${found.why}` };
}

const UNREAD_WORDS = 'its own words are from memory, and nobody read them';
const words = ({ status }: Claim): Decides | undefined =>
  status === 'recalled' ? { what: 'nothing', name: 'words', says: UNREAD_WORDS } : undefined;

/** Of a claim that was not made yet there is nothing to check. */
const unsaid = (says: string): Evidence => ({
  sets: [{ id: 'claim', title: 'the claim', own: false, outcome: 'unknown', says, inputs: [], unverified: [] }],
  limits: [],
});

/** Of the day of its record, or of its own; without one of the day of the claim. */
const rivalDay = ({ record, as_of }: Claim['rivals'][number], on: string): string =>
  as_of ?? (record === undefined ? on : economicRecord(record).as_of);

/**
 * The verdict with inputs replaced wherever they stand, in every set.
 * @throws ClaimError `missing-input` for an input that the claim does not have, and as `check`
 */
export function whatIf(claim: Claim, values: Readonly<Record<string, InputValue>>, options: CheckOptions): Verdict {
  const kind = kindOf(claim.check);
  const names = kind.inputs(claim.check);
  let changed = claim.check;
  for (const [name, value] of Object.entries(values)) {
    if (!names.includes(name)) {
      const has = names.length === 0 ? `a claim of kind ${kind.kind} has none` : `it has ${names.join(', ')}`;
      throw new ClaimError('missing-input', `${claim.id} has no input ${name}: ${has}`);
    }
    changed = kind.with(changed, name, value, contextOf(claim, options));
  }
  return check({ ...claim, check: changed }, options);
}

function rivalOf(
  { says, source, record: id }: Claim['rivals'][number],
  claimed: string | undefined,
): Verdict['rivals'][number] {
  if (id === undefined) return { says, source: source ?? '', unverified: false };
  const { value, low, high, unit, source: where, ...record } = economicRecord(id);
  const ends = low === undefined || high === undefined ? [] : [`${numberText(low)} to ${numberText(high)}`];
  const text = value === undefined ? ends.join('') : [numberText(value), ...ends.map((one) => `(${one})`)].join(' ');
  const number = withUnit(text, unit);
  const marked = claimed !== undefined && otherDollars(unit, claimed) ? `${number}, not converted` : number;
  return { says, source: source ?? where, number: marked, unverified: unread(record) };
}

function unverifiedOf({ status, rivals }: Claim, sets: Verdict['sets']): readonly string[] {
  const own = status === 'recalled' ? ['the words of the claim'] : [];
  const numbers = sets.flatMap(({ id, unverified }) =>
    unverified.map((name) => (name === id ? id : `${name} of ${id}`)),
  );
  const others = rivals.flatMap(({ record }) =>
    record !== undefined && unread(economicRecord(record)) ? [record] : [],
  );
  return [...own, ...numbers, ...others];
}
