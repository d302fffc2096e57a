import type { Reading } from './reading.ts';
import { isAutostart, isSecretPlace } from './sensitive.ts';
import type { SyntaxNode } from './tree.ts';
import { pathTo, taints, type Value, unknown, wholeText } from './value.ts';

interface Given {
  readonly given: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly all: readonly Value[];
}

/** The text of a path, with {@link HOLE} where a piece is not known. */
function placeOf(value: Value | undefined): string | undefined {
  return value?.kind === 'text' || value?.kind === 'path' ? value.text : undefined;
}

/** `open(place, mode)` */
export function openCall(reading: Reading, { given, named }: Given, node: SyntaxNode): Value {
  const place = placeOf(given[0] ?? named.get('file'));
  const mode = wholeText(given[1] ?? named.get('mode')) ?? 'r';
  const from = taints(given);
  if (/[wax+]/.test(mode)) {
    write(reading, 'open', place, from, node);
    return { ...pathTo('open()', false, from), ...(place === undefined ? {} : { text: place }) };
  }
  const secret = place !== undefined && isSecretPlace(place);
  if (secret) reading.effect('credential', 'open', node, { text: place });
  return pathTo('open()', false, [...new Set([...from, 'file' as const, ...(secret ? ['credential' as const] : [])])]);
}

/** Methods of pathlib's paths that read and write; undefined for all others. */
export function pathMethod(
  reading: Reading,
  path: string,
  place: string | undefined,
  { given, all }: Given,
  node: SyntaxNode,
): Value | undefined {
  const [, method] = /^pathlib\.Path(?:\(\))?(?:\.\w+\(\))*\.(\w+)$/.exec(path) ?? [];
  if (method === undefined) return undefined;
  if (method === 'write_text' || method === 'write_bytes') {
    write(reading, `pathlib.Path.${method}`, place, taints(all), node);
    return unknown([]);
  }
  if (method === 'open') {
    const mode = wholeText(given[0]) ?? 'r';
    if (/[wax+]/.test(mode)) write(reading, 'pathlib.Path.open', place, [], node);
    return pathTo('open()', false, ['file']);
  }
  if (method !== 'read_text' && method !== 'read_bytes') return undefined;
  return unknown(place !== undefined && isSecretPlace(place) ? ['file', 'credential'] : ['file']);
}

/** A copy or a move to a place from which something runs by itself. */
export function writtenTo(
  reading: Reading,
  path: string,
  target: Value | undefined,
  { all }: Given,
  node: SyntaxNode,
): boolean {
  const place = placeOf(target);
  if (place === undefined || !isAutostart(place)) return false;
  write(reading, path, place, taints(all), node);
  return true;
}

function write(reading: Reading, path: string, place: string | undefined, from: Value['from'], node: SyntaxNode): void {
  const kind = place !== undefined && isAutostart(place) ? 'persistence' : 'write';
  reading.effect(kind, path, node, { text: place, from });
}
