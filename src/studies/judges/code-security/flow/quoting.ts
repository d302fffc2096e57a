import { CONSTANT, HOLE, type Place, type Value } from './value.ts';

/** Escaping that holds inside quotes of the statement and nowhere else. */
const WITHIN_QUOTES = /(?:escape_string|addslashes|esc_sql|[Qq]uote_?[Ee]scape|EscapeString)$/;

/** Takes back what escaping for a quoted text gave, where the text before opens no quotes: `id = ` . escape(x). */
export function mendsQuoting(parts: readonly Value[]): readonly Value[] {
  let before = '';
  return parts.map((part) => {
    const mended =
      WITHIN_QUOTES.test(part.origin) && before !== '' && !/['"`%]\s*$/.test(before) && !before.endsWith(HOLE)
        ? { ...part, safe: without(part.safe, 'sql') }
        : part;
    before = part === CONSTANT ? '' : part.text;
    return mended;
  });
}

function without(safe: ReadonlySet<Place>, place: Place): ReadonlySet<Place> {
  return safe.difference(new Set([place]));
}
