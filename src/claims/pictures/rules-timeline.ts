import type { FigureMark } from '../../core/figure-parts.ts';
import type { SpansFigure, SpansRow } from '../../core/plots.ts';
import { DISCLAIMER } from '../export-controls/classify.ts';
import { EVENTS } from '../export-controls/events.gen.ts';
import type { RuleDates } from '../export-controls/rules/rule.ts';
import { RULES } from '../export-controls/rules/rules.ts';
import type { Day } from '../export-controls/date.ts';
import { standingOf } from '../export-controls/standing.ts';
import { timeline } from '../export-controls/timeline.ts';
import type { PolicyEvent } from '../export-controls/schema.ts';
import { decides } from '../export-controls/status.ts';
import { THRESHOLDS } from '../export-controls/thresholds.ts';
import { dayOf } from '../units/basis.ts';
import type { Titled } from './claimed.ts';

const STATES = [
  { title: 'published', tone: 'missing' },
  { title: 'effective in parts, or without compliance', tone: 'part' },
  { title: 'in force', tone: 'good' },
  { title: 'printed, not enforced', tone: 'bad' },
] as const satisfies SpansFigure['states'];

/**
 * When which rule stood, and what else happened.
 * @param marks days that matter, as that of a claim and today
 * @param chip only events about this chip, or about none in particular
 * @param asOf only what was published by this day
 */
export function rulesFigure(
  { id, title, note }: Titled,
  marks: readonly FigureMark[] = [],
  { chip, asOf }: { readonly chip?: string; readonly asOf?: Day } = {},
): SpansFigure {
  const about = (asOf === undefined ? EVENTS : timeline(asOf)).filter(
    ({ chips }) => chip === undefined || chips === undefined || chips.includes(chip),
  );
  return {
    kind: 'spans',
    id,
    title,
    axis: { label: 'day', unit: 'date' },
    marks,
    states: STATES,
    groups: [
      {
        title: 'rules on chips',
        rows: RULES.flatMap(({ title: rule, dates, destinations }) => rowBy(asOf, rule, dates, destinations)),
      },
      {
        title: 'rules on the compute of training',
        rows: THRESHOLDS.flatMap((one) => rowBy(asOf, one.title, one.dates, one.above)),
      },
      { title: 'events by their day', rows: about.map(eventRow) },
    ],
    note: [DISCLAIMER, ...(note === undefined ? [] : [note])].join(' '),
  };
}

/** As it was known on a day: what was announced later of a rule is left out. */
function rowBy(asOf: Day | undefined, title: string, dates: RuleDates, remark: string): readonly SpansRow[] {
  const { unenforced, replaced, ...known } = dates;
  if (asOf === undefined) return [ruleRow(title, dates, remark)];
  if (standingOf(dates, asOf).state === 'unpublished') return [];
  const by = {
    ...known,
    ...(unenforced === undefined || unenforced > asOf ? {} : { unenforced }),
    ...(replaced === undefined || replaced > asOf ? {} : { replaced }),
  };
  return [ruleRow(title, by, remark)];
}

/** The states that a rule went through, as `standingOf` has them day by day. */
export function ruleRow(title: string, dates: RuleDates, remark: string): SpansRow {
  const { published, effective, compliance, unenforced, replaced } = dates;
  const [first, last] = typeof effective === 'string' ? [effective, effective] : effective;
  const full = compliance ?? last;
  const stop = unenforced ?? replaced;
  const steps = [
    { from: published, to: first, state: 0 },
    { from: first, to: full, state: 1 },
    { from: full, to: stop, state: 2 },
    ...(unenforced === undefined ? [] : [{ from: unenforced, to: replaced, state: 3 }]),
  ];
  return {
    title,
    spans: steps
      .map((step) => ({ ...step, to: earlier(step.to, step.state === 3 ? replaced : stop) }))
      .filter(({ from, to }) => to === undefined || from < to)
      .map(({ from, to, state }) => ({ from: dayOf(from), ...(to === undefined ? {} : { to: dayOf(to) }), state })),
    remark,
  };
}

const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a < b ? a : b;

function eventRow({ kind, date, source, status, says }: PolicyEvent): SpansRow {
  const sure = decides(status, 1) ? '' : `, ${status}`;
  return { title: `${date} ${kind}: ${source}${sure}`, spans: [], at: dayOf(date), remark: says };
}
