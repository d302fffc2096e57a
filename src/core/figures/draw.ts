import type { Figure } from '../figure.ts';
import { drawBars } from './bars.ts';
import { drawCurves } from './curves.ts';
import { drawDumbbell } from './dumbbell.ts';
import { drawHeat } from './heat.ts';
import { drawHistogram } from './histogram.ts';
import { drawIntervals } from './intervals.ts';
import { drawScatter } from './scatter.ts';
import type { Layout, Scene } from './scene.ts';
import { drawSpans } from './spans.ts';
import { drawStacked } from './stacked.ts';
import { drawTimeline } from './timeline.ts';
import { drawTornado } from './tornado.ts';

/** A figure as shapes, without its title and its note. */
export function draw(figure: Figure, layout: Layout): Scene {
  switch (figure.kind) {
    case 'intervals':
      return drawIntervals(figure, layout);
    case 'heat':
      return drawHeat(figure, layout);
    case 'stacked':
      return drawStacked(figure, layout);
    case 'dumbbell':
      return drawDumbbell(figure, layout);
    case 'scatter':
      return drawScatter(figure, layout);
    case 'timeline':
      return drawTimeline(figure, layout);
    case 'histogram':
      return drawHistogram(figure, layout);
    case 'tornado':
      return drawTornado(figure, layout);
    case 'curves':
      return drawCurves(figure, layout);
    case 'bars':
      return drawBars(figure, layout);
    case 'spans':
      return drawSpans(figure, layout);
  }
}
