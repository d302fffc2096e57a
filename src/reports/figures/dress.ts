import { SERIES, TINTS } from '../palette.ts';

const [INK, MUTED, LINE, EDGE, ACCENT, LOSS, PAPER, CLAIMED] = [
  '#171c1f',
  '#566068',
  '#d5dbde',
  '#7d878e',
  '#0b5563',
  '#9b1218',
  '#fff',
  '#9a3412',
];
const letters = (size: number, fill: string, more = ''): string => `font-size="${size}" fill="${fill}"${more}`;
const stroke = (colour: string, width: number, more = ''): string =>
  `fill="none" stroke="${colour}" stroke-width="${width}"${more}`;
/** Keeps words clear of the lines behind them. */
const HALO = ` stroke="${PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
const BOLD = ' font-weight="600"';

/** Looks that stand for themselves. */
const PLAIN: Readonly<Record<string, string>> = {
  heading: letters(16, INK, BOLD),
  name: letters(13, INK),
  'name-small': letters(12, INK),
  head: letters(12, INK),
  strong: letters(13, INK, BOLD),
  'panel-head': letters(13, INK, BOLD + HALO),
  small: letters(12, MUTED),
  range: letters(12, MUTED),
  label: letters(12, INK, HALO),
  corner: letters(12, MUTED, ` font-style="italic"${HALO}`),
  'said-event': letters(12, MUTED, HALO),
  'said-loss': letters(12, LOSS, BOLD + HALO),
  'tick-line': stroke(LINE, 1),
  baseline: stroke(EDGE, 1, ' stroke-dasharray="4 3"'),
  'interval-line': stroke(ACCENT, 2.5),
  'interval-dot': `fill="${ACCENT}" stroke="${PAPER}" stroke-width="1.5"`,
  'cell-none': `fill="${PAPER}" stroke="${EDGE}" stroke-width="1" stroke-dasharray="2 2"`,
  crossed: stroke(EDGE, 1),
  ringed: stroke(INK, 1.6),
  joint: stroke(EDGE, 1.5),
  shown: 'fill="#9fc3de"',
  reasoned: 'fill="#c9b6dc"',
  'seen-line': stroke(INK, 1.5),
  beyond: 'fill="#d5dbde"',
  ground: stroke(EDGE, 1),
  extent: stroke(INK, 1.6),
  stripes: stroke(PAPER, 1.6),
  'zone-edge': stroke(EDGE, 1),
  'claimed-line': stroke(CLAIMED, 2),
  'claimed-band': `fill="${CLAIMED}" fill-opacity="0.16"`,
  'said-claimed': letters(12, CLAIMED, BOLD + HALO),
  'mark-event': stroke(EDGE, 1.2, ' stroke-dasharray="3 3"'),
  'mark-loss': stroke(LOSS, 1.8),
};

/** Groups, which look like nothing. */
const BARE: readonly string[] = [
  'tick',
  'interval',
  'cell',
  'cross',
  'segment',
  'dumbbell',
  'point',
  'bins',
  'swing',
  'line',
  'bar',
  'span',
  'zone',
];

/** Strokes of lines in one plane, by their place: no colour stands alone. */
const DASHES = ['', '8 4', '2 3', '10 3 2 3', '14 4'];

const dashed = (dashes = ''): string => (dashes === '' ? '' : ` stroke-dasharray="${dashes}"`);

/** Colours of a look, as attributes: files of figures are read by programs that know no style sheets. @throws RangeError where there is no such look */
export function dress(look: string): string {
  const plain = PLAIN[look];
  if (plain !== undefined) return plain;
  if (BARE.includes(look)) return `class="${look}"`;
  const at = look.indexOf('-');
  const [what, of] = [look.slice(0, at), look.slice(at + 1)];
  const colour = SERIES[Number(of)] ?? '';
  if (what === 'series') return `fill="${colour}" stroke="${PAPER}" stroke-width="1"`;
  if (what === 'reach') return stroke(colour, 2, ' stroke-opacity="0.55"');
  if (what === 'whisker') return stroke(colour, 1, ' stroke-opacity="0.45"');
  if (what === 'bar') return `fill="${colour}"`;
  if (what === 'band') return `fill="${colour}" fill-opacity="0.16"`;
  if (what === 'curve') return stroke(colour, 2.2, dashed(DASHES[Number(of)]));
  const [tint, on] = TINTS[of] ?? [];
  if (tint === undefined || on === undefined) throw new RangeError(`nothing looks like ${look}`);
  switch (what) {
    case 'fill':
    case 'zone':
    case 'state':
      return `fill="${tint}"`;
    case 'on':
    case 'onstate':
      return `font-size="12" fill="${on}" stroke="${tint}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
    case 'ring':
      return stroke(on, 1.8);
    case 'dot':
    case 'missed':
      return `fill="${on}"`;
    case 'lines':
      return stroke(on, 1, ' stroke-opacity="0.5"');
    case 'texture':
      return stroke(on, 1, ' stroke-opacity="0.4"');
    default:
      throw new RangeError(`nothing looks like ${look}`);
  }
}
