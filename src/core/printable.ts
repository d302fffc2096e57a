/** Text from a hostile file, made safe to print: control, bidirectional and invisible characters become escapes. */

// C0, C1, soft hyphen, zero-width and bidirectional controls, line and paragraph separators, byte-order mark,
// lone surrogates and tag characters: what can move a cursor, reorder a line or hide.
// biome-ignore format: one class of characters
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Escapes unsafe characters and cuts to `most` characters with an ellipsis. */
export function printable(text: string, most = 400): string {
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return cut.replace(UNSAFE, (found) => SHORT[found] ?? escapeUnits(found));
}

function escapeUnits(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    out += unit < 0x100 ? `\\x${unit.toString(16).padStart(2, '0')}` : `\\u${unit.toString(16).padStart(4, '0')}`;
  }
  return out;
}
