import type { Figure } from '../../core/figure.ts';
import { figureCsv } from './csv.ts';
import { figureSvg } from './svg.ts';

export interface FigureFile {
  /** Safe as the name of a file on any system. */
  readonly name: string;
  readonly text: string;
}

const LONGEST = 60;

/** What has figures: the studies of a dossier, or claims. */
export interface Drawn {
  readonly studies?: readonly { readonly id: string; readonly figures: readonly Figure[] }[] | undefined;
}

/** Each figure of each study as SVG, and its numbers as CSV beside it. */
export function figureFiles({ studies = [] }: Drawn): readonly FigureFile[] {
  const taken = new Set<string>();
  return studies.flatMap((study) =>
    study.figures.flatMap((figure) => {
      const name = unused(`${plain(study.id)}-${plain(figure.id)}`, taken);
      return [
        { name: `${name}.svg`, text: figureSvg(figure) },
        { name: `${name}.csv`, text: figureCsv(figure) },
      ];
    }),
  );
}

/** An id may be anybody's text: of it letters, digits and hyphens are kept. */
function plain(id: string): string {
  const kept = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '');
  return kept === '' ? 'figure' : kept;
}

function unused(name: string, taken: Set<string>): string {
  let found = name;
  for (let again = 2; taken.has(found); again++) found = `${name}-${again}`;
  taken.add(found);
  return found;
}
