import { describe } from '../../core/figures/describe.ts';
import { draw } from '../../core/figures/draw.ts';
import { folded } from '../../core/figures/lettering.ts';
import { type Shape, text } from '../../core/figures/scene.ts';
import type { Figure } from '../../core/figure.ts';
import { escapeXml, shapesMarkup } from '../svg.ts';
import { dress } from './dress.ts';

const MARGIN = 16;
const FONTS = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";

/** A figure as a file of its own: title, drawing and note on white, in colours that need no style sheet. */
export function figureSvg(figure: Figure): string {
  const scene = draw(figure, 'wide');
  const title = folded(figure.title, scene.width, 16, 3);
  const heading = title.map((one, index): Shape => text('heading', 0, 16 + index * 21, one));
  const above = title.length * 21 + 12;
  const note = 'note' in figure && figure.note !== undefined ? folded(figure.note, scene.width, 12, 12) : [];
  const foot = note.map((one, index): Shape => text('small', 0, above + scene.height + 20 + index * 16, one));
  const height = above + scene.height + (note.length === 0 ? 0 : 14 + note.length * 16);
  const body = [
    `<title>${escapeXml(title.join(' '))}</title>`,
    `<desc>${escapeXml(describe(figure))}</desc>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    shapesMarkup(heading, dress),
    `<g transform="translate(0 ${above})">${shapesMarkup(scene.shapes, dress)}</g>`,
    shapesMarkup(foot, dress),
    '</g>',
  ].join('');
  const [outerWidth, outerHeight] = [scene.width + 2 * MARGIN, Math.ceil(height + 2 * MARGIN)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${outerWidth}" height="${outerHeight}" viewBox="0 0 ${outerWidth} ${outerHeight}" font-family="${escapeXml(FONTS)}" role="img">${body}</svg>\n`;
}
