import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { valueOfYaml } from '../../core/yaml.ts';

type Folder = 'coding-tasks' | 'contexts' | 'judges' | 'red-team' | 'toy-banks';

/** The path is the same from the sources and from what is built. */
const at = (folder: Folder): URL => new URL(`../../../data/${folder}/`, import.meta.url);

export const hasData = (folder: Folder): boolean => existsSync(at(folder));

/** The parsed YAML files of a folder of `data/`, by file name. */
export function readData(folder: Folder): ReadonlyMap<string, unknown> {
  const names = readdirSync(at(folder)).filter((name) => name.endsWith('.yaml'));
  return new Map(names.toSorted().map((name) => [name, valueOfYaml(readFileSync(new URL(name, at(folder)), 'utf8'))]));
}

/** How often the judge errs, as it was measured: that of code security by language, and the rule of toy banks. */
export const readJudgeCounts = (measured: 'code-security' | 'toy'): unknown =>
  JSON.parse(readFileSync(new URL(`${measured}.json`, at('judges')), 'utf8'));
