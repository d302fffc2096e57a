import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/**
 * The parsed YAML files of a folder of `data/`, by file name. The path is the same from the sources and from what is built.
 */
export function readData(folder: 'coding-tasks' | 'contexts'): ReadonlyMap<string, unknown> {
  const at = new URL(`../../../../data/${folder}/`, import.meta.url);
  const names = readdirSync(at).filter((name) => name.endsWith('.yaml'));
  return new Map(names.toSorted().map((name) => [name, parse(readFileSync(new URL(name, at), 'utf8')) as unknown]));
}
