/** Text of somebody else inside SVG. */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A whole figure of this size on white, told of in words for those who cannot see it. */
export function svg(width: number, height: number, label: string, body: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${escaped(label).replaceAll('"', '&quot;')}"><rect width="${width}" height="${height}" fill="#fff"/>${body.join('')}</svg>\n`;
}
