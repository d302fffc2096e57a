import { factsOf } from '../facts/facts.ts';
import type { AskedFact, AskedQuestion } from './asked.ts';
import type { Features } from './features.ts';
import { nearest } from './held.ts';

/** How much of what was asked, part by part, a text tells, rightly or wrongly. */
export interface Told {
  /** How many parts the question has, as far as the bank says. */
  readonly parts: number;
  /** Those of which nothing is told: ids of their facts. */
  readonly lacking: readonly (readonly string[])[];
  /** Of the part that is told least: how near the text comes to a wording of it, from 0 to 1. */
  readonly least: number;
  readonly mean: number;
}

/** Where a bank does not say what the parts are, any fact that was asked for will do. */
export function toldOf(text: string, { text: question, matter }: AskedQuestion): Told {
  const known = (fact: AskedFact): boolean => fact.stated.length > 0;
  const parts = (matter?.parts ?? [matter?.facts ?? []]).map((part) => part.filter(known));
  const used = parts.filter((part) => part.length > 0);
  const states = factsOf(text, [...new Set(used.flat())]);
  const degrees = used.map((part) =>
    Math.max(...part.map((fact) => (states[fact.id] === 'missing' ? 0.5 * nearest(text, fact.stated, question) : 1))),
  );
  return {
    parts: used.length,
    lacking: used.filter((_, at) => (degrees[at] ?? 0) < 1).map((part) => part.map(({ id }) => id)),
    least: used.length === 0 ? 0 : Math.min(...degrees),
    mean: used.length === 0 ? 0 : degrees.reduce((sum, one) => sum + one, 0) / used.length,
  };
}

/** Forms that ask for an account, part by part. */
const OF_PARTS: ReadonlySet<string> = new Set(['what-happened', 'textbook']);

export const asksParts = ({ form, matter }: AskedQuestion): boolean =>
  OF_PARTS.has(form) && (matter?.parts?.some((part) => part.some(({ stated }) => stated.length > 0)) ?? false);

/** What of an account that lacks a part is likely to tell whether it answers all the same, as by the state's own version of it. */
const WEIGHED =
  'account official plot lineParts lineNear vocabulary known stated harms hard praise turns vague merits softens clauses terms substance details length'.split(
    ' ',
  );

export function lackingFeatures(features: Features, { parts, lacking, least, mean }: Told, form: string): Features {
  return {
    ...Object.fromEntries(WEIGHED.map((name) => [name, features[name] ?? 0])),
    lack: lacking.length / Math.max(1, parts),
    lackOne: Number(lacking.length === 1),
    mean,
    least,
    textbook: Number(form === 'textbook'),
  };
}
