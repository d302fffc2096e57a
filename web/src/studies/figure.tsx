import type { Figure } from '../../../src/core/figure.ts';
import { describe } from '../../../src/core/figures/describe.ts';
import { draw } from '../../../src/core/figures/draw.ts';
import type { Layout, Shape } from '../../../src/core/figures/scene.ts';
import { figureTable } from '../../../src/core/figures/table.ts';
import { printable } from '../../../src/core/printable.ts';
import { Untrusted } from '../text.tsx';
import { DataTable } from './table.tsx';

/** A figure as it fits the window, and its numbers behind it. Where a table of the study holds them, that is its table. */
export function StudyFigure({ figure, tabled }: { readonly figure: Figure; readonly tabled: boolean }) {
  const note = 'note' in figure ? figure.note : undefined;
  return (
    <>
      <figure className="study-figure" data-kind={figure.kind}>
        <figcaption>{printable(figure.title, 200)}</figcaption>
        <Drawing figure={figure} layout="wide" />
        <Drawing figure={figure} layout="narrow" />
        {note !== undefined && (
          <p className="study-note">
            <Untrusted text={note} most={2000} />
          </p>
        )}
      </figure>
      {!tabled && (
        <details className="study-numbers">
          <summary>
            The numbers of <q>{printable(figure.title, 200)}</q>
          </summary>
          <DataTable table={figureTable(figure)} />
        </details>
      )}
    </>
  );
}

/** One of the two; the style sheet shows the one that there is room for. */
function Drawing({ figure, layout }: { readonly figure: Figure; readonly layout: Layout }) {
  const { width, height, shapes } = draw(figure, layout);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={describe(figure)} data-layout={layout}>
      <Shapes shapes={shapes} />
    </svg>
  );
}

function Shapes({ shapes }: { readonly shapes: readonly Shape[] }) {
  return shapes.map((shape, index) => <Mark key={index} shape={shape} />);
}

function Mark({ shape }: { readonly shape: Shape }) {
  switch (shape.shape) {
    case 'rect': {
      const { shape: _, look, ...place } = shape;
      return <rect className={look} {...place} />;
    }
    case 'line': {
      const { shape: _, look, ...place } = shape;
      return <line className={look} {...place} />;
    }
    case 'circle': {
      const { shape: _, look, ...place } = shape;
      return <circle className={look} {...place} />;
    }
    case 'path':
      return <path className={shape.look} d={shape.d} />;
    case 'text': {
      const { look, x, y, anchor, text, tail, upright } = shape;
      return (
        <text
          className={look}
          x={x}
          y={y}
          textAnchor={anchor}
          transform={upright === true ? `rotate(-90 ${x} ${y})` : undefined}
        >
          {text}
          {tail !== undefined && <tspan className={tail.look}>{tail.text}</tspan>}
        </text>
      );
    }
    case 'group':
      return (
        <g className={shape.look}>
          {shape.title !== undefined && <title>{shape.title}</title>}
          <Shapes shapes={shape.shapes} />
        </g>
      );
  }
}
