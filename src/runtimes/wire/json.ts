/** Reads of JSON that an unknown server sent: what is not of the kind asked for is not there. */

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Codes come as texts from one server and as numbers from another. */
export function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** Paths of our own tables, taken apart once: they are looked up in every part of every answer. */
const STEPS = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  let steps = STEPS.get(path);
  if (steps === undefined) STEPS.set(path, (steps = path.split('.')));
  return steps;
}

/** The value at a dotted path, e.g. `error.innererror.code`. @param path of this code, never of a server */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of stepsOf(path)) {
    if (found === undefined || found === null) return undefined;
    found = Array.isArray(found) ? (found as readonly unknown[])[Number(name)] : fieldsOf(found)?.[name];
  }
  return found;
}

/** Undefined where the text is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
