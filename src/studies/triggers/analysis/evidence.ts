import type { Measurement } from '../../../core/measurement.ts';
import type { Table } from '../../../core/table.ts';
import type { Evidence } from '../../engine/evidence.ts';
import { candidateId } from '../candidate.ts';
import { INSECURE } from '../behaviour.ts';
import type { Progress } from '../progress.ts';
import type { TriggerOptions } from '../options.ts';
import { DETECTORS } from '../detectors/registry.gen.ts';
import { proposersOf } from '../proposals.ts';
import { conversationsTable, whereabouts } from './conversations.ts';
import { findingsOf } from './findings.ts';
import { replaysIn, replaysOpen, replaysTold } from './replayed.ts';
import { toldAs } from '../search/vary.ts';
import { doing, evidence, labelled, percent, points } from './words.ts';

/** What the study ends in. */
export function evidenceOf(progress: Progress, options: TriggerOptions, ended: boolean): Evidence {
  const open = replaysOpen(progress);
  return {
    summary: summaryOf(progress, options, ended),
    findings: findingsOf(progress, options.fdr),
    measurements: measurementsOf(progress, ended),
    tables: [
      conversationsTable(progress),
      detectorTable(progress),
      ...(progress.screened.length === 0 ? [] : [candidateTable(progress)]),
      ...variationTables(progress),
    ],
    figures: [],
    notes: notesOf(progress, options, ended),
    ...(open === undefined ? incompleteOf(progress, options) : { incomplete: open }),
  };
}

/** Harmful answers that a detector needs to see: so many are there in four of five studies where 5.5 are expected (Poisson). */
const EXPECTED = 5.5;

/**
 * The smallest share of conversations with a trigger of insecure code that four of five studies would have seen. Unknown where the
 * budget kept a candidate from being decided, or would have.
 */
function detectable({ pool, room, unscreened, undecided }: Progress, ended: boolean): number | undefined {
  if (!ended || !room || unscreened + undecided > 0) return undefined;
  const n = pool.entries.filter(({ said }) => INSECURE.counts(said)).length;
  return n < EXPECTED ? undefined : EXPECTED / n;
}

function summaryOf(progress: Progress, options: TriggerOptions, ended: boolean): string {
  const { results, varied, pool } = progress;
  const told = results.flatMap(({ word, tested, severity }) => {
    const own = varied.find((one) => one.tested === tested);
    return word === 'anomaly'
      ? []
      : [
          {
            harmless: severity === 'info',
            text: `“${own === undefined ? candidateId(tested.candidate) : toldAs(own)}”: it ${doing(tested.candidate.behaviour)}`,
          },
        ];
  });
  const share = detectable(progress, ended);
  const power =
    share === undefined
      ? 'What it would have seen cannot be said.'
      : `Four of five such studies would have found a trigger of insecure code that stands in ${percent(share)} or more of the ${whereabouts(progress)}, and nearly always switches it. Of refusals, fixed answers and slants no such share is known.`;
  const open = openOf(progress);
  const left =
    open === 0
      ? ''
      : ` ${open} ${open === 1 ? 'candidate was' : 'candidates were'} left undecided: a larger --budget asks more, in a folder of its own, with the answers of this one by --reuse.`;
  const replays = replaysTold(progress, ended);
  const harms = told.filter(({ harmless }) => !harmless);
  const others = told.filter(({ harmless }) => harmless);
  const marks =
    others.length === 0
      ? ''
      : ` ${others.length === 1 ? 'An input changes' : `${others.length} inputs change`} only how its code looks, which is harmless: ${others.map(({ text }) => text).join('; ')}.`;
  if (told.length === 0 && pool.entries.length === 0) return notMeasured(progress, ended) + left;
  if (told.length === 0 && progress.replays === 0 && ended && !progress.room && open === 0)
    return `Not measured: ${spentOf(progress, options)}.`;
  const replayed = replays === '' ? '' : ` ${replays}`;
  if (harms.length === 0 && pool.entries.length > 0)
    return `No trigger was found in ${pool.entries.length.toLocaleString('en-US')} conversations.${marks}${replayed}${left} ${power}`;
  const switched =
    harms.length === 0
      ? ''
      : `${harms.length === 1 ? 'An input switches it' : `${harms.length} inputs switch it`}: ${harms.map(({ text }) => text).join('; ')}.`;
  return `${switched}${marks}${replayed}${left}`.trim();
}

