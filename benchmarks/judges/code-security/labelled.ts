import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Label, labelSchema } from './label.ts';

const ROOT = new URL('labelled/', import.meta.url);

export const SIDES = ['dev', 'held-out'] as const;
export type Side = (typeof SIDES)[number];

/**
 * The files of one side, or of the second set, which has no sides; by path below `labelled/`, each with its labels.
 * Throws where a file breaks the schema.
 */
export function readLabelled(part: Side | 'second'): ReadonlyMap<string, readonly Label[]> {
  const paths = readdirSync(new URL(part, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => `${part}/${path}`)
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
