import type { TimelineFigure, TimelineStep } from '../figure.ts';
import type { Table } from '../table.ts';

/** Rows of one lane, apart from its marks: the file of values has every step. */
const MOST_ROWS = 12;

/** What happened in each lane, in the order of time: its marks, and steps that tell how it got there. */
export function timelineTable({ id, title, label, lanes, note }: TimelineFigure): Table {
  const number = (value: number): string => Math.round(value).toLocaleString('en-US');
  const reasons = lanes.some(({ steps }) => steps.some(({ reasoning = 0 }) => reasoning > 0));
  return {
    id,
    title,
    columns: [
      { title: 'answer', align: 'left' },
      { title: 'milliseconds', align: 'right' },
      { title: label, align: 'right' },
      ...(reasons ? [{ title: 'of these reasoning', align: 'right' as const }] : []),
      { title: 'what happened', align: 'left' },
    ],
    rows: lanes.flatMap((lane) => {
      const row = (at: number, step: TimelineStep | undefined, what: string): readonly string[] => [
        lane.title,
        number(at),
        number(step?.characters ?? 0),
        ...(reasons ? [number(step?.reasoning ?? 0)] : []),
        what,
      ];
      const seenAt = (at: number) => lane.steps.findLast((step) => step.at <= at);
      const told = [
        ...telling(lane.steps).map((step) => ({ at: step.at, cells: row(step.at, step, '') })),
        ...lane.marks.map((mark) => ({ at: mark.at, cells: row(mark.at, seenAt(mark.at), mark.title) })),
      ];
      return told.toSorted((a, b) => a.at - b.at).map(({ cells }) => cells);
    }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The first and the last step, each fall with the step before it, and some between. */
function telling(steps: readonly TimelineStep[]): readonly TimelineStep[] {
  const every = Math.max(1, Math.ceil(steps.length / (MOST_ROWS / 2)));
  let falls = 0;
  const fallen = steps.map(
    ({ characters }, index) => characters < (steps[index - 1]?.characters ?? 0) && ++falls <= MOST_ROWS / 4,
  );
  return steps.filter(
    (_, index) =>
      index % every === 0 || index === steps.length - 1 || fallen[index] === true || fallen[index + 1] === true,
  );
}
