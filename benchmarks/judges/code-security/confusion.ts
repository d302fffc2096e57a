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

/** How often the judge errs, by language, on the newest set that its rules were not written with. */
async function confusion(): Promise<Confusion> {
  const sets = labelledSets();
  const newest = sets.at(-1);
  if (newest === undefined) throw new Error('no labelled set');
  const labels = [...readLabelled(newest.name).values()].flat();
  const languages: Record<string, Counts> = {};
  for (const language of LANGUAGES)
    languages[language] = await countsOf(labels.filter((one) => one.language === language && one.ambiguous !== true));
  return {
    judge: 'code-security',
    version: codeSecurityJudge('c').version,
    set: newest.name,
    note:
      newest.opened === undefined
        ? 'A closed set: no rule was written with it in sight.'
        : `This set was ${newest.opened}. What is counted on it since then flatters.`,
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

export const writeConfusion = async (): Promise<void> => writeFileSync(FILE, textOf(await confusion()));

/** What is committed, and what it would be now. */
export const committedConfusion = async (): Promise<{ committed: string; now: string }> => ({
  committed: readFileSync(FILE, 'utf8'),
  now: textOf(await confusion()),
});
