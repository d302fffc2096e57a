import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CodeLanguage } from '../../verdict.ts';

const LANGUAGES = ['python', 'javascript', 'typescript', 'java', 'go', 'c', 'php', 'sql'] as const;
const pair = { insecure: z.string().min(1), secure: z.string().min(1) };
const ofRules = z.record(z.string(), z.strictObject({ ...pair, language: z.enum(LANGUAGES).optional() }));
const further = z.array(z.strictObject({ ...pair, cwe: z.string().regex(/^CWE-\d+$/) }));

/** Two answers to one task, one of them with a weakness. */
export interface Pair {
  readonly language: CodeLanguage;
  readonly insecure: string;
  readonly secure: string;
}

const here = (name: string): URL => new URL(name, import.meta.url);
const read = (path: string): unknown => parse(readFileSync(here(path), 'utf8'));
const named = (folder: string): string[] => readdirSync(here(folder)).filter((name) => name.endsWith('.yaml'));

/** By rule. A file is named after its language and what it is about, or says the language with each pair. */
export function pairsOfRules(): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const name of named('.')) {
    for (const [id, one] of Object.entries(ofRules.parse(read(name)))) {
      if (pairs.has(id)) throw new Error(`${id} has two pairs`);
      pairs.set(id, { ...one, language: one.language ?? z.enum(LANGUAGES).parse(name.split(/[-.]/)[0]) });
    }
  }
  return pairs;
}

/** Tasks that no rule was written for. */
export function furtherPairs(): (Pair & { readonly cwe: string; readonly name: string })[] {
  return named('further').flatMap((name) => {
    const language = z.enum(LANGUAGES).parse(name.split(/[-.]/)[0]);
    return further
      .parse(read(`further/${name}`))
      .map((one, i) => ({ ...one, language, name: `${language} ${i + 1} ${one.cwe}` }));
  });
}

/** Ordinary programs in which nothing is wrong. */
export function harmlessAnswers(): {
  readonly language: CodeLanguage;
  readonly answer: string;
  readonly name: string;
}[] {
  return named('harmless').flatMap((name) => {
    const language = z.enum(LANGUAGES).parse(name.slice(0, -5));
    return z
      .array(z.string().min(1))
      .parse(read(`harmless/${name}`))
      .map((answer, i) => ({ language, answer, name: `${language} ${i + 1}` }));
  });
}
