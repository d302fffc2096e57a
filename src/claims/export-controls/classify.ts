import type { Day } from './date.ts';
import { headlineOf } from './headline.ts';
import type { Item } from './item.ts';
import type { Measures } from './measure.ts';
import { dramBandwidth, inputOutput, performanceDensity, totalProcessingPerformance } from './performance.ts';
import type { PolicyEvent, Source } from './schema.ts';
import type { Citation, Judgement } from './rules/rule.ts';
import { RULES } from './rules/rules.ts';
import { mayDecide } from './rules/cited.ts';
import { type Standing, standingOf } from './standing.ts';
import { suspectSpeeds } from './sparse.ts';
import { sourcesOf } from './chips.ts';
import { stands, timeline } from './timeline.ts';

export const DISCLAIMER = 'This is a calculation from published figures, not legal advice.';

const TAKEN_AS_DENSE =
  'a speed is taken as dense; makers print it with sparsity first, which is twice as much and counts for nothing here';

export interface RuleResult extends Judgement {
  readonly rule: string;
  readonly title: string;
  readonly standing: Standing;
  readonly destinations: string;
  readonly cites: readonly Citation[];
}

/** What the rules make of a chip on a day. */
export interface Classification {
  readonly chip: { readonly id: string; readonly name: string };
  readonly asOf: Day;
  readonly headline: string;
  readonly measures: Measures;
  /** Where the figures of the measures were seen. */
  readonly sources: readonly Source[];
  /** Of every rule that was published by then and not replaced. */
  readonly rules: readonly RuleResult[];
  /** Requirements told to a company about this chip: no rule, and binding all the same. */
  readonly letters: readonly PolicyEvent[];
  /** What else had happened about this chip by then. */
  readonly events: readonly PolicyEvent[];
  readonly warnings: readonly string[];
  readonly unverified: readonly string[];
  readonly disclaimer: string;
}

function measuresOf(item: Item): Measures {
  return {
    TPP: totalProcessingPerformance(item),
    'performance density': performanceDensity(item),
    'I/O bandwidth': inputOutput(item),
    'DRAM bandwidth': dramBandwidth(item),
  };
}

/** A rule whose text is not known well enough decides nothing. */
const unread = ({ outcome, numerically = outcome, ...rest }: Judgement): Judgement => ({
  ...rest,
  outcome: { kind: 'undecided', paragraphs: [], says: 'the text of the rule was not read' },
  numerically,
});

/** The figures that nobody read in the maker's own words, and whether they may decide. */
function unsure(measures: Measures): string[] {
  return Object.values(measures)
    .filter(({ decides, status }) => !decides || status === 'secondary')
    .map(({ quantity, status, decides, value, working }) => {
      if (value === undefined) return `${quantity}: ${working}`;
      const number = `${quantity} of ${Number(value.toFixed(2))} (${working})`;
      return decides
        ? `${number}: from accounts that agree, none the maker's own`
        : `${number}: ${status}, it may not decide`;
    });
}

/**
 * Which rules hold a chip on a day, in which paragraph, how far it lies from every edge, and on which text and figures that rests. Figures
 * that were estimated or recalled, and single accounts, decide nothing: the outcome is then `undecided`, beside what the bare numbers say.
 */
export function classify(item: Item, asOf: Day): Classification {
  const measures = measuresOf(item);
  const rules = RULES.map((rule): RuleResult | undefined => {
    const standing = standingOf(rule.dates, asOf);
    if (standing.state === 'unpublished' || standing.state === 'replaced') return undefined;
    const { id, title, destinations, cites } = rule;
    const judgement = rule.judge({ item, measures, asOf });
    return { rule: id, title, standing, destinations, cites, ...(mayDecide(cites) ? judgement : unread(judgement)) };
  }).filter((one) => one !== undefined);
  const isLetter = (one: PolicyEvent): boolean => one.kind === 'letter' && stands(one, asOf);
  const events = timeline(asOf).filter(({ chips }) => chips?.includes(item.id));
  const shown = new Set(rules.map(({ rule }) => rule));
  return {
    chip: { id: item.id, name: item.name },
    asOf,
    headline: headlineOf(item.name, asOf, rules, events),
    measures,
    sources: sourcesOf(Object.values(measures).flatMap(({ from }) => from)),
    rules,
    letters: events.filter(isLetter),
    events: events.filter((one) => !isLetter(one)),
    warnings: [...suspectSpeeds(item.performance), ...(item.takenAsDense === true ? [TAKEN_AS_DENSE] : [])],
    unverified: [
      ...unsure(measures),
      ...RULES.filter(({ id }) => shown.has(id)).flatMap(({ title, unverified }) =>
        unverified.map((one) => `${title}: ${one}`),
      ),
      ...events.flatMap(({ unverified }) => unverified ?? []),
    ],
    disclaimer: DISCLAIMER,
  };
}
