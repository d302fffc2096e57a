import type { RuleResult } from './classify.ts';
import type { Day } from './date.ts';
import type { Edge } from './edge.ts';
import type { PolicyEvent } from './schema.ts';
import { stands } from './timeline.ts';

/** The rules that say whether a chip is controlled; the others follow from these. */
const DECISIVE = ['october-2022', 'october-2023'];

const round = (value: number): string =>
  Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });

const share = ({ relative }: Edge): number => Math.abs(relative ?? 0);

/** For every paragraph that is not met the limits that are missed, the nearest paragraph first: by the larger share of an edge. */
function misses(edges: readonly Edge[]): (readonly Edge[])[] {
  return [...Map.groupBy(edges, ({ paragraph }) => paragraph).values()]
    .map((limits) => limits.filter(({ numerically }) => numerically === 'no'))
    .filter((failed) => failed.length > 0)
    .toSorted((a, b) => Math.max(...a.map(share)) - Math.max(...b.map(share)));
}

function nearest({ edges, outcome, numerically }: RuleResult): string {
  if ((numerically ?? outcome).kind !== 'not-controlled') return '';
  const limits = misses(edges)[0] ?? [];
  const [first] = limits;
  const missed = limits.map(({ quantity, edge, margin = 0 }) => `${quantity} by ${round(margin)} of ${round(edge)}`);
  return first === undefined ? '' : `; it misses ${first.paragraph} in ${missed.join(' and ')}`;
}

/** A licence exception is half of the answer to whether something may be exported. */
function exception({ outcome, remarks }: RuleResult): string {
  if (outcome.kind !== 'controlled') return '';
  const nac = remarks.find(({ about }) => about.startsWith('License Exception NAC'));
  if (nac?.answer === 'yes') return '; License Exception NAC may be open to it, after notice to BIS';
  return nac?.answer === 'unknown'
    ? '; whether License Exception NAC is open to it rests on figures that may not decide'
    : '';
}

/** One sentence, for a person who reads no further. */
export function headlineOf(
  name: string,
  asOf: Day,
  rules: readonly RuleResult[],
  events: readonly PolicyEvent[],
): string {
  const governing = rules.find(({ rule, standing }) => DECISIVE.includes(rule) && standing.state !== 'published');
  const letters = events.filter((one) => one.kind === 'letter' && stands(one, asOf));
  const told = letters.map(({ date, status }) => {
    const unread = status === 'read' || status === 'quoted' ? '' : ' (unverified)';
    return `; a requirement told to its maker since ${date}${unread}`;
  });
  if (governing === undefined) return `${name} on ${asOf}: no rule of this record was in effect${told.join('')}.`;
  const { outcome, numerically, standing } = governing;
  const partly = standing.state === 'in-force' ? '' : `; ${standing.says}`;
  const bare =
    numerically === undefined || numerically.kind === outcome.kind ? '' : ` (by the bare numbers: ${numerically.says})`;
  return `${name} on ${asOf}: ${outcome.says}${bare}${exception(governing)}${nearest(governing)}${partly}${told.join('')}.`;
}