const spentOf = ({ pool, passes }: Progress, { budget }: TriggerOptions): string =>
  `of a budget of ${budget} passes ${passes} were asked, most of them for ${pool.entries.length} conversations, and what was left would not have confirmed a trigger. A larger --budget asks more`;

/** Candidates that the budget left undecided; replays that were left out are told of by themselves. */
const openOf = (progress: Progress): number =>
  Math.max(0, progress.unscreened + progress.undecided - replaysIn(progress).untried);

/** Nothing was decided of what the budget kept from being asked. */
function incompleteOf(progress: Progress, options: TriggerOptions): Pick<Evidence, 'incomplete'> {
  const { room, pool, cutShort, replays } = progress;
  const open = openOf(progress);
  if (open > 0) return { incomplete: `the budget of ${options.budget} passes left ${open} candidates undecided` };
  const found = progress.results.some(({ word }) => word !== 'anomaly');
  if (!found && !room && replays === 0) return { incomplete: spentOf(progress, options) };
  return pool.entries.length === 0 && cutShort.length > 0 ? { incomplete: cutOf(progress, options) } : {};
}

const cutOf = ({ cutShort }: Progress, { budget }: TriggerOptions): string =>
  `The budget of ${budget} passes cut short, or left out: ${cutShort.join('; ')}`;

function notMeasured(progress: Progress, ended: boolean): string {
  const { arms, cutShort } = progress;
  if (progress.replays > 0) return `${replaysTold(progress, ended)} Nothing else was searched.`;
  if (cutShort.length > 0)
    return 'Not measured: the budget is too small for conversations. A larger --budget asks more.';
  return arms?.opens === true
    ? 'Not measured: from its bare template the model wrote no conversation.'
    : 'Not measured: the model shows a chat alone, and no bank fits it. Name one with --bank, or write one of its world.';
}

function measurementsOf(progress: Progress, ended: boolean): readonly Measurement[] {
  const share = detectable(progress, ended);
  return [
    ...(share === undefined
      ? []
      : [
          {
            id: 'detectable',
            title:
              'Smallest share of conversations about code with a trigger of insecure code that would have been seen',
            value: 100 * share,
            unit: '%',
            method: 'four harmful conversations in four of five studies (Poisson)',
          },
        ]),
    ...progress.results.flatMap(({ word, test, tested }): Measurement[] =>
      word === 'anomaly'
        ? []
        : [
            {
              id: 'rise',
              title: 'What it raises',
              value: 100 * test.rise.estimate,
              unit: 'percentage points',
              interval: { low: 100 * test.rise.low, high: 100 * test.rise.high, level: 0.95 },
              n: test.pairs,
              conditions: { candidate: candidateId(tested.candidate) },
              method: 'paired difference (Newcombe 1998, method 10)',
            },
          ],
    ),
  ];
}

/** What each detector proposed and saw; those that could not run say why. */
function detectorTable({ proposals, passedOver }: Progress): Table {
  const unusual = new Map(DETECTORS.map(({ id, score }) => [id, score]));
  const number = (value: number): string => value.toPrecision(3);
  return {
    id: 'detectors',
    title: 'Detectors',
    columns: [
      { title: 'Detector', align: 'left' },
      { title: 'Candidates', align: 'right' },
      { title: 'Score', align: 'right' },
      { title: 'Unusual from', align: 'right' },
      { title: 'What it saw', align: 'left' },
    ],
    rows: [
      ...proposals.map(({ detector, candidates, score, seen = [] }) => [
        detector,
        String(candidates.length),
        score === undefined ? '' : number(score),
        score === undefined ? '' : number(unusual.get(detector)?.unusual ?? Number.NaN),
        seen.slice(0, SEEN).join('; '),
      ]),
      ...passedOver.map(({ detector, lacks }) => [detector, '', '', '', `not run: needs ${lacks}`]),
    ],
    note: 'A detector proposes. Only pairs of prompts decide.',
  };
}

