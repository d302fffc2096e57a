import type { Shape } from '../core/figures/scene.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute of XML 1.0, which has two characters fewer than Unicode. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found).replace(/[\ufffe\uffff]/g, '\ufffd');

/** Shapes as elements. `dress` gives the attributes of a look: a class, or colours. */
export function shapesMarkup(shapes: readonly Shape[], dress: (look: string) => string): string {
  return shapes.map((shape) => markup(shape, dress)).join('');
}

function markup(shape: Shape, dress: (look: string) => string): string {
  const look = dress(shape.look);
  switch (shape.shape) {
    case 'rect': {
      const { x, y, width, height, rx } = shape;
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}"${rx === undefined ? '' : ` rx="${rx}"`} ${look}/>`;
    }
    case 'line':
      return `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" ${look}/>`;
    case 'circle':
      return `<circle cx="${shape.cx}" cy="${shape.cy}" r="${shape.r}" ${look}/>`;
    case 'path':
      return `<path d="${shape.d}" ${look}/>`;
    case 'text': {
      const { x, y, anchor, text, tail, upright } = shape;
      const end = tail === undefined ? '' : `<tspan ${dress(tail.look)}>${escapeXml(tail.text)}</tspan>`;
      const turned = upright === true ? ` transform="rotate(-90 ${x} ${y})"` : '';
      const place = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
      return `<text x="${x}" y="${y}"${place}${turned} ${look}>${escapeXml(text)}${end}</text>`;
    }
    case 'group': {
      const title = shape.title === undefined ? '' : `<title>${escapeXml(shape.title)}</title>`;
      return `<g ${look}>${title}${shapesMarkup(shape.shapes, dress)}</g>`;
    }
  }
}
