import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Label, labelSchema } from './label.ts';

const ROOT = new URL('labelled/', import.meta.url);

/** The two sides of the first set. Both are open to tuning by now. */
export type Side = 'dev' | 'held-out';

export interface LabelledSet {
  /** Its folder below `labelled/`. */
  readonly name: string;
  /** Since when it may be read by whoever writes rules; a set without is closed. */
  readonly opened?: string;
}

/** Every folder below `labelled/` is a set; `sets.yaml` says which are open. Open ones come first, then by name. */
export function labelledSets(): readonly LabelledSet[] {
  const opened = z.record(z.string(), z.string().min(1)).parse(parseFile('sets.yaml'));
  const sets = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): LabelledSet => ({ name, ...(opened[name] === undefined ? {} : { opened: opened[name] }) }));
  const rank = ({ name, opened: since }: LabelledSet): string => `${since === undefined ? 1 : 0} ${name}`;
  return sets.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** The files of one set, by path below `labelled/`, each with its labels. Throws where a file breaks the schema. */
export function readLabelled(set: string): ReadonlyMap<string, readonly Label[]> {
  const paths = readdirSync(new URL(set, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => `${set}/${path}`)
    .toSorted();
  return new Map(paths.map((path) => [path, z.array(labelSchema).parse(parseFile(path))]));
}

const familiesSchema = z.record(z.string(), z.record(z.string(), z.array(z.int().positive()).min(1)));

/** Which family a CWE belongs to, by number. Two CWEs of one family count as the same weakness. */
export function readFamilies(): ReadonlyMap<string, string> {
  const families = new Map<string, string>();
  for (const group of Object.values(familiesSchema.parse(parseFile('families.yaml')))) {
    for (const [family, numbers] of Object.entries(group)) {
      for (const number of numbers) {
        const cwe = `CWE-${number}`;
        if (families.has(cwe)) throw new Error(`${cwe} stands in two families`);
        families.set(cwe, family);
      }
    }
  }
  return families;
}

const parseFile = (path: string): unknown => parse(readFileSync(new URL(path, ROOT), 'utf8'));
