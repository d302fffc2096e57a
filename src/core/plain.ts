/** Values may lie so deep in one another. */
const DEEPEST = 100;

/**
 * What of a value JSON cannot hold, and where, as `.sampling.seed is NaN`; undefined where there is nothing. JSON would leave
 * it out or write `null`, without a word.
 */
export function oddity(value: unknown): string | undefined {
  return within(value, '', []);
}

function within(value: unknown, place: string, around: readonly object[]): string | undefined {
  const said = (what: string): string => `${place} ${what}`.trim();
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : said(`is ${value}`);
    case 'undefined':
      return said('is undefined');
    case 'object':
      break;
    default:
      return said(`is a ${typeof value}`);
  }
  if (value === null) return undefined;
  if (around.includes(value)) return said('holds itself');
  if (around.length >= DEEPEST) return said('lies too deep');
  const inside = [...around, value];
  if (Array.isArray(value)) return first(value.entries(), (index, one) => within(one, `${place}[${index}]`, inside));
  const kind = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  if (kind !== null && kind !== Object.prototype) return said(`is a ${kind.constructor?.name ?? 'class'}`);
  return first(Object.entries(value), (name, one) => within(one, `${place}.${name}`, inside));
}

function first<K>(
  entries: Iterable<[K, unknown]>,
  look: (key: K, value: unknown) => string | undefined,
): string | undefined {
  for (const [key, value] of entries) {
    const found = look(key, value);
    if (found !== undefined) return found;
  }
  return undefined;
}
