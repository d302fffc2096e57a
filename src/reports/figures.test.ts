import { describe, expect, it } from 'vitest';
import type { Figure } from '../core/figure.ts';
import { DUMBBELL, HEAT, hostileFigures, SCATTER, STACKED, TIMELINE } from '../core/figures/figures.fixture.ts';
import { HOSTILE_NAMES } from './dossier.fixture.ts';
import { figuredDossier } from './figured.fixture.ts';
import { renderMarkdown } from './markdown/render.ts';
import { renderTerminal } from './terminal/render.ts';

/** Small enough to read. */
const SOME: readonly Figure[] = [
  { ...HEAT, groups: HEAT.groups.slice(0, 1) },
  STACKED,
  { ...DUMBBELL, groups: DUMBBELL.groups.slice(2, 3) },
  { ...SCATTER, points: SCATTER.points.slice(0, 4) },
  { ...TIMELINE, lanes: TIMELINE.lanes.slice(1) },
];

describe('where nothing can be drawn', () => {
  it('figures are tables in the terminal', () => {
    expect(renderTerminal(figuredDossier(SOME), { width: 110, color: false })).toMatchSnapshot();
  });

  it('and in Markdown', () => {
    expect(renderMarkdown(figuredDossier(SOME), { under: '' })).toMatchSnapshot();
  });

  it('but for those whose numbers a table of the study has', () => {
    const [dossier] = [figuredDossier([STACKED])];
    const own = {
      id: STACKED.id,
      title: 'As the study tells it',
      columns: [{ title: 'x', align: 'left' as const }],
      rows: [['y']],
    };
    const studies = dossier.studies?.map((study) => ({ ...study, tables: [own] }));
    const text = renderTerminal(
      { ...dossier, ...(studies === undefined ? {} : { studies }) },
      { width: 110, color: false },
    );
    expect(text).toContain('As the study tells it');
    expect(text).not.toContain(STACKED.title);
  });
});

it.each(HOSTILE_NAMES)('nothing gets out of the tables of figures that are all called %j', (name) => {
  const dossier = figuredDossier(hostileFigures(name));
  const text = renderTerminal(dossier, { width: 80, color: false });
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(renderMarkdown(dossier, { under: '' })).not.toMatch(/]\(|https?:\/\/|www\.|`|~~|\$|@|<(?:img|script)/);
});