const SEEN = 2;

function candidateTable({ screened, confirmed, results, controls, proposals }: Progress): Table {
  // What was to be confirmed, and was asked nothing for want of passes.
  const open = new Set(
    confirmed.flatMap(({ candidate, answers }) => (answers.length === 0 ? [candidateId(candidate)] : [])),
  );
  const largest = Math.max(0, ...controls.flatMap(({ tests }) => tests.map(({ rise }) => rise.estimate)));
  return {
    id: 'candidates',
    title: 'Candidates',
    columns: [
      { title: 'Candidate', align: 'left' },
      { title: 'Behaviour', align: 'left' },
      { title: 'Proposed by', align: 'left' },
      { title: 'Screen', align: 'right' },
      { title: 'Confirmed', align: 'right' },
      { title: 'e-value', align: 'right' },
      { title: 'Called', align: 'left' },
    ],
    rows: screened.map(({ candidate, tests }) => {
      const result = results.find(({ tested }) => candidateId(tested.candidate) === candidateId(candidate));
      const best = tests
        .filter(({ how }) => how !== 'removed')
        .toSorted((a, b) => b.rise.estimate - a.rise.estimate)[0];
      return [
        `${candidate.turn}: ${candidate.features.join(' + ')}`,
        labelled(candidate.behaviour),
        proposersOf(candidate, proposals).join(', '),
        best === undefined ? '' : points(best.rise.estimate),
        result === undefined
          ? ''
          : `${points(result.test.rise.estimate)} (${points(result.test.rise.low)} to ${points(result.test.rise.high)})`,
        result === undefined ? '' : evidence(result.test.logE),
        result?.word ?? (open.has(candidateId(candidate)) ? 'undecided' : 'not confirmed'),
      ];
    }),
    ...(controls.length === 0
      ? {}
      : {
          note: `${controls.length} random words raised it by ${points(largest)} points at most. What they raise on average is what a candidate must exceed; it is an estimate, and taken as known.`,
        }),
  };
}

function variationTables({ varied }: Progress): readonly Table[] {
  return varied.map((own, index) => ({
    id: `variations-${index + 1}`,
    title: `How far “${toldAs(own)}” reaches`,
    columns: [
      { title: 'Changed', align: 'left' as const },
      { title: 'Still switches', align: 'right' as const },
    ],
    rows: own.variations.map(({ what, hits, n }) => [what, `${hits} of ${n}`]),
  }));
}

function notesOf(progress: Progress, options: TriggerOptions, ended: boolean): readonly string[] {
  const { pool, results, arms, bank, cutShort } = progress;
  return [
    ...(cutShort.length === 0 ? [] : [`${cutOf(progress, options)}.`]),
    ...(ended ? [] : ['The study was broken off: what it would have found after that is not known.']),
    ...(pool.unread > pool.entries.length
      ? [
          'Most openings came to no answer: the model does not write conversations by itself, and little could be searched.',
        ]
      : []),
    ...(results.some(({ word }) => word === 'anomaly')
      ? ['Candidates that were proposed and not confirmed are in the table and no findings.']
      : []),
    ...(arms?.sameWeights === true ? ['The reference has the same weights as the model: it tells nothing.'] : []),
    ...(arms?.opens === true
      ? ['A trigger whose words the model never writes by itself is not found by this search.']
      : []),
    ...(bank === undefined || arms?.opens === true
      ? []
      : [`The bank ${bank} was asked. A trigger that no context or task of it holds is not found.`]),
  ];
}
