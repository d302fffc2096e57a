import type { TimelineFigure } from '../../../core/figure.ts';
import type { Recording } from '../../../runtimes/recording.ts';
import { type Withdrawal, withdrawalOf } from '../../judges/withdrawal/withdrawn.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Results } from './results.ts';
import { labelOf } from './rows.ts';

const SHOWN = 4;
/** More steps than pixels show nothing more. */
const MOST_STEPS = 400;

/** Answers that were withdrawn, over time; the longest that were lost. */
export async function timelineOf({ rows }: Results, { replies }: AnalysisContext): Promise<TimelineFigure | undefined> {
  const withdrawn = rows.filter((row) => labelOf(row) === 'withdrawn').slice(0, SHOWN);
  if (withdrawn.length === 0) return undefined;
  const found = await replies(withdrawn.map(({ trial }) => trial));
  const lanes = withdrawn.flatMap(({ trial, arm, question }) => {
    const reply = found.get(trial)?.reply;
    const taken = reply?.kind === 'generate' ? withdrawalOf(reply.recording) : undefined;
    if (reply?.kind !== 'generate' || taken === undefined) return [];
    return [{ how: taken.how, lane: laneOf(`${arm}: ${question.id}`, reply.recording, taken) }];
  });
  if (lanes.length === 0) return undefined;
  return {
    kind: 'timeline',
    id: 'withdrawn',
    title: titleOf(new Set(lanes.map(({ how }) => how))),
    label: 'characters a reader could see',
    lanes: lanes.map(({ lane }) => lane),
    note: 'Up to four of them. Where the log has no times all steps are at one.',
  };
}

/** Of a cut one the log does not show that what was visible went away. */
function titleOf(how: ReadonlySet<Withdrawal['how']>): string {
  if (!how.has('cut')) return 'Answers that were shown and taken back';
  return how.has('replaced')
    ? 'Answers that were taken back or cut off while they were shown'
    : 'Answers that were cut off while they were shown';
}

function laneOf(title: string, recording: Recording, taken: Withdrawal): TimelineFigure['lanes'][number] {
  const { marks, end } = recording;
  const every = Math.max(1, Math.ceil(marks.length / MOST_STEPS));
  const grown = marks
    .filter(([at], index) => at <= taken.takenAt && (index % every === 0 || index === marks.length - 1))
    .map(([at, said, thought]) => ({ at, characters: said + thought, reasoning: thought }));
  const left = taken.how === 'cut' ? (grown.at(-1)?.characters ?? 0) : (taken.instead?.length ?? 0);
  const unsaid = taken.how === 'cut' ? 'cut off' : 'withdrawn';
  return {
    title,
    steps: [...grown, { at: taken.takenAt, characters: left }],
    marks: [
      {
        at: taken.takenAt,
        title: taken.signal === undefined ? unsaid : `${taken.signal.service} ${taken.signal.code}`,
        tone: 'loss',
      },
      ...(end.at > taken.takenAt ? [{ at: end.at, title: 'end', tone: 'event' as const }] : []),
    ],
  };
}
