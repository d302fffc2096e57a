import type { FigureMark } from '../figure-parts.ts';
import type { Figure } from '../figure.ts';
import { printable } from '../printable.ts';
import { plural } from '../quantities.ts';
import { format } from './format.ts';

/** What a drawing shows, for those who cannot see it. Of all but intervals the numbers stand in the table behind it. */
export function describe(figure: Figure): string {
  return printable(`${figure.title}. ${content(figure)}`, 5000);
}

function content(figure: Figure): string {
  const rows = 'groups' in figure ? figure.groups.reduce((sum, group) => sum + group.rows.length, 0) : 0;
  switch (figure.kind) {
    case 'intervals': {
      const say = format(figure.unit);
      return figure.groups
        .flatMap(({ title, rows: all }) =>
          all.map((row) => `${title}, ${row.title}: ${say(row.value)}, from ${say(row.low)} to ${say(row.high)}`),
        )
        .join('. ');
    }
    case 'heat':
      return `${figure.label}, as the colour of a cell for each of ${plural(rows, 'row')} and ${plural(figure.columns.length, 'column')}. The table behind it holds every value.`;
    case 'stacked':
      return `${plural(rows, 'bar')}, each divided into ${figure.states.map(({ title }) => title).join(', ')}. The table behind it holds every count.`;
    case 'dumbbell':
      return `${figure.label}: ${plural(rows, 'row')}, each with a point and its interval for ${figure.series.join(', ')}. The table behind it holds every value.`;
    case 'scatter':
      return `${plural(figure.points.length, 'point')} by ${figure.x.label} and ${figure.y.label}, each with its intervals. The table behind it holds every value.`;
    case 'timeline':
      return `${figure.label} over time, for ${plural(figure.lanes.length, 'answer')}. The table behind it says what happened when.`;
    case 'histogram': {
      const say = format(figure.axis.unit);
      const panels = figure.panels.map(
        ({ title, median, low, high, remark }) =>
          `${title}: median ${say(median)}, ${Math.round(figure.level * 100)}% of the draws from ${say(low)} to ${say(high)}${remark === undefined ? '' : `, ${remark}`}`,
      );
      return [...held(figure.marks, say), ...panels].join('. ');
    }
    case 'tornado': {
      const say = format(figure.axis.unit);
      const swings = figure.rows.map(
        ({ title, from, to }) => `${title}: ${say(from.result)} at ${from.input}, ${say(to.result)} at ${to.input}`,
      );
      return [`${say(figure.centre)} with all in the middle`, ...held(figure.marks, say), ...swings].join('. ');
    }
    case 'curves':
      return [
        `${figure.y.label} over ${figure.x.label}, for ${figure.series.map(({ title }) => title).join(', ')}`,
        ...held(figure.marks, format(figure.x.unit)),
        'The table behind it holds every value.',
      ].join('. ');
    case 'bars':
      return [
        `${figure.axis.label}, as ${plural(rows, 'bar')}`,
        ...held(figure.marks, format(figure.axis.unit)),
        'The table behind it holds every value.',
      ].join('. ');
    case 'spans':
      return [
        `${plural(rows, 'row')} over ${figure.axis.label}`,
        ...held(figure.marks, format(figure.axis.unit)),
        'The table behind it says what stood when.',
      ].join('. ');
  }
}

const held = (marks: readonly FigureMark[], say: (value: number) => string): string[] =>
  marks.map(({ title, low, high }) => {
    const where = low === high ? say(low) : `${say(low)} to ${say(high)}`;
    // Some have it in their name, where it stands beside them.
    return title === where || title.endsWith(` ${where}`) ? title : `${title}: ${where}`;
  });
