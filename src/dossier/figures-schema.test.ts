import { describe, expect, it } from 'vitest';
import { DUMBBELL, FIGURES, HEAT, SCATTER, STACKED, TIMELINE } from '../core/figures/figures.fixture.ts';
import { CURVES, HISTOGRAM, SPANS } from '../core/figures/plots.fixture.ts';
import { comparedDossier } from './compared.fixture.ts';
import { figureSchema } from './figures-schema.ts';
import { parseDossier } from './schema.ts';

const again = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('figures from outside', () => {
  it('are read as they were written, each kind', () => {
    const dossier = comparedDossier('one', [], { figures: FIGURES });
    expect(parseDossier(again(dossier))).toEqual(dossier);
    expect(new Set(FIGURES.map(({ kind }) => kind)).size).toBe(10);
  });

  it('are read in dossiers of the versions that had intervals alone', () => {
    const dossier = comparedDossier('one', [{ group: 'History', language: 'en', value: 0.5 }]);
    for (const version of [1, 2])
      expect(parseDossier({ ...dossier, schema: `assay-dossier/${version}` })).toEqual(dossier);
    expect(() => parseDossier({ ...dossier, schema: 'assay-dossier/0' })).toThrow();
  });

  it.each([
    ['a cell too few', { ...HEAT, columns: [...HEAT.columns, { title: 'more' }] }, 'one cell for each column'],
    ['a count too many', { ...STACKED, states: STACKED.states.slice(1) }, 'one count for each state'],
    ['a point of no series', { ...DUMBBELL, series: DUMBBELL.series.slice(1) }, 'series that is not there'],
    ['a point of no series in a plane', { ...SCATTER, series: [] }, 'series that is not there'],
    [
      'time that runs back',
      { ...TIMELINE, lanes: TIMELINE.lanes.map((lane) => ({ ...lane, steps: lane.steps.toReversed() })) },
      'order of time',
    ],
    [
      'an edge too few',
      { ...HISTOGRAM, panels: HISTOGRAM.panels.map((panel) => ({ ...panel, edges: [1, 2] })) },
      'edge',
    ],
    [
      'a line that runs back',
      { ...CURVES, series: CURVES.series.map((one) => ({ ...one, points: one.points.toReversed() })) },
      'order of x',
    ],
    ['a state that is not there', { ...SPANS, states: [] }, 'state that is not there'],
    ['a kind that nobody draws', { ...HEAT, kind: 'pie' }, 'discriminator'],
    [
      'a number that is none',
      { ...SCATTER, points: SCATTER.points.map((point) => ({ ...point, x: { ...point.x, low: Number.NaN } })) },
      'NaN',
    ],
    ['what is not in the schema', { ...HEAT, script: 'x' }, 'script'],
  ])('are refused with %s', (_, figure, reason) => {
    expect(String(figureSchema.safeParse(figure).error)).toContain(reason);
  });
});
