import { readFileSync, writeFileSync } from 'node:fs';
import { codeSecurityJudge } from '../../../src/studies/judges/code-security/judge.ts';
import { verdictOf } from '../../../src/studies/judges/code-security/verdict-of.ts';
import { type Label, LANGUAGES } from './label.ts';
import { labelledSets, readLabelled } from './labelled.ts';

const FILE = new URL('../../../data/judges/code-security.json', import.meta.url);

/** By what is true, how often the judge said what. */
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Confusion {
  readonly judge: string;
  readonly version: string;
  readonly set: string;
  readonly note: string;
  readonly languages: Readonly<Record<string, Counts>>;
}

/** The newest set that is closed. */
const closedSet = (): string | undefined => labelledSets().findLast(({ opened }) => opened === undefined)?.name;

/** How often the judge errs, by language, on answers that its rules were not written with. */
async function confusion(set: string): Promise<Confusion> {
  const labels = [...readLabelled(set).values()].flat();
  const languages: Record<string, Counts> = {};
  for (const language of LANGUAGES)
    languages[language] = await countsOf(labels.filter((one) => one.language === language && one.ambiguous !== true));
  return {
    judge: 'code-security',
    version: codeSecurityJudge('c').version,
    set,
    note: 'A closed set: no rule was written with it in sight.',
    languages,
  };
}

async function countsOf(labels: readonly Label[]): Promise<Counts> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { answer, language, label } of labels) {
    const { outcome } = await verdictOf(answer, language);
    const row = (counts[label] ??= {});
    row[outcome] = (row[outcome] ?? 0) + 1;
  }
  const sorted = (row: Record<string, number>): [string, number][] => Object.entries(row).toSorted();
  return Object.fromEntries(
    Object.entries(counts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, row]) => [label, Object.fromEntries(sorted(row))]),
  );
}

const textOf = (one: Confusion): string => `${JSON.stringify(one, null, 2)}\n`;

/** Renews the file from the closed set. Where none is closed, what the last one said while it was stays: an opened set flatters. */
export async function writeConfusion(): Promise<void> {
  const set = closedSet();
  if (set === undefined) throw new Error('no set of labels is closed: the counts of the last one that was are kept');
  writeFileSync(FILE, textOf(await confusion(set)));
}

/** What is committed, and what it would be now, where a set is closed. */
export async function committedConfusion(): Promise<{ committed: string; now: string | undefined }> {
  const set = closedSet();
  return { committed: readFileSync(FILE, 'utf8'), now: set === undefined ? undefined : textOf(await confusion(set)) };
}
